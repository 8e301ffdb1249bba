/// Pieces of SQL that several of pgschema's questions share.
enum PgschemaFragments {
  /// Whether the function `p` belongs to no extension.
  static let isNoExtensionMember = """
    NOT EXISTS (SELECT FROM pg_catalog.pg_depend m
      WHERE m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND m.objid = p.oid AND m.deptype = 'e')
    """

  /// A support function's name: unqualified within the aggregate's own schema `n`, empty when there is none.
  static func supportFunction(_ oid: String) -> String {
    """
    COALESCE((SELECT CASE WHEN fn.oid = n.oid THEN '' ELSE pg_catalog.quote_ident(fn.nspname) || '.' END
        || pg_catalog.quote_ident(f.proname)
      FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = \(oid)), '')
    """
  }
}
