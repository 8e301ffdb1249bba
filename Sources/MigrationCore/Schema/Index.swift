/// An index of a table or materialized view.
package struct Index: Hashable, Sendable {
  /// One key column or expression.
  package struct Key: Hashable, Sendable {
    /// `pg_get_indexdef` of this part: a quoted column name, or an expression in parentheses or call form.
    package var definition: CatalogSQL
    /// Nil for an expression.
    package var column: Identifier?
    /// Nil where the method has no order.
    package var isDescending: Bool?
    package var nullsFirst: Bool?

    package init(definition: CatalogSQL, column: Identifier?, isDescending: Bool? = nil, nullsFirst: Bool? = nil) {
      self.definition = definition
      self.column = column
      self.isDescending = isDescending
      self.nullsFirst = nullsFirst
    }
  }

  package var name: Identifier
  /// `pg_get_indexdef`: the whole CREATE INDEX statement.
  package var definition: CatalogSQL
  package var method: Identifier
  package var keys: [Key] = []
  /// The columns of INCLUDE.
  package var included: [Identifier] = []
  /// Without `WHERE`.
  package var predicate: CatalogSQL?
  package var isUnique = false
  package var nullsNotDistinct = false
  /// False when a concurrent build did not finish, or partitions lack their part.
  package var isValid = true
  package var isClustered = false
  /// Whether it is a partitioned table's, which has no data of its own.
  package var isPartitioned = false
  package var options: [StorageOption] = []
  /// Nil for the database's default.
  package var tablespace: Identifier?
  /// Statistics targets that are set, as (part counted from one, target).
  package var statisticsTargets: [StatisticsTarget] = []
  /// The partitioned index that it is a part of.
  package var parent: QualifiedName?
  package var comment: StoredText?
  /// Of a partitioned index and of a part of one: how many of the partitioned table's were made before it that are the
  /// same but for their names; nil when none is.
  ///
  /// `ATTACH PARTITION` goes through them in this order and takes the first of the partition's that will do; that it
  /// may be called otherwise is not seen. No property of the schema, so in no hash.
  package var rankAmongAlike: Int?

  package init(name: Identifier, definition: CatalogSQL, method: Identifier) {
    self.name = name
    self.definition = definition
    self.method = method
  }
}

/// `ALTER INDEX … ALTER COLUMN part SET STATISTICS target`.
package struct StatisticsTarget: Hashable, Sendable {
  package var part: Int
  package var target: Int

  package init(part: Int, target: Int) {
    self.part = part
    self.target = target
  }
}
