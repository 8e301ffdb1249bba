/// Which object needs which, where at least one of the two is in the schema.
///
/// Catalog entries that the model has no object for stand for what they belong to: a rewrite rule for its view, a
/// default for its column, a row type for its relation, an array type for its element. So a row can come twice.
enum DependencyQuery: CatalogQuery {
  static let name = "dependencies"

  static func sql(on server: ServerVersion) -> String { sql(on: server, for: .whole) }

  static func sql(on server: ServerVersion, for detail: CatalogDetail) -> String {
    // Statements are put in order by whole relations; what they are made of has an order without this. So where there
    // are thousands of tables, most of what is written down of them need not be looked up.
    let (wanted, columns, defaults, constraints) =
      switch detail {
      case .whole:
        (
          """
          SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype
          FROM pg_catalog.pg_depend WHERE deptype IN ('n', 'a', 'i', 'P', 'S')
          """, "true", "true", "true"
        )
      case .statements:
        (
          // What goes with its own relation is put after it in any case, and a foreign key after the table it refers to.
          """
          SELECT classid, objid, CASE classid WHEN 'pg_class'::regclass THEN 0 ELSE objsubid END AS objsubid,
            refclassid, refobjid, 0 AS refobjsubid, deptype
          FROM pg_catalog.pg_depend WHERE deptype IN ('n', 'a')
            AND refclassid NOT IN ('pg_namespace'::regclass, 'pg_language'::regclass)
            AND NOT (deptype = 'a' AND refclassid = 'pg_class'::regclass
              AND classid IN ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass))
            AND NOT (classid = 'pg_constraint'::regclass AND refclassid = 'pg_class'::regclass AND refobjsubid <> 0)
          """, "false", "d.oid IN (SELECT objid FROM wanted WHERE classid = 'pg_attrdef'::regclass)",
          """
          k.oid IN (SELECT objid FROM wanted WHERE classid = 'pg_constraint'::regclass
            UNION ALL SELECT refobjid FROM wanted WHERE refclassid = 'pg_constraint'::regclass)
          """
        )
      }
    return """
      WITH wanted AS MATERIALIZED (\(wanted)),
      relation AS (
        SELECT c.oid, n.nspname, c.relname, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
            WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'composite type' ELSE 'table' END AS kind
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND n.nspname !~ '^(pg_|information_schema$)'),
      object (class, oid, part, kind, schema, name, arguments, member) AS (
        SELECT 'pg_class'::regclass::oid, r.oid, 0, r.kind, r.nspname, r.relname, NULL, NULL::name FROM relation r
        UNION ALL
        SELECT 'pg_class'::regclass, r.oid, a.attnum, 'column', r.nspname, r.relname, NULL, a.attname
          FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND r.kind <> 'sequence'
          WHERE \(columns)
        UNION ALL
        SELECT 'pg_class'::regclass, x.oid, 0, 'index', r.nspname, r.relname, NULL, x.relname
          FROM relation r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
          JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        UNION ALL
        SELECT 'pg_constraint'::regclass, k.oid, 0, 'constraint', r.nspname, r.relname, NULL, k.conname
          FROM relation r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid
          WHERE \(constraints)
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
        SELECT 'pg_rewrite'::regclass, w.oid, 0, CASE w.rulename WHEN '_RETURN' THEN r.kind ELSE 'rule' END, r.nspname,
            r.relname, NULL, CASE WHEN w.rulename <> '_RETURN' THEN w.rulename END
          FROM relation r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
        UNION ALL
        SELECT 'pg_attrdef'::regclass, d.oid, 0, 'column', r.nspname, r.relname, NULL, a.attname
          FROM relation r JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid
          JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.adnum
          WHERE \(defaults)
        UNION ALL
        SELECT 'pg_proc'::regclass, p.oid, 0,
            CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
            n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid), NULL
          FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_type'::regclass, t.oid, 0, CASE e.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain'
              WHEN 'r' THEN 'range type' WHEN 'b' THEN 'base type' WHEN 'p' THEN 'base type' ELSE r.kind END,
            n.nspname, e.typname, NULL, NULL
          FROM pg_catalog.pg_type t
          JOIN pg_catalog.pg_type e
            ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem WHEN t.typtype = 'm'
              THEN (SELECT m.rngtypid FROM pg_catalog.pg_range m WHERE m.rngmultitypid = t.oid) ELSE t.oid END
          JOIN pg_catalog.pg_namespace n ON n.oid = e.typnamespace
          LEFT JOIN relation r ON r.oid = e.typrelid
          WHERE n.nspname !~ '^(pg_|information_schema$)' AND (e.typtype IN ('e', 'd', 'r', 'b', 'p') OR r.oid IS NOT NULL)
        UNION ALL
        SELECT 'pg_statistic_ext'::regclass, x.oid, 0, 'extended statistics', n.nspname, x.stxname, NULL, NULL
          FROM pg_catalog.pg_statistic_ext x JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
        UNION ALL
        SELECT 'pg_operator'::regclass, o.oid, 0, 'operator', n.nspname, o.oprname, \(OperatorQuery.operands), NULL
          FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT member.class, member.oid, 0, 'operator family', n.nspname, f.opfname, \(OperatorFamilyQuery.method), NULL
          FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
          CROSS JOIN LATERAL (SELECT 'pg_opfamily'::regclass::oid, f.oid UNION ALL
            SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_opfamily'::regclass
              AND d.refobjid = f.oid AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)) AS member (class, oid)
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT member.class, member.oid, 0, 'operator class', n.nspname, c.opcname, \(OperatorClassQuery.method), NULL
          FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
          CROSS JOIN LATERAL (SELECT 'pg_opclass'::regclass::oid, c.oid UNION ALL
            SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_opclass'::regclass
              AND d.refobjid = c.oid AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass)) AS member (class, oid)
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_collation'::regclass, k.oid, 0, 'collation', n.nspname, k.collname, NULL, NULL
          FROM pg_catalog.pg_collation k JOIN pg_catalog.pg_namespace n ON n.oid = k.collnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_conversion'::regclass, v.oid, 0, 'conversion', n.nspname, v.conname, NULL, NULL
          FROM pg_catalog.pg_conversion v JOIN pg_catalog.pg_namespace n ON n.oid = v.connamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_cast'::regclass, k.oid, 0, 'cast', n.nspname, \(CastQuery.types), NULL, NULL
          FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_namespace n ON n.oid = \(CastQuery.home)
        UNION ALL
        SELECT 'pg_ts_parser'::regclass, p.oid, 0, 'text search parser', n.nspname, p.prsname, NULL, NULL
          FROM pg_catalog.pg_ts_parser p JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_ts_template'::regclass, t.oid, 0, 'text search template', n.nspname, t.tmplname, NULL, NULL
          FROM pg_catalog.pg_ts_template t JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_ts_dict'::regclass, d.oid, 0, 'text search dictionary', n.nspname, d.dictname, NULL, NULL
          FROM pg_catalog.pg_ts_dict d JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)'
        UNION ALL
        SELECT 'pg_ts_config'::regclass, c.oid, 0, 'text search configuration', n.nspname, c.cfgname, NULL, NULL
          FROM pg_catalog.pg_ts_config c JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
          WHERE n.nspname !~ '^(pg_|information_schema$)')
      SELECT d.kind, d.schema, d.name, d.arguments, d.member, r.kind, r.schema, r.name, r.arguments, r.member, e.deptype
      FROM wanted e
      JOIN object d ON d.class = e.classid AND d.oid = e.objid AND d.part = e.objsubid
      JOIN object r ON r.class = e.refclassid AND r.oid = e.refobjid AND r.part = e.refobjsubid
      WHERE $1::text IN (d.schema, r.schema)
        AND NOT ((d.schema, d.name) = (r.schema, r.name) AND d.member IS NOT DISTINCT FROM r.member
          AND d.arguments IS NOT DISTINCT FROM r.arguments AND d.kind = r.kind)
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
