/// Operator families, with their members that belong to no class.
enum OperatorFamilyQuery: DefinedObjectQuery {
  static let kind = ObjectKind.operatorFamily
  static let name = "operator families"
  /// The access method of the family `f`.
  static let method = "(SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = f.opfmethod)"

  static func sql(on server: ServerVersion) -> String {
    let reference = """
      \(CatalogFragments.name("pg_opfamily_is_visible", "f", schema: "opfnamespace", name: "opfname"))
        || ' USING ' || pg_catalog.quote_ident(\(method))
      """
    return """
      SELECT \(identity("f", in: "pg_opfamily", name: "opfname", arguments: method, owner: "opfowner")),
        'OPERATOR FAMILY ' || \(reference), 'CREATE OPERATOR FAMILY ' || \(reference),
        ARRAY(SELECT 'ALTER OPERATOR FAMILY ' || \(reference) || ' ADD ' || member.text FROM (
          \(OperatorClassQuery.operators("m.amopfamily = f.oid", looseIn: "f.oid"))
          UNION ALL
          \(OperatorClassQuery.functions("m.amprocfamily = f.oid", looseIn: "f.oid"))
        ) AS member (place, text) ORDER BY member.place, member.text)
      FROM pg_catalog.pg_opfamily f WHERE f.opfnamespace = \(CatalogFragments.schema)
      """
  }
}

/// Operator classes with their members.
enum OperatorClassQuery: DefinedObjectQuery {
  static let kind = ObjectKind.operatorClass
  static let name = "operator classes"
  /// The access method of the class `c`.
  static let method = "(SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.opcmethod)"

  static func sql(on server: ServerVersion) -> String {
    let name = CatalogFragments.name("pg_opclass_is_visible", "c", schema: "opcnamespace", name: "opcname")
    let family = CatalogFragments.name("pg_opfamily_is_visible", "f", schema: "opfnamespace", name: "opfname")
    return """
      SELECT \(identity("c", in: "pg_opclass", name: "opcname", arguments: method, owner: "opcowner")),
        'OPERATOR CLASS ' || \(name) || ' USING ' || pg_catalog.quote_ident(\(method)),
        'CREATE OPERATOR CLASS ' || \(name) || CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END || ' FOR TYPE '
          || pg_catalog.format_type(c.opcintype, NULL) || ' USING ' || pg_catalog.quote_ident(\(method))
          || ' FAMILY ' || \(family) || ' AS ' || (
          SELECT pg_catalog.string_agg(member.text, ', ' ORDER BY member.place, member.text) FROM (
            SELECT 0, 'STORAGE ' || pg_catalog.format_type(
                CASE WHEN c.opckeytype <> 0 THEN c.opckeytype ELSE c.opcintype END, NULL)
              WHERE c.opckeytype <> 0 OR NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid AND d.deptype = 'i')
            UNION ALL
            \(operators("m.amopfamily = c.opcfamily", memberOf: "c.oid"))
            UNION ALL
            \(functions("m.amprocfamily = c.opcfamily", memberOf: "c.oid"))
          ) AS member (place, text)), NULL
      FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
      WHERE c.opcnamespace = \(CatalogFragments.schema)
      """
  }

  /// A query for the operators of a class, or of a family alone: place and text.
  static func operators(_ condition: String, memberOf operatorClass: String? = nil, looseIn family: String? = nil)
    -> String
  {
    let order = CatalogFragments.name("pg_opfamily_is_visible", "y", schema: "opfnamespace", name: "opfname")
    return """
      SELECT m.amopstrategy, 'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::pg_catalog.regoperator::text
          || CASE WHEN m.amopsortfamily <> 0 THEN ' FOR ORDER BY '
            || (SELECT \(order) FROM pg_catalog.pg_opfamily y WHERE y.oid = m.amopsortfamily) ELSE '' END
        FROM pg_catalog.pg_amop m WHERE \(condition)
          AND \(belongs("pg_amop", operatorClass, family))
      """
  }

  /// The same for support functions, which come after the operators.
  static func functions(_ condition: String, memberOf operatorClass: String? = nil, looseIn family: String? = nil)
    -> String
  {
    """
    SELECT 1000 + m.amprocnum, 'FUNCTION ' || m.amprocnum || ' ('
        || pg_catalog.format_type(m.amproclefttype, NULL) || ', '
        || pg_catalog.format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::pg_catalog.regprocedure::text
      FROM pg_catalog.pg_amproc m WHERE \(condition)
        AND \(belongs("pg_amproc", operatorClass, family))
    """
  }

  /// Whether a member goes with the class, or with the family alone: it depends on one of them.
  private static func belongs(_ catalog: String, _ operatorClass: String?, _ family: String?) -> String {
    let referenced = operatorClass.map { ("pg_opclass", $0) } ?? ("pg_opfamily", family ?? "0")
    return """
      EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = '\(catalog)'::regclass AND d.objid = m.oid
        AND d.refclassid = '\(referenced.0)'::regclass AND d.refobjid = \(referenced.1))
      """
  }
}
