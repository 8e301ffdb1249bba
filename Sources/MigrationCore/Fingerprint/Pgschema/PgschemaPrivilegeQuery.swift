/// Rights on relations, routines and types, except the owner's own and PUBLIC's built-in ones.
enum PgschemaPrivilegeQuery: PgschemaQuery {
  static let name = "privileges"
  static let searchPath = SearchPath.session

  /// Objects with an access control list: type, name, owner and list, for a FROM clause.
  static let objects = """
    (SELECT CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'VIEW' END, c.relname::pg_catalog.text,
        NULL::pg_catalog.text, c.relowner, c.relacl
      FROM pg_catalog.pg_class c
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'v', 'm', 'S')
      UNION ALL
      SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.proname::pg_catalog.text,
        pg_catalog.pg_get_function_identity_arguments(p.oid), p.proowner, p.proacl
      FROM pg_catalog.pg_proc p
      WHERE p.pronamespace = \(CatalogFragments.schema) AND p.prokind IN ('f', 'p') AND p.proacl IS NOT NULL
      UNION ALL
      SELECT 'TYPE', t.typname::pg_catalog.text, NULL, t.typowner, t.typacl
      FROM pg_catalog.pg_type t
      WHERE t.typnamespace = \(CatalogFragments.schema) AND (t.typtype IN ('e', 'd') OR EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    ) AS object (type, name, arguments, owner, acl)
    """

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT $1::pg_catalog.text, object.type, object.name, object.arguments, \(grant)
    FROM \(objects) CROSS JOIN LATERAL pg_catalog.aclexplode(object.acl) entry
    LEFT JOIN pg_catalog.pg_roles g ON g.oid = entry.grantee
    WHERE entry.grantee <> object.owner AND (g.oid IS NOT NULL OR entry.grantee = 0)
      AND NOT (entry.grantee = 0 AND (object.type IN ('FUNCTION', 'PROCEDURE') AND entry.privilege_type = 'EXECUTE'
        OR object.type = 'TYPE' AND entry.privilege_type = 'USAGE'))
    """
  }

  /// Three columns of the aliases `g`, the grantee's role, and `entry`.
  static let grant = "COALESCE(g.rolname, 'PUBLIC'), entry.privilege_type, entry.is_grantable"

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaRight {
    let schema = try row.string()
    let type = try row.string()
    let name = objectName(try row.string(), arguments: row.optionalString(), schema: schema)
    return try right(of: .object(type: type, name: Identifier(name)), &row)
  }

  static func right(
    of subject: PgschemaPrivilege.Subject, _ row: inout CatalogRow
  ) throws(CatalogError) -> PgschemaRight {
    PgschemaRight(
      subject: subject, grantee: try row.identifier(), right: try row.string(), isGrantable: try row.flag())
  }

  /// A routine's name has its arguments behind it, without the schema's own name.
  static func objectName(_ name: String, arguments: String?, schema: String) -> String {
    guard let arguments else { return name }
    let plain = Array(arguments.utf8).replacing(Array("\(schema).".utf8), with: [])
    return "\(name)(\(String(decoding: plain, as: UTF8.self)))"
  }
}

/// Routines and types with an access control list in which PUBLIC has no entry.
enum PgschemaRevokedDefaultQuery: PgschemaQuery {
  static let name = "revoked default privileges"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT $1::pg_catalog.text, object.type, object.name, object.arguments
    FROM \(PgschemaPrivilegeQuery.objects)
    WHERE object.acl IS NOT NULL AND object.type IN ('FUNCTION', 'PROCEDURE', 'TYPE')
      AND NOT EXISTS (SELECT FROM pg_catalog.unnest(object.acl) entry WHERE entry::pg_catalog.text LIKE '=%')
    ORDER BY object.type COLLATE pg_catalog."default",
      (object.name || COALESCE('(' || object.arguments || ')', '')) COLLATE pg_catalog."default"
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaRevokedDefault {
    let schema = try row.string()
    return PgschemaRevokedDefault(
      objectType: try row.string(),
      objectName: PgschemaPrivilegeQuery.objectName(
        try row.string(), arguments: row.optionalString(), schema: schema))
  }
}

/// Rights on columns, the owner's included.
enum PgschemaColumnPrivilegeQuery: PgschemaQuery {
  static let name = "column privileges"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, a.attname, \(PgschemaPrivilegeQuery.grant)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) entry
    LEFT JOIN pg_catalog.pg_roles g ON g.oid = entry.grantee
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'v', 'm')
      AND (g.oid IS NOT NULL OR entry.grantee = 0)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaRight {
    let subject = PgschemaPrivilege.Subject.columns(table: try row.identifier(), columns: [try row.identifier()])
    return try PgschemaPrivilegeQuery.right(of: subject, &row)
  }
}

/// Default privileges of the schema, of roles that the session's role is a member of.
enum PgschemaDefaultPrivilegeQuery: PgschemaQuery {
  static let name = "default privileges"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT \(CatalogFragments.role("d.defaclrole")), CASE d.defaclobjtype WHEN 'r' THEN 'TABLES'
        WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' ELSE 'TYPES' END, \(PgschemaPrivilegeQuery.grant)
    FROM pg_catalog.pg_default_acl d
    CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) entry
    LEFT JOIN pg_catalog.pg_roles g ON g.oid = entry.grantee
    WHERE d.defaclnamespace = \(CatalogFragments.schema) AND d.defaclobjtype IN ('r', 'S', 'f', 'T')
      AND pg_catalog.pg_has_role(CURRENT_USER, d.defaclrole, 'MEMBER') AND (g.oid IS NOT NULL OR entry.grantee = 0)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaRight {
    let subject = PgschemaPrivilege.Subject.defaults(role: try row.identifier(), objects: try row.string())
    return try PgschemaPrivilegeQuery.right(of: subject, &row)
  }
}
