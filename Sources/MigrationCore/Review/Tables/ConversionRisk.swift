/// What a change of type may do to values, besides keeping them.
enum ConversionRisk: Hashable, Sendable {
  /// Numbers beyond the new range end it with an error.
  case overflow
  /// Digits behind the point, or fractions of a second, are rounded off.
  case rounding
  /// Longer strings end it with an error.
  case length(Int)
  /// The time of day, or the date, is dropped.
  case truncation
  /// Strings that are no value of the type end it with an error.
  case parsing

  /// Nil when every value is kept, or when the pair is not known to be a risk.
  ///
  /// Source: PostgreSQL manual, "Numeric Types", "Character Types", "Date/Time Types".
  init?(from: ColumnType, to: ColumnType) {
    guard !from.isArray, !to.isArray, !TypeChangeCost.keepsEveryValue(from: from, to: to) else { return nil }
    let isText = Self.strings.contains(from.name)
    if isText, Self.strings.contains(to.name) {
      guard let limit = Self.length(of: to), Self.length(of: from).map({ $0 > limit }) ?? true else { return nil }
      self = .length(limit)
    } else if isText {
      self = .parsing
    } else if let old = Self.numbers[from.name], let new = Self.numbers[to.name] {
      if to.name == "numeric", to.modifiers.isEmpty { return nil }
      if from.name == "numeric", to.name == "numeric" {
        guard let risk = Self.betweenNumerics(from, to) else { return nil }
        self = risk
      } else if old > 3, new <= 3 {
        self = .rounding
      } else if new < old || to.name == "numeric" {
        self = .overflow
      } else {
        return nil
      }
    } else if Self.times.contains(from.name), Self.times.contains(to.name) {
      guard let risk = Self.betweenTimes(from, to) else { return nil }
      self = risk
    } else {
      return nil
    }
  }

  /// Whether any value of any type becomes one of this type.
  static func takesEverything(_ type: ColumnType) -> Bool {
    strings.contains(type.name) && type.modifiers.isEmpty && type.name != "bpchar"
      || ["jsonb", "bytea"].contains(type.name) || type.name == "numeric" && type.modifiers.isEmpty
      || ["int8", "float8", "timestamptz", "timestamp"].contains(type.name) && type.modifiers.isEmpty
  }

  private static let strings: Set<Identifier> = ["text", "varchar", "bpchar", "name"]
  private static let times: Set<Identifier> = ["timestamp", "timestamptz", "date", "time", "timetz"]
  /// By range, those above 3 with fractions.
  private static let numbers: [Identifier: Int] = [
    "int2": 1, "int4": 2, "int8": 3, "float4": 4, "float8": 5, "numeric": 6,
  ]

  private static func length(of type: ColumnType) -> Int? {
    if type.name == "name" { return 63 }
    return type.modifiers.first ?? (type.name == "bpchar" ? 1 : nil)
  }

  private static func betweenNumerics(_ from: ColumnType, _ to: ColumnType) -> Self? {
    let (scale, oldScale) = (to.modifiers.dropFirst().first ?? 0, from.modifiers.dropFirst().first ?? 0)
    guard let precision = to.modifiers.first else { return nil }
    guard let old = from.modifiers.first else { return .rounding }
    if scale < oldScale { return .rounding }
    return precision - scale < old - oldScale ? .overflow : nil
  }

  private static func betweenTimes(_ from: ColumnType, _ to: ColumnType) -> Self? {
    if from.name != to.name {
      if ["date", "time", "timetz"].contains(to.name), from.name != "date",
        !(from.name == "time" && to.name == "timetz")
      {
        return .truncation
      }
      return nil
    }
    guard let limit = to.modifiers.first else { return nil }
    return (from.modifiers.first ?? 6) > limit ? .rounding : nil
  }

  /// Whether values change without an error.
  var isSilent: Bool { self == .rounding || self == .truncation }

  func words(_ column: Identifier, _ from: ColumnType, _ to: ColumnType) -> String {
    let change = "\(column) (\(from.words) to \(to.words))"
    switch self {
    case .overflow: return "numbers beyond \(to.words) fail: \(change)"
    case .rounding: return "values are rounded: \(change)"
    case .length(let limit): return "strings longer than \(limit) fail: \(change)"
    case .truncation: return "part of each value is dropped: \(change)"
    case .parsing: return "strings that are no \(to.words) fail: \(change)"
    }
  }
}
