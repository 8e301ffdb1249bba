/// One question to the catalogs: its SQL and how a row of the answer is read.
///
/// A file per object kind implements it. The SQL takes the schema's name as `$1`, and every query of a set runs
/// in one snapshot; none of them depends on another's answer, so all of them go out together.
protocol CatalogQuery {
  associatedtype Element
  /// The plural noun for errors: `tables`.
  static var name: String { get }
  static func sql(on server: ServerVersion) -> String
  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element
}

/// The `search_path` that a query's deparsed text is printed under.
package enum SearchPath: Hashable, Sendable {
  /// What the session came with.
  case session
  /// Only `pg_catalog`: every user's object is qualified.
  case catalogOnly
  /// Nothing, which for PostgreSQL is `pg_catalog` all the same.
  case empty
  /// The schema that is read.
  case schema
  /// The schema and `pg_catalog`, the schema's name not quoted, as pgschema has it.
  case schemaUnquoted
}

/// The answers of a set of queries, by query.
package struct CatalogAnswers: Sendable {
  private let rows: [CatalogRows]
  private let names: [String]

  /// Pairs each answer with its query.
  init(_ rows: [CatalogRows], of queries: [any CatalogQuery.Type]) {
    self.rows = rows
    names = queries.map { $0.name }
  }

  func all<Query: CatalogQuery>(_: Query.Type) throws(CatalogError) -> [Query.Element] {
    guard let index = names.firstIndex(of: Query.name), index < rows.count else { return [] }
    let answer = rows[index]
    var elements: [Query.Element] = []
    elements.reserveCapacity(answer.count)
    let names = LastNames()
    for row in 0..<answer.count {
      var row = CatalogRow(answer, row: row, query: Query.name, names: names)
      elements.append(try Query.decode(&row))
    }
    return elements
  }
}
