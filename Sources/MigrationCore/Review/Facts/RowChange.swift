/// `INSERT`.
package struct InsertedRows: Hashable, Sendable {
  /// Where the rows come from.
  package enum Source: Hashable, Sendable {
    /// `VALUES` with this many rows.
    case values(Int)
    case query
    case defaultValues
  }
  package var table: QualifiedName
  /// Empty when none are named.
  package var columns: [Identifier] = []
  package var source: Source
  /// Columns to which some row of `VALUES` gives something else than `DEFAULT`, among those that are named.
  package var givenColumns: [Identifier] = []
  /// The places in the table's order that are given likewise, where no columns are named; of a query the first.
  package var givenPlaces: [Int] = []
  /// What the query reads.
  package var reads: [QualifiedName] = []

  package init(into table: QualifiedName, _ source: Source) {
    self.table = table
    self.source = source
  }
}

/// `UPDATE`, `DELETE` or `MERGE`.
package struct ChangedRows: Hashable, Sendable {
  package var table: QualifiedName
  package var condition: RowCondition
  /// What an `UPDATE` sets, in order, repeated where the text repeats it.
  package var columns: [Identifier] = []
  /// Columns that the new values are computed from.
  package var sources: [Identifier] = []
  /// Other relations in the statement.
  package var reads: [QualifiedName] = []

  package init(of table: QualifiedName, where condition: RowCondition) {
    self.table = table
    self.condition = condition
  }
}

/// Which rows a statement is about.
package enum RowCondition: Hashable, Sendable {
  /// There is no `WHERE`.
  case none
  /// `WHERE true`, `WHERE 1 = 1`.
  case alwaysTrue
  /// Nothing but `IS NOT NULL` and `column = column`: true of every row when these columns have no NULL.
  case notNull([Identifier])
  case some
}
