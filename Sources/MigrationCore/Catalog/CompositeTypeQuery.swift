/// Composite types that are no table's row type; their attributes are a query of their own.
enum CompositeTypeQuery: CatalogQuery {
  static let name = "composite types"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT t.typname, \(CatalogFragments.role("t.typowner")), \(CatalogFragments.comment(on: "t.oid", in: "pg_type")),
      \(CatalogFragments.extensionName(of: "t.oid", in: "pg_type"))
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
    WHERE t.typnamespace = \(CatalogFragments.schema) AND t.typtype = 'c'
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> CompositeType {
    var type = CompositeType(name: try row.identifier())
    type.owner = try row.identifier()
    type.comment = row.optionalText()
    type.extensionName = row.optionalIdentifier()
    return type
  }
}

/// Attributes of composite types, in their order.
enum CompositeAttributeQuery: CatalogQuery {
  static let name = "attributes of composite types"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
      \(CatalogFragments.collation("a.attcollation", unlessOfType: "t.typcollation")),
      \(CatalogFragments.comment(on: "c.oid", in: "pg_class", part: "a.attnum"))
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind = 'c'
    ORDER BY c.oid, a.attnum
    """
  }

  static func decode(
    _ row: inout CatalogRow
  ) throws(CatalogError) -> (type: Identifier, attribute: CompositeType.Attribute) {
    let type = try row.identifier()
    var attribute = CompositeType.Attribute(name: try row.identifier(), type: try row.text())
    attribute.collation = row.optionalQualifiedName()
    attribute.comment = row.optionalText()
    return (type, attribute)
  }
}
