/// A query for objects of one kind that are known by the statement that makes them.
///
/// Its rows are: name, relation, arguments, owner, comment, extension, reference, definition, further statements; so as
/// ``DefinedObject`` has them, NULL where there is none. Names in the texts are qualified when the `search_path` of the
/// reading does not find them without.
protocol DefinedObjectQuery: CatalogQuery where Element == DefinedObject {
  static var kind: ObjectKind { get }
}

extension DefinedObjectQuery {
  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> DefinedObject {
    let name = try row.identifier()
    let relation = row.optionalIdentifier()
    let arguments = row.optionalString()
    let owner = row.optionalIdentifier()
    let comment = row.optionalText(StoredText.self)
    let extensionName = row.optionalIdentifier()
    var object = DefinedObject(kind: kind, name: name, reference: try row.text(), definition: try row.text())
    object.relation = relation
    object.arguments = arguments
    object.owner = owner
    object.comment = comment
    object.extensionName = extensionName
    object.further = try row.strings().map { CatalogSQL($0) }
    return object
  }

  /// The columns that every kind has, up to the reference.
  ///
  /// `row`: the catalog row's alias; `catalog`: its catalog; `name`: the column with the name; `owner`: the column with
  /// the owner, nil for none.
  static func identity(_ row: String, in catalog: String, name: String, arguments: String = "NULL", owner: String?)
    -> String
  {
    """
    \(row).\(name), NULL, \(arguments), \(owner.map { CatalogFragments.role("\(row).\($0)") } ?? "NULL"),
      \(CatalogFragments.comment(on: "\(row).oid", in: catalog)),
      \(CatalogFragments.extensionName(of: "\(row).oid", in: catalog))
    """
  }
}

extension CatalogFragments {
  /// An object's quoted name, with its schema where the `search_path` does not find it without.
  ///
  /// `isVisible`: the function that tells; `row`: the catalog row's alias.
  static func name(_ isVisible: String, _ row: String, schema: String, name: String) -> String {
    """
    CASE WHEN pg_catalog.\(isVisible)(\(row).oid) THEN '' ELSE (SELECT pg_catalog.quote_ident(s.nspname) || '.'
      FROM pg_catalog.pg_namespace s WHERE s.oid = \(row).\(schema)) END || pg_catalog.quote_ident(\(row).\(name))
    """
  }

  /// A list of `NAME = value` parts, those that are NULL left out.
  static func options(_ parts: String...) -> String { "pg_catalog.concat_ws(', ', \(parts.joined(separator: ", ")))" }

  /// `'KEYWORD = ' || function`, NULL for oid zero.
  static func function(_ keyword: String, _ oid: String) -> String {
    "CASE WHEN \(oid)::pg_catalog.oid <> 0 THEN '\(keyword) = ' || \(oid)::pg_catalog.regproc::text END"
  }
}
