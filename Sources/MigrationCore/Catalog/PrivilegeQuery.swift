/// Access privileges of objects where they are not the built-in ones; one row per right, at least one per object.
enum PrivilegeQuery: CatalogQuery {
  static let name = "privileges"

  /// The columns of an exploded access control list, for a select list; the list is `entry`.
  static let grant = """
    entry.grantee IS NOT NULL, CASE WHEN entry.grantee <> 0 THEN \(CatalogFragments.role("entry.grantee")) END,
      \(CatalogFragments.role("entry.grantor")), entry.privilege_type, entry.is_grantable
    """

  static func sql(on server: ServerVersion) -> String {
    """
    WITH object (kind, name, arguments, owner, acl) AS (
      SELECT 'schema', s.nspname, NULL, s.nspowner, s.nspacl FROM pg_catalog.pg_namespace s
        WHERE s.oid = \(CatalogFragments.schema)
      UNION ALL
      SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
          ELSE 'table' END, c.relname, NULL, c.relowner, c.relacl
        FROM pg_catalog.pg_class c
        WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
      UNION ALL
      SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, p.proname,
          pg_catalog.pg_get_function_identity_arguments(p.oid), p.proowner, p.proacl
        FROM pg_catalog.pg_proc p WHERE p.pronamespace = \(CatalogFragments.schema) AND p.proacl IS NOT NULL
      UNION ALL
      SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type'
          WHEN 'b' THEN 'base type' ELSE 'composite type' END, t.typname, NULL,
          t.typowner, t.typacl
        FROM pg_catalog.pg_type t
        WHERE t.typnamespace = \(CatalogFragments.schema) AND (t.typtype IN ('e', 'd', 'r')
          OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid) OR EXISTS (
          SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
    SELECT object.kind, object.name, object.arguments, \(CatalogFragments.role("object.owner")), \(grant)
    FROM object LEFT JOIN LATERAL pg_catalog.aclexplode(object.acl) entry ON true
    WHERE object.acl IS NOT NULL
    """
  }

  struct Element {
    var kind: ObjectKind
    var name: Identifier
    var arguments: String?
    var owner: Identifier
    var grant: Grant?
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    Element(
      kind: try row.code(), name: try row.identifier(), arguments: row.optionalString(), owner: try row.identifier(),
      grant: try decodeGrant(&row))
  }

  /// Reads what `grant` selects; nil for an empty list.
  static func decodeGrant(_ row: inout CatalogRow) throws(CatalogError) -> Grant? {
    let isThere = try row.flag()
    let grantee = row.optionalIdentifier().map(Grantee.role) ?? .everyone
    let grantor = row.optionalIdentifier()
    let right = row.optionalString()
    let isGrantable = try row.optionalFlag()
    guard isThere, let grantor, let right, let isGrantable else { return nil }
    return Grant(grantee: grantee, grantor: grantor, right: right, isGrantable: isGrantable)
  }
}

/// Access privileges of columns.
enum ColumnPrivilegeQuery: CatalogQuery {
  static let name = "column privileges"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END, c.relname,
      a.attname, \(PrivilegeQuery.grant)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) entry
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attacl IS NOT NULL
    """
  }

  struct Element {
    var kind: ObjectKind
    var relation: Identifier
    var column: Identifier
    var grant: Grant?
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    Element(
      kind: try row.code(), relation: try row.identifier(), column: try row.identifier(),
      grant: try PrivilegeQuery.decodeGrant(&row))
  }
}

/// Default privileges for objects made in the schema.
enum DefaultPrivilegeQuery: CatalogQuery {
  static let name = "default privileges"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT \(CatalogFragments.role("d.defaclrole")), d.defaclobjtype, \(PrivilegeQuery.grant)
    FROM pg_catalog.pg_default_acl d
    LEFT JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) entry ON true
    WHERE d.defaclnamespace = \(CatalogFragments.schema)
    """
  }

  struct Element {
    var role: Identifier
    var objects: DefaultPrivilege.ObjectClass
    var grant: Grant?
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    Element(role: try row.identifier(), objects: try row.code(), grant: try PrivilegeQuery.decodeGrant(&row))
  }
}
