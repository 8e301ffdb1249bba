/// Which object needs which, where at least one of the two is in the schema.
///
/// Catalog entries that the model has no object for stand for what they belong to: a rewrite rule for its view, a
/// default for its column, a row type for its relation, an array type for its element.
enum DependencyQuery: CatalogQuery {
  static let name = "dependencies"

  static func sql(on server: ServerVersion) -> String {
    """
    WITH relation AS (
      SELECT c.oid, n.nspname, c.relname, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
          WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' ELSE 'table' END AS kind
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c') AND n.nspname !~ '^(pg_|information_schema$)'),
    object (class, oid, part, kind, schema, name, arguments, member) AS (
      SELECT 'pg_class'::regclass::oid, r.oid, 0, r.kind, r.nspname, r.relname, NULL, NULL::name FROM relation r
      UNION ALL
      SELECT 'pg_class'::regclass, r.oid, a.attnum, 'column', r.nspname, r.relname, NULL, a.attname
        FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND r.kind <> 'sequence'
      UNION ALL
      SELECT 'pg_class'::regclass, x.oid, 0, 'index', r.nspname, r.relname, NULL, x.relname
        FROM relation r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      UNION ALL
      SELECT 'pg_constraint'::regclass, k.oid, 0, 'constraint', r.nspname, r.relname, NULL, k.conname
        FROM relation r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid
      UNION ALL
      SELECT 'pg_constraint'::regclass, k.oid, 0, 'domain', n.nspname, t.typname, NULL, NULL
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_type t ON t.oid = k.contypid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname !~ '^(pg_|information_schema$)'
      UNION ALL
      SELECT 'pg_trigger'::regclass, g.oid, 0, 'trigger', r.nspname, r.relname, NULL, g.tgname
        FROM relation r JOIN pg_catalog.pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
      UNION ALL
      SELECT 'pg_policy'::regclass, p.oid, 0, 'policy', r.nspname, r.relname, NULL, p.polname
        FROM relation r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
      UNION ALL
      SELECT 'pg_rewrite'::regclass, w.oid, 0, r.kind, r.nspname, r.relname, NULL, NULL
        FROM relation r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
      UNION ALL
      SELECT 'pg_attrdef'::regclass, d.oid, 0, 'column', r.nspname, r.relname, NULL, a.attname
        FROM relation r JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.adnum
      UNION ALL
      SELECT 'pg_proc'::regclass, p.oid, 0,
          CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
          n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid), NULL
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname !~ '^(pg_|information_schema$)'
      UNION ALL
      SELECT 'pg_type'::regclass, t.oid, 0, CASE e.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE r.kind END,
          n.nspname, e.typname, NULL, NULL
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_type e
          ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
        JOIN pg_catalog.pg_namespace n ON n.oid = e.typnamespace
        LEFT JOIN relation r ON r.oid = e.typrelid
        WHERE n.nspname !~ '^(pg_|information_schema$)' AND (e.typtype IN ('e', 'd') OR r.oid IS NOT NULL))
    SELECT DISTINCT d.kind, d.schema, d.name, d.arguments, d.member, r.kind, r.schema, r.name, r.arguments, r.member,
      e.deptype
    FROM pg_catalog.pg_depend e
    JOIN object d ON d.class = e.classid AND d.oid = e.objid AND d.part = e.objsubid
    JOIN object r ON r.class = e.refclassid AND r.oid = e.refobjid AND r.part = e.refobjsubid
    WHERE $1::text IN (d.schema, r.schema) AND e.deptype IN ('n', 'a', 'i', 'P', 'S')
      AND NOT ((d.schema, d.name) = (r.schema, r.name) AND d.member IS NOT DISTINCT FROM r.member
        AND d.arguments IS NOT DISTINCT FROM r.arguments)
      AND NOT (d.member IS NULL AND (d.schema, d.name) = (r.schema, r.name) AND d.kind IN ('view', 'materialized view'))
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Dependency {
    Dependency(dependent: try object(&row), referenced: try object(&row), strength: try row.code())
  }

  private static func object(_ row: inout CatalogRow) throws(CatalogError) -> ObjectID {
    ObjectID(
      try row.code(), try row.identifier(), try row.identifier(), arguments: row.optionalString(),
      member: row.optionalIdentifier())
  }
}
