/// What a query or the condition of a data change looks like.
package struct QueryShape: Hashable, Sendable {
  /// What it is there for.
  package enum Use: Hashable, Sendable {
    /// A `SELECT` of its own.
    case select
    /// The query of a view, materialized or not.
    case view(QualifiedName)
    /// `INSERT … SELECT`.
    case insert(QualifiedName)
    /// `UPDATE`, `DELETE`, `MERGE`.
    case change(QualifiedName)
  }
  package var use: Use
  package var reads: [QualifiedName] = []
  /// Relations of which a `*` takes all columns; `count(*)` and what is inside `EXISTS` take none.
  package var starReads: [QualifiedName] = []
  /// `LIKE` patterns that begin with a wildcard.
  package var openPatterns: [String] = []
  /// Columns that a `WHERE` compares only after a function or arithmetic.
  package var computedColumns: [Identifier] = []
  package var ordersByRandom = false
  /// Whether it has neither `WHERE` nor `LIMIT`; queries inside do not count.
  package var isUnrestricted = false
  /// The names of its columns, nil where the text does not tell one; nil when it does not even tell how many.
  package var outputs: [Identifier?]?

  package init(_ use: Use) { self.use = use }
}
