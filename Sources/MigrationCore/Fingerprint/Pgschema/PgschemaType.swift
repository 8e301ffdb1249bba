/// An enum, composite type or domain as pgschema sees it.
struct PgschemaType: PgschemaPart {
  struct Attribute: PgschemaPart {
    var name: String
    var type: String

    func write(to text: inout PgschemaText) {
      text.member("name", name)
      text.member("data_type", type)
      // pgschema never fills it.
      text.member("position", 0)
    }
  }

  struct Constraint: PgschemaPart {
    var name: String
    var definition: String

    func write(to text: inout PgschemaText) {
      text.member("name", name)
      text.member("definition", definition)
    }
  }

  enum Kind: String {
    case enumeration = "ENUM"
    case composite = "COMPOSITE"
    case domain = "DOMAIN"
  }

  var schema: String
  var name: Identifier
  var kind: Kind
  var comment: String?
  var labels: [String]
  var attributes: [Attribute]
  var baseType: String?
  var isNotNull: Bool
  var defaultValue: String?
  var constraints: [Constraint]

  func write(to text: inout PgschemaText) {
    text.member("schema", schema)
    text.member("name", name.text)
    text.member("kind", kind.rawValue)
    text.omittable("comment", comment)
    text.omittable("enum_values", labels)
    text.omittable("columns", attributes)
    text.omittable("base_type", baseType)
    text.omittable("not_null", isNotNull)
    text.omittable("default", defaultValue.map(PgschemaDomain.defaultValue))
    text.omittable(
      "constraints",
      constraints.map {
        Constraint(name: $0.name, definition: PgschemaDomain.constraint($0.definition, schema: schema))
      })
  }
}

/// Enums, composite types that are no row types, and domains.
enum PgschemaTypeQuery: PgschemaQuery {
  static let name = "types"
  static let searchPath = SearchPath.session

  static func sql(on server: ServerVersion) -> String {
    let attributes = """
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
      LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace
      WHERE y.typtype = 'c' AND a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """
    let constraints = """
      FROM pg_catalog.pg_constraint k WHERE k.contypid = y.oid AND k.contype <> 'n' ORDER BY k.conname::pg_catalog.text
        COLLATE pg_catalog."default"
      """
    return """
      SELECT n.nspname, y.typname, CASE y.typtype WHEN 'e' THEN 'ENUM' WHEN 'c' THEN 'COMPOSITE' ELSE 'DOMAIN' END,
        pg_catalog.obj_description(y.oid, 'pg_type'),
        ARRAY(SELECT l.enumlabel FROM pg_catalog.pg_enum l WHERE l.enumtypid = y.oid ORDER BY l.enumsortorder),
        ARRAY(SELECT a.attname \(attributes)),
        ARRAY(SELECT \(PgschemaTypeText.formatted("a.atttypid", "a.atttypmod")) \(attributes)),
        CASE WHEN y.typtype = 'd' THEN \(PgschemaTypeText.formatted("y.typbasetype", "y.typtypmod")) END,
        y.typtype = 'd' AND y.typnotnull, CASE WHEN y.typtype = 'd' THEN y.typdefault END,
        ARRAY(SELECT k.conname \(constraints)),
        ARRAY(SELECT pg_catalog.pg_get_constraintdef(k.oid, true) \(constraints))
      FROM pg_catalog.pg_type y
      JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace
      LEFT JOIN pg_catalog.pg_class c ON c.oid = y.typrelid
      LEFT JOIN pg_catalog.pg_type t ON t.oid = y.typbasetype
      LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
      LEFT JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace
      WHERE y.typnamespace = \(CatalogFragments.schema) AND (y.typtype IN ('e', 'd') OR c.relkind = 'c')
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaType {
    let schema = try row.string()
    let name = try row.identifier()
    let kind = try row.code(PgschemaType.Kind.self)
    let comment = row.optionalString()
    let labels = try row.strings()
    let attributes = try row.strings()
    let types = try row.strings()
    let baseType = row.optionalString()
    let isNotNull = try row.flag()
    let defaultValue = row.optionalString()
    let constraints = try row.strings()
    let definitions = try row.strings()
    return PgschemaType(
      schema: schema, name: name, kind: kind, comment: comment, labels: labels,
      attributes: zip(attributes, types).map { PgschemaType.Attribute(name: $0, type: $1) }, baseType: baseType,
      isNotNull: isNotNull, defaultValue: defaultValue,
      constraints: zip(constraints, definitions).map { PgschemaType.Constraint(name: $0, definition: $1) })
  }
}
