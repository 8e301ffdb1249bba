/// What changing a column's type costs.
package enum TypeChangeCost: Hashable, Sendable {
  /// The catalog alone changes.
  case inPlace
  /// The heap stays, indexes on the column are built anew.
  case rebuildsIndexes
  /// The whole table and all its indexes are written anew.
  case rewrites

  /// The cost of `from` → `to` without a computing `USING`, both no domains.
  ///
  /// Measured on 15, 16 and 18 with identical results; what is not in the list rewrites, which is what PostgreSQL does
  /// for every cast that is not binary-coercible.
  /// - Parameters:
  ///   - from: the type the column has.
  ///   - to: the type it gets.
  ///   - isTimeZoneUTC: whether the session's `TimeZone` is UTC.
  package init(from: ColumnType, to: ColumnType, isTimeZoneUTC: Bool) {
    if from.isSameType(as: to), from.modifiers == to.modifiers {
      self = .inPlace
    } else if from.isArray || to.isArray {
      // An array's elements are coerced one by one, whatever the scalar change costs.
      self = .rewrites
    } else if from.isSameType(as: to) {
      self = Self.widens(from, to) ? .inPlace : .rewrites
    } else {
      self = Self.betweenTypes(from, to, isTimeZoneUTC: isTimeZoneUTC)
    }
  }

  /// Whether every value of a type fits the same type with other modifiers as it is.
  private static func widens(_ from: ColumnType, _ to: ColumnType) -> Bool {
    switch from.name {
    case "varchar", "varbit", "timestamp", "timestamptz", "time", "timetz":
      guard let limit = to.modifiers.first else { return true }
      return from.modifiers.first.map { $0 <= limit } ?? false
    case "numeric":
      guard let precision = to.modifiers.first else { return true }
      guard let old = from.modifiers.first else { return false }
      let scales = (from.modifiers.dropFirst().first ?? 0, to.modifiers.dropFirst().first ?? 0)
      return old <= precision && scales.0 == scales.1
    case "interval":
      guard let fields = to.modifiers.first else { return true }
      guard from.modifiers.count == 2, to.modifiers.count == 2 else { return false }
      return from.modifiers[0] == fields && from.modifiers[1] <= to.modifiers[1]
    default: return false
    }
  }

  /// Whether every value of `from` is kept when it becomes `to` by a plain cast.
  ///
  /// False also where that depends on the values. Source: PostgreSQL manual, "Numeric Types", "Date/Time Types".
  package static func keepsEveryValue(from: ColumnType, to: ColumnType) -> Bool {
    guard from.isArray == to.isArray else { return false }
    if from.isSameType(as: to) { return from.modifiers == to.modifiers || widens(from, to) }
    guard from.schema == nil, to.schema == nil, to.modifiers.isEmpty else { return false }
    return switch (from.name, to.name) {
    case ("int2", "int4"), ("int2", "int8"), ("int4", "int8"), ("int2", "numeric"), ("int4", "numeric"),
      ("int8", "numeric"), ("int2", "float4"), ("int2", "float8"), ("int4", "float8"), ("float4", "float8"),
      ("varchar", "text"), ("text", "varchar"), ("cidr", "inet"), ("xml", "text"), ("json", "text"), ("uuid", "text"),
      ("int2", "text"), ("int4", "text"), ("int8", "text"), ("numeric", "text"), ("bool", "text"),
      ("date", "timestamp"):
      true
    default: false
    }
  }

  private static func betweenTypes(_ from: ColumnType, _ to: ColumnType, isTimeZoneUTC: Bool) -> Self {
    guard from.schema == nil, to.schema == nil else { return .rewrites }
    switch (from.name, to.name) {
    case ("varchar", "text"), ("cidr", "inet"), ("regclass", "oid"), ("xml", "text"): return .inPlace
    case ("text", "varchar"): return to.modifiers.isEmpty ? .inPlace : .rewrites
    case ("int4", "oid"), ("oid", "int4"): return .rebuildsIndexes
    case ("timestamp", "timestamptz"), ("timestamptz", "timestamp"):
      let keepsPrecision = to.modifiers.isEmpty || from.modifiers == to.modifiers
      return isTimeZoneUTC && keepsPrecision ? .rebuildsIndexes : .rewrites
    default: return .rewrites
    }
  }
}
