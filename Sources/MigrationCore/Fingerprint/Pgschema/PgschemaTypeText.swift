/// How pgschema spells a type in its queries, before any normalisation.
///
/// Each fragment expects the aliases `t`, `tn` (the type and its schema), `e`, `en` (its element type and that one's).
enum PgschemaTypeText {
  /// A table column's type: built-in types by their internal name, without the modifier.
  static let column = """
    CASE
      WHEN t.typtype IN ('d', 'e', 'c') THEN \(qualified("t", "tn"))
      WHEN t.typtype = 'b' AND t.typcategory = 'A' THEN
        CASE WHEN en.nspname = 'pg_catalog' THEN e.typname::pg_catalog.text ELSE \(qualified("e", "en")) END
        || \(modifier("a.atttypid", "a.atttypmod")) || '[]'
      WHEN t.typtype <> 'b' OR tn.nspname = 'pg_catalog' THEN t.typname::pg_catalog.text
      WHEN t.typnamespace = c.relnamespace THEN t.typname || \(modifier("a.atttypid", "a.atttypmod"))
      ELSE tn.nspname || '.' || t.typname || \(modifier("a.atttypid", "a.atttypmod"))
    END
    """

  /// An attribute's or domain's type: built-in types as `format_type` prints them.
  static func formatted(_ oid: String, _ typmod: String) -> String {
    """
    CASE
      WHEN tn.nspname = 'pg_catalog' THEN pg_catalog.format_type(\(oid), \(typmod))
      WHEN t.typtype = 'b' AND t.typcategory = 'A' THEN
        CASE WHEN en.nspname = 'pg_catalog' THEN e.typname::pg_catalog.text ELSE \(qualified("e", "en")) END
        || \(modifier(oid, typmod)) || '[]'
      ELSE \(qualified("t", "tn")) || \(modifier(oid, typmod))
    END
    """
  }

  /// A state type of an aggregate.
  static func state(_ oid: String) -> String {
    """
    (SELECT CASE
        WHEN tn.nspname = 'pg_catalog' THEN pg_catalog.format_type(t.oid, NULL)
        WHEN t.typtype = 'b' AND t.typcategory = 'A' THEN \(qualified("e", "en")) || '[]'
        ELSE \(qualified("t", "tn")) END
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
      LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace WHERE t.oid = \(oid))
    """
  }

  private static func qualified(_ type: String, _ schema: String) -> String {
    "pg_catalog.quote_ident(\(schema).nspname) || '.' || pg_catalog.quote_ident(\(type).typname)"
  }

  /// The first part in parentheses of what `format_type` prints, or nothing.
  private static func modifier(_ oid: String, _ typmod: String) -> String {
    #"COALESCE(pg_catalog.substring(pg_catalog.format_type(\#(oid), \#(typmod)), '\([^)]*\)'), '')"#
  }
}
