/// Type names as pgschema makes them comparable (rule N1 of the behaviour that we follow).
package enum PgschemaTypeName {
  /// Short names for internal and long ones; what stands behind the first parenthesis is kept.
  package static func normalized(_ type: String) -> String {
    if PgschemaBytes.contains(type, "::") { return normalizedCasts(type) }
    let bytes = Array(type.utf8)
    let base = bytes.prefix { $0 != UInt8(ascii: "(") }
    if let short = shortNames[PgschemaBytes.text(base)] { return short + PgschemaBytes.text(bytes[base.endIndex...]) }
    return bytes.starts(with: "pg_catalog.".utf8) ? PgschemaBytes.text(bytes.dropFirst(11)) : type
  }

  /// The same for every cast of an expression, without a look at what follows the name.
  ///
  /// So `::boolean` becomes `::booleanean`. It does so on every database, which is all that a hash needs.
  static func normalizedCasts(_ expression: String) -> String {
    var expression = expression
    for (name, short) in names {
      expression = PgschemaBytes.replacing(expression, "::\(name)", with: "::\(short)")
    }
    return PgschemaBytes.replacing(expression, "::pg_catalog.", with: "::")
  }

  private static let shortNames = Dictionary(names) { first, _ in first }

  private static let names: [(String, String)] =
    both([
      ("int2", "smallint"), ("int4", "integer"), ("int8", "bigint"), ("float4", "real"),
      ("float8", "double precision"), ("bool", "boolean"), ("bpchar", "character"), ("timestamptz", "timestamptz"),
      ("timetz", "timetz"),
    ])
    + ["numeric", "text", "date", "time", "interval", "uuid", "json", "jsonb", "bytea", "inet", "cidr", "macaddr"]
    .map { ("pg_catalog.\($0)", $0) }
    + [
      ("character varying", "varchar"), ("pg_catalog.varchar", "varchar"),
      ("timestamp with time zone", "timestamptz"), ("timestamp without time zone", "timestamp"),
      ("pg_catalog.timestamp", "timestamp"), ("time with time zone", "timetz"),
    ]
    + [
      ("_text", "text[]"), ("_int2", "smallint[]"), ("_int4", "integer[]"), ("_int8", "bigint[]"),
      ("_float4", "real[]"), ("_float8", "double precision[]"), ("_bool", "boolean[]"), ("_varchar", "varchar[]"),
      ("_char", "character[]"), ("_bpchar", "character[]"), ("_numeric", "numeric[]"), ("_uuid", "uuid[]"),
      ("_json", "json[]"), ("_jsonb", "jsonb[]"), ("_bytea", "bytea[]"), ("_inet", "inet[]"), ("_cidr", "cidr[]"),
      ("_macaddr", "macaddr[]"), ("_macaddr8", "macaddr8[]"), ("_date", "date[]"), ("_time", "time[]"),
      ("_timetz", "timetz[]"), ("_timestamp", "timestamp[]"), ("_timestamptz", "timestamptz[]"),
      ("_interval", "interval[]"), ("int2[]", "smallint[]"), ("int4[]", "integer[]"), ("int8[]", "bigint[]"),
      ("float4[]", "real[]"), ("float8[]", "double precision[]"), ("bool[]", "boolean[]"),
      ("bpchar[]", "character[]"),
    ]

  private static func both(_ names: [(String, String)]) -> [(String, String)] {
    names + names.map { ("pg_catalog.\($0.0)", $0.1) }
  }
}
