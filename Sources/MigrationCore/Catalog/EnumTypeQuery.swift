/// Enumerated types.
enum EnumTypeQuery: CatalogQuery {
  static let name = "enums"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT t.typname, \(CatalogFragments.role("t.typowner")), \(CatalogFragments.comment(on: "t.oid", in: "pg_type")),
      \(CatalogFragments.extensionName(of: "t.oid", in: "pg_type")),
      ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
    FROM pg_catalog.pg_type t
    WHERE t.typnamespace = \(CatalogFragments.schema) AND t.typtype = 'e'
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> EnumType {
    var type = EnumType(name: try row.identifier())
    type.owner = try row.identifier()
    type.comment = row.optionalText()
    type.extensionName = row.optionalIdentifier()
    type.labels = try row.strings().map(StoredText.init)
    return type
  }
}
