/// Words that colouring knows by heart.
enum Keywords {
  /// Built-in types as they are commonly spelled.
  ///
  /// Source: PostgreSQL manual, "Data Types", table 8.1.
  static let types: Set<String> = [
    "bigint", "bigserial", "bit", "bool", "boolean", "box", "bpchar", "bytea", "char", "character", "cidr", "circle",
    "date", "daterange", "datemultirange", "dec", "decimal", "double", "float", "float4", "float8", "hstore", "inet",
    "int",
    "int2", "int4", "int4range", "int4multirange", "int8", "int8range", "int8multirange", "integer", "interval", "json",
    "jsonb", "jsonpath", "line", "lseg", "macaddr", "macaddr8", "money", "nchar", "numeric", "numrange",
    "nummultirange",
    "oid", "path", "pg_lsn", "point", "polygon", "precision", "real", "regclass", "serial", "serial4", "serial8",
    "smallint", "smallserial", "text", "time", "timestamp", "timestamptz", "timetz", "tsquery", "tsrange",
    "tsmultirange", "tstzrange", "tstzmultirange", "tsvector", "uuid", "varbit", "varchar", "void", "xml",
  ]

  static let longestType = 14

  /// Keywords for text that libpg_query's scanner refuses: the common ones, since nothing tells which else is one.
  static let fallback: Set<String> = [
    "add", "all", "alter", "always", "and", "any", "as", "asc", "before", "after", "begin", "between", "by", "cascade",
    "case", "check", "collate", "column", "comment", "commit", "concurrently", "constraint", "create", "cross",
    "current_date", "current_timestamp", "current_user", "default", "deferrable", "delete", "desc", "distinct", "do",
    "domain", "drop", "each", "else", "end", "enum", "except", "exclude", "execute", "exists", "extension", "false",
    "for",
    "foreign", "from", "full", "function", "generated", "grant", "group", "having", "identity", "if", "in", "index",
    "inherits", "initially", "inner", "insert", "intersect", "into", "is", "join", "key", "language", "left", "like",
    "limit", "materialized", "natural", "not", "null", "of", "offset", "on", "only", "or", "order", "outer", "owner",
    "partition", "policy", "primary", "procedure", "references", "refresh", "rename", "replace", "restrict", "return",
    "returns", "revoke", "right", "rollback", "row", "schema", "security", "select", "sequence", "set", "stored",
    "table",
    "then", "to", "trigger", "true", "truncate", "type", "union", "unique", "update", "using", "valid", "validate",
    "values", "view", "when", "where", "with", "without",
  ]
}
