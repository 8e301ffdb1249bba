/// Rewrite rules, without those that make a view.
enum RuleQuery: DefinedObjectQuery {
  static let kind = ObjectKind.rule
  static let name = "rules"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT w.rulename, c.relname, NULL, NULL, \(CatalogFragments.comment(on: "w.oid", in: "pg_rewrite")),
      \(CatalogFragments.extensionName(of: "c.oid", in: "pg_class")),
      'RULE ' || pg_catalog.quote_ident(w.rulename) || ' ON ' || c.oid::pg_catalog.regclass::text,
      pg_catalog.rtrim(pg_catalog.pg_get_ruledef(w.oid, pg_catalog.pg_table_is_visible(c.oid)), ';'),
      CASE WHEN w.ev_enabled <> 'O' THEN ARRAY['ALTER TABLE ' || c.oid::pg_catalog.regclass::text
        || CASE w.ev_enabled WHEN 'D' THEN ' DISABLE' WHEN 'A' THEN ' ENABLE ALWAYS' ELSE ' ENABLE REPLICA' END
        || ' RULE ' || pg_catalog.quote_ident(w.rulename)] END
    FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class
    WHERE c.relnamespace = \(CatalogFragments.schema) AND w.rulename <> '_RETURN'
    """
  }
}
