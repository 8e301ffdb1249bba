/// Row-security policies of tables.
enum RowSecurityPolicyQuery: CatalogQuery {
  static let name = "policies"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, p.polname, p.polcmd, p.polpermissive, 0 = ANY (p.polroles),
      ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)),
      pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
      \(CatalogFragments.comment(on: "p.oid", in: "pg_policy"))
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p')
    """
  }

  static func decode(
    _ row: inout CatalogRow
  ) throws(CatalogError) -> (table: Identifier, policy: RowSecurityPolicy) {
    let table = try row.identifier()
    var policy = RowSecurityPolicy(name: try row.identifier())
    policy.command = try row.code()
    policy.isPermissive = try row.flag()
    let everyone: [Grantee] = try row.flag() ? [.everyone] : []
    policy.roles = everyone + (try row.identifiers()).map(Grantee.role).sorted()
    policy.using = row.optionalText()
    policy.withCheck = row.optionalText()
    policy.comment = row.optionalText()
    return (table, policy)
  }
}
