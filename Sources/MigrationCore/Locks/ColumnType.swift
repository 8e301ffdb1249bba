/// A column's type as far as a type change goes: PostgreSQL's internal name, its modifiers, array or not, `COLLATE`.
package struct ColumnType: Hashable, Sendable {
  /// Nil when the type is built in or was not qualified.
  package var schema: Identifier?
  /// `pg_type.typname` of the type or, for an array, of its element: `varchar`, `int4`, `timestamptz`.
  package var name: Identifier
  /// The modifiers as written: `[10, 2]` of `numeric(10,2)`.
  package var modifiers: [Int]
  package var isArray: Bool
  /// Only where a statement writes it.
  package var collation: QualifiedName?

  package init(_ name: Identifier, schema: Identifier? = nil, modifiers: [Int] = [], isArray: Bool = false) {
    self.schema = schema == "pg_catalog" ? nil : schema
    self.name = name
    self.modifiers = modifiers
    self.isArray = isArray
  }

  /// Reads what `format_type` prints: `character varying(20)`, `timestamp(3) without time zone`, `public.mood[]`.
  package init(formatted text: String) {
    var rest = Substring(text)
    isArray = rest.hasSuffix("[]")
    while rest.hasSuffix("[]") { rest.removeLast(2) }
    modifiers = []
    if !rest.contains("\""), let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
      modifiers = rest[rest.index(after: open)..<close].split(separator: ",").compactMap { Int($0.trimmingSpaces) }
      rest = rest[..<open] + rest[rest.index(after: close)...]
    }
    let spelled = String(rest)
    if let builtIn = Self.internalNames[spelled] {
      schema = nil
      name = Identifier(builtIn)
      if builtIn == "interval", !modifiers.isEmpty { modifiers.insert(Self.wholeInterval, at: 0) }
      return
    }
    let parts = Self.identifiers(in: spelled)
    schema = parts.count > 1 ? parts[parts.count - 2] : nil
    if schema == "pg_catalog" { schema = nil }
    name = parts.last ?? Identifier(spelled)
  }

  /// Whether both are the same type, modifiers apart; a missing schema fits any.
  package func isSameType(as other: Self) -> Bool {
    name == other.name && isArray == other.isArray && (schema == nil || other.schema == nil || schema == other.schema)
  }

  /// `INTERVAL_FULL_RANGE`, which the grammar puts before an interval's precision.
  package static let wholeInterval = 0x7FFF

  /// Names that SQL and `format_type` spell differently from `pg_type.typname`.
  private static let internalNames: [String: String] = [
    "bigint": "int8", "integer": "int4", "smallint": "int2", "boolean": "bool", "real": "float4",
    "double precision": "float8", "character varying": "varchar", "character": "bpchar", "bit varying": "varbit",
    "time without time zone": "time", "time with time zone": "timetz", "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz", "interval": "interval",
  ]

  /// The parts of a dotted name, quotes taken off.
  private static func identifiers(in text: String) -> [Identifier] {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ".") where !isQuoted: parts.append([])
      default: parts[parts.count - 1].append(byte)
      }
    }
    return parts.map { Identifier(bytes: $0) }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring { drop { $0 == " " } }
}
