/// An index as pgschema sees it; validity and the order of NULLs escape it.
struct PgschemaIndex: PgschemaPart {
  struct Key: PgschemaPart {
    var name: String
    var position: Int
    var isDescending: Bool
    /// Only when it is not the type's default.
    var operatorClass: String?

    func write(to text: inout PgschemaText) {
      text.member("name", name)
      text.member("position", position)
      text.member("direction", isDescending ? "DESC" : "ASC")
      text.omittable("operator", operatorClass)
    }
  }

  var schema: Identifier
  var relation: Identifier
  var name: String
  var isUnique: Bool
  var method: String
  var keys: [Key]
  var included: [String]
  var predicate: String?
  var hasExpressions: Bool
  var nullsNotDistinct: Bool
  var isPartitioned = false
  var options: [String]
  var comment: String?

  func write(to text: inout PgschemaText) {
    text.member("schema", schema.text)
    text.member("table", relation.text)
    text.member("name", name)
    text.member("type", isUnique ? "UNIQUE" : "REGULAR")
    text.member("method", method)
    text.member("columns", keys)
    text.omittable("include_columns", included)
    text.member("is_partial", predicate != nil)
    text.member("is_expression", hasExpressions)
    text.omittable("where", predicate.map(PgschemaIndexPredicate.normalized))
    text.omittable("nulls_not_distinct", nullsNotDistinct)
    text.omittable("is_partitioned", isPartitioned)
    text.omittable("storage_parameters", options)
    text.omittable("comment", comment)
  }
}

/// Indexes that no constraint owns.
enum PgschemaIndexQuery: PgschemaQuery {
  static let name = "indexes"
  static let searchPath = SearchPath.empty

  static func sql(on server: ServerVersion) -> String {
    let keys = "FROM pg_catalog.generate_series(1, i.indnkeyatts::pg_catalog.int4) part"
    return """
      SELECT n.nspname, c.relname, x.relname, i.indisunique, m.amname,
        ARRAY(SELECT pg_catalog.pg_get_indexdef(x.oid, part, true) \(keys) ORDER BY part),
        ARRAY(SELECT CASE WHEN i.indoption[part - 1] & 1 = 1 THEN 1 ELSE 0 END \(keys) ORDER BY part),
        ARRAY(SELECT CASE WHEN o.opcdefault THEN '' ELSE o.opcname::pg_catalog.text END \(keys)
          JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[part - 1] ORDER BY part),
        ARRAY(SELECT pg_catalog.pg_get_indexdef(x.oid, part, true)
          FROM pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts::pg_catalog.int4) part ORDER BY part),
        pg_catalog.pg_get_expr(i.indpred, i.indrelid), i.indexprs IS NOT NULL,
        pg_catalog.strpos(pg_catalog.pg_get_indexdef(x.oid), 'NULLS NOT DISTINCT') > 0, x.reloptions,
        pg_catalog.obj_description(x.oid, 'pg_class')
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = x.relam
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'm') AND NOT i.indisprimary
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
          WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'p', 'x'))
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaIndex {
    let schema = try row.identifier()
    let relation = try row.identifier()
    let name = try row.string()
    let isUnique = try row.flag()
    let method = try row.string()
    let names = try row.strings()
    let descending = try row.integers()
    let classes = try row.strings()
    let keys = names.indices.map { part in
      PgschemaIndex.Key(
        name: names[part], position: part + 1, isDescending: part < descending.count && descending[part] == 1,
        operatorClass: part < classes.count ? classes[part] : nil)
    }
    return PgschemaIndex(
      schema: schema, relation: relation, name: name, isUnique: isUnique, method: method, keys: keys,
      included: try row.strings(), predicate: row.optionalString(), hasExpressions: try row.flag(),
      nullsNotDistinct: try row.flag(), options: try row.strings(), comment: row.optionalString())
  }
}
