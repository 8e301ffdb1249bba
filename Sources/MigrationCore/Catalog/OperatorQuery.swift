/// Operators; those that are only named as another's commutator or negator come with that.
enum OperatorQuery: DefinedObjectQuery {
  static let kind = ObjectKind.operator
  static let name = "operators"

  /// The operand types of the operator `o`.
  static let operands = """
    CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END || ', '
      || pg_catalog.format_type(o.oprright, NULL)
    """

  static func sql(on server: ServerVersion) -> String {
    let name = operatorName("o")
    func other(_ keyword: String, _ oid: String) -> String {
      """
      (SELECT '\(keyword) = OPERATOR(' || pg_catalog.quote_ident(s.nspname) || '.' || q.oprname || ')'
        FROM pg_catalog.pg_operator q JOIN pg_catalog.pg_namespace s ON s.oid = q.oprnamespace WHERE q.oid = \(oid))
      """
    }
    let options = CatalogFragments.options(
      CatalogFragments.function("FUNCTION", "o.oprcode"),
      "CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || pg_catalog.format_type(o.oprleft, NULL) END",
      "'RIGHTARG = ' || pg_catalog.format_type(o.oprright, NULL)", other("COMMUTATOR", "o.oprcom"),
      other("NEGATOR", "o.oprnegate"), CatalogFragments.function("RESTRICT", "o.oprrest"),
      CatalogFragments.function("JOIN", "o.oprjoin"), "CASE WHEN o.oprcanhash THEN 'HASHES' END",
      "CASE WHEN o.oprcanmerge THEN 'MERGES' END")
    return """
      SELECT \(identity("o", in: "pg_operator", name: "oprname", arguments: operands, owner: "oprowner")),
        'OPERATOR ' || \(name) || ' (' || \(operands) || ')',
        'CREATE OPERATOR ' || \(name) || ' (' || \(options) || ')', NULL
      FROM pg_catalog.pg_operator o WHERE o.oprnamespace = \(CatalogFragments.schema) AND o.oprcode <> 0
      """
  }

  private static func operatorName(_ row: String) -> String {
    """
    CASE WHEN pg_catalog.pg_operator_is_visible(\(row).oid) THEN '' ELSE (SELECT pg_catalog.quote_ident(s.nspname) || '.'
      FROM pg_catalog.pg_namespace s WHERE s.oid = \(row).oprnamespace) END || \(row).oprname
    """
  }
}
