/// A row-security policy as pgschema sees it.
struct PgschemaPolicy: PgschemaPart {
  var schema: Identifier
  var table: Identifier
  var name: String
  var command: RowSecurityPolicy.Command
  var isPermissive: Bool
  var roles: [String]
  var using: String?
  var withCheck: String?

  func write(to text: inout PgschemaText) {
    text.member("schema", schema.text)
    text.member("table", table.text)
    text.member("name", name)
    text.member("command", Self.word(command))
    text.member("permissive", isPermissive)
    text.omittable("roles", Self.normalized(roles))
    text.omittable("using", using.map(PgschemaPolicyExpression.normalized))
    text.omittable("with_check", withCheck.map(PgschemaPolicyExpression.normalized))
  }

  /// Lower-cased, except PUBLIC, and sorted by bytes.
  private static func normalized(_ roles: [String]) -> [String] {
    roles.map { $0.lowercased() == "public" ? "PUBLIC" : $0.lowercased() }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func word(_ command: RowSecurityPolicy.Command) -> String {
    switch command {
    case .all: "ALL"
    case .select: "SELECT"
    case .insert: "INSERT"
    case .update: "UPDATE"
    case .delete: "DELETE"
    }
  }
}

/// Row-security policies.
enum PgschemaPolicyQuery: PgschemaQuery {
  static let name = "policies"
  static let searchPath = SearchPath.schema

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, c.relname, p.polname, p.polcmd, p.polpermissive,
      CASE WHEN p.polroles = '{0}' THEN '{public}'::pg_catalog.text[]
        ELSE ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles))::pg_catalog.text[] END,
      pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid
    WHERE c.relnamespace = \(CatalogFragments.schema)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaPolicy {
    PgschemaPolicy(
      schema: try row.identifier(), table: try row.identifier(), name: try row.string(), command: try row.code(),
      isPermissive: try row.flag(), roles: try row.strings(), using: row.optionalString(),
      withCheck: row.optionalString())
  }
}
