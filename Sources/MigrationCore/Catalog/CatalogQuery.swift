/// One question to the catalogs: its SQL and how a row of the answer is read.
///
/// A file per object kind implements it. The SQL takes the schema's name as `$1`, and every query of a set runs
/// in one snapshot; none of them depends on another's answer, so all of them go out together.
protocol CatalogQuery: SendableMetatype {
  associatedtype Element: Sendable
  /// The plural noun for errors: `tables`.
  static var name: String { get }
  static func sql(on server: ServerVersion) -> String
  /// The same when less will do; a query that has no cheaper form asks for everything.
  static func sql(on server: ServerVersion, for detail: CatalogDetail) -> String
  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element
}

extension CatalogQuery {
  static func sql(on server: ServerVersion, for detail: CatalogDetail) -> String { sql(on: server) }

  /// What the rows say, in their order.
  ///
  /// `breathe` is called now and then, so that whoever waits for more of the server is not kept from it.
  static func elements(of rows: CatalogRows, _ breathe: () -> Void = {}) throws(CatalogError) -> [Element] {
    var elements: [Element] = []
    elements.reserveCapacity(rows.count)
    let names = LastNames()
    for row in 0..<rows.count {
      if row % 512 == 511 { breathe() }
      var row = CatalogRow(rows, row: row, query: name, names: names)
      elements.append(try decode(&row))
    }
    return elements
  }

  /// The same where the query's type is not known.
  fileprivate static func anyElements(of rows: CatalogRows, _ breathe: () -> Void) throws(CatalogError) -> any Sendable
  {
    try elements(of: rows, breathe)
  }
}

/// How much of a schema is read.
package enum CatalogDetail: Hashable, Sendable {
  /// All that the model has.
  case whole
  /// What the statements that make the schema are written from: of an index behind a constraint only what the
  /// constraint does not say, of a foreign key no definition, of the dependencies only those that such statements are
  /// put in order by.
  case statements
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
  private let queries: [any CatalogQuery.Type]
  /// The elements of each answer, an array of its query's `Element`.
  private var elements: [any Sendable] = []
  private var failure: CatalogError?

  /// For none.
  package init() { self.init(to: []) }

  /// For the answers of `queries`, which are to be added in the same order.
  init(to queries: [any CatalogQuery.Type]) { self.queries = queries }

  init(_ rows: [CatalogRows], of queries: [any CatalogQuery.Type]) {
    self.init(to: queries)
    for rows in rows { add(rows) }
  }

  /// Reads the next answer.
  ///
  /// - Parameters:
  ///   - rows: the answer.
  ///   - breathe: called now and then.
  package mutating func add(_ rows: CatalogRows, breathe: () -> Void = {}) {
    guard failure == nil, elements.count < queries.count else { return }
    do throws(CatalogError) {
      elements.append(try queries[elements.count].anyElements(of: rows, breathe))
    } catch { failure = error }
  }

  /// What one query found; throws what was wrong with any answer.
  func all<Query: CatalogQuery>(_: Query.Type) throws(CatalogError) -> [Query.Element] {
    if let failure { throw failure }
    guard let place = queries.firstIndex(where: { $0 == Query.self }), place < elements.count else { return [] }
    return elements[place] as? [Query.Element] ?? []
  }
}
