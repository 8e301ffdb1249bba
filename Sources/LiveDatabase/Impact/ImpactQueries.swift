/// The catalog queries behind `ImpactReader`; `$1` is the array of schemas.
///
/// Every name is qualified, so no object of the target can stand in for a system one.
enum ImpactQueries {
  static let settings = "SELECT pg_catalog.current_setting('TimeZone')"

  /// Schema, name, kind, rows (-1 when never analysed), bytes, last analyse, owning relation (an index's table, a
  /// sequence's owner), whether it is a partition, whether it is the default one, its parent, the column that owns a sequence, how
  /// often an index was read.
  static func relations(measuresSizes: Bool) -> String {
    let size = measuresSizes ? "COALESCE(pg_catalog.pg_total_relation_size(c.oid), 0)" : "0"
    return """
      SELECT n.nspname, c.relname, c.relkind, c.reltuples::pg_catalog.int8,
        CASE WHEN c.relkind IN ('r', 'm', 'i', 'S')
          THEN \(size) ELSE 0 END,
        GREATEST(s.last_analyze, s.last_autoanalyze)::pg_catalog.text,
        onsp.nspname, owner.relname,
        c.relispartition, pg_catalog.pg_get_expr(c.relpartbound, c.oid) OPERATOR(pg_catalog.=) 'DEFAULT',
        pnsp.nspname, parent.relname, owning.attname,
        CASE WHEN c.relkind = 'i' THEN pg_catalog.pg_stat_get_numscans(c.oid) END
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
      LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
      LEFT JOIN pg_catalog.pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_catalog.pg_class owner ON owner.oid = COALESCE(x.indrelid, d.refobjid)
      LEFT JOIN pg_catalog.pg_attribute owning ON c.relkind = 'S' AND owning.attrelid = d.refobjid
        AND owning.attnum = d.refobjsubid
      LEFT JOIN pg_catalog.pg_namespace onsp ON onsp.oid = owner.relnamespace
      LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid AND c.relkind IN ('r', 'p', 'f')
      LEFT JOIN pg_catalog.pg_class parent ON parent.oid = h.inhparent
      LEFT JOIN pg_catalog.pg_namespace pnsp ON pnsp.oid = parent.relnamespace
      WHERE n.nspname = ANY ($1::pg_catalog.name[])
      ORDER BY 1, 2, h.inhseqno
      """
  }

  /// Schema, relation, column, type, whether it is NOT NULL.
  static let columns = """
    SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::pg_catalog.name[]) AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0
      AND NOT a.attisdropped
    ORDER BY 1, 2, a.attnum
    """

  /// Schema, table, constraint, kind, referenced schema and table, a validated CHECK's definition, then for a foreign
  /// key one row for each column: the column and the one that it points to, and whether it is a parent's.
  ///
  /// Foreign keys count on both sides: one that points into these schemas is a dependent there.
  static let constraints = """
    SELECT n.nspname, c.relname, k.conname, k.contype, rn.nspname, r.relname,
      CASE WHEN k.contype = 'c' AND k.convalidated THEN pg_catalog.pg_get_constraintdef(k.oid) END,
      a.attname, ra.attname, k.conparentid OPERATOR(pg_catalog.<>) 0
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
    LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    LEFT JOIN LATERAL ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) WITH ORDINALITY
      key (own, referenced, place) ON k.contype = 'f'
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.own
    LEFT JOIN pg_catalog.pg_attribute ra ON ra.attrelid = k.confrelid AND ra.attnum = key.referenced
    WHERE k.contype IN ('c', 'f')
      AND (n.nspname = ANY ($1::pg_catalog.name[]) OR rn.nspname = ANY ($1::pg_catalog.name[]))
    ORDER BY 1, 2, 3, key.place
    """

  /// Used schema, relation and column (NULL for the whole), then the user: kind, schema, name, arguments, member.
  static let dependents = """
    WITH used AS (
      SELECT c.oid, c.reltype, n.nspname, c.relname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1::pg_catalog.name[])
    )
    SELECT DISTINCT u.nspname, u.relname, a.attname,
      CASE v.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, vn.nspname, v.relname,
      NULL::pg_catalog.text, NULL::pg_catalog.name
    FROM used u
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = u.oid
      AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid
    JOIN pg_catalog.pg_class v ON v.oid = w.ev_class AND v.oid <> u.oid
    JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = u.oid AND a.attnum = d.refobjsubid AND d.refobjsubid <> 0
    UNION
    SELECT DISTINCT u.nspname, u.relname, a.attname,
      CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, pn.nspname, p.proname,
      pg_catalog.pg_get_function_identity_arguments(p.oid), NULL::pg_catalog.name
    FROM used u
    JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND (d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = u.oid
        OR d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = u.reltype)
    JOIN pg_catalog.pg_proc p ON p.oid = d.objid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = u.oid AND a.attnum = d.refobjsubid AND d.refobjsubid <> 0
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    UNION
    SELECT DISTINCT u.nspname, u.relname, a.attname, 'policy', tn.nspname, t.relname, NULL::pg_catalog.text, o.polname
    FROM used u
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = u.oid
      AND d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.deptype = 'n'
    JOIN pg_catalog.pg_policy o ON o.oid = d.objid
    JOIN pg_catalog.pg_class t ON t.oid = o.polrelid
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = u.oid AND a.attnum = d.refobjsubid AND d.refobjsubid <> 0
    """

  static let volatileFunctions = """
    SELECT DISTINCT proname FROM pg_catalog.pg_proc
    WHERE provolatile = 'v' AND prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype ORDER BY 1
    """

  /// Schema, domain, base type, whether it is constrained, then a column of it or of a domain that is made of it: one row
  /// each, NULL for none.
  static let domains = """
    WITH RECURSIVE made (oid, of) AS (
      SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype = 'd'
      UNION ALL
      SELECT t.oid, made.of FROM made JOIN pg_catalog.pg_type t ON t.typbasetype = made.oid AND t.typtype = 'd')
    SELECT n.nspname, t.typname, pg_catalog.format_type(t.typbasetype, t.typtypmod),
      t.typnotnull OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'),
      cn.nspname, c.relname, a.attname
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN (made
      JOIN pg_catalog.pg_attribute a ON a.atttypid = made.oid AND NOT a.attisdropped
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
      JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace)
      ON made.of = t.oid
    WHERE t.typtype = 'd' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2, 5, 6, a.attnum
    """
}
