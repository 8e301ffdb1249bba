/// A form of statement as far as locks go: a row of the lock table in `LockFootprint`.
package enum LockingForm: CaseIterable, Hashable, Sendable {
  // ALTER TABLE, columns
  case addColumn, addColumnRewriting, addColumnWithIndex, addColumnWithCheck, addColumnWithForeignKey
  case dropColumn, renameColumn
  case alterTypeInPlace, alterTypeRebuildingIndexes, alterTypeRewriting
  case changeDefault, setNotNull, setNotNullProved, dropNotNull, dropExpression
  /// Of a column that is NOT NULL already.
  case setNotNullAgain
  case addIdentity, changeIdentity, dropIdentity, setColumnStatistics, setColumnStorage
  /// `SET (n_distinct …)`, and `SET COMPRESSION`.
  case setColumnOptions, setColumnCompression
  // ALTER TABLE, constraints
  case addCheck, addCheckNotValid, validateConstraint, validateForeignKey
  case addForeignKey, addForeignKeyNotValid
  /// UNIQUE, EXCLUDE.
  case addIndexConstraint
  case addPrimaryKey
  case addConstraintUsingIndex, dropConstraint, dropForeignKey, renameConstraint, alterConstraint
  // ALTER TABLE, the table
  case renameTable, setSchema, changeOwner, setTablespace, setLogged, setAccessMethod, setStorageParameters
  case changeClusterIndex, setReplicaIdentity, changeRowSecurity, changeTriggers, changeRules
  case inherit, noInherit, attachPartition, detachPartition, detachPartitionConcurrently, finishDetach
  /// A subcommand that the table does not have: taken for the strongest.
  case otherTableChange
  // Indexes
  case createIndex, createIndexOnParent, createIndexConcurrently, alterIndex, attachIndex, dropIndex,
    dropIndexConcurrently
  /// Of a table, and of one index.
  case reindex, reindexIndex, reindexConcurrently
  // Tables, views, materialized views, sequences
  case createTable, createPartition, createInheritingTable, dropTable, truncate
  case createView, replaceView, alterView, dropView
  case createMaterializedView, refreshMaterializedView, refreshMaterializedViewConcurrently
  case vacuum, vacuumFull, analyze, cluster
  case alterSequence, dropSequence
  /// `RENAME`, `OWNER TO`, `SET SCHEMA`.
  case moveSequence
  case commentOnRelation, commentOnMember
  // Triggers, rules, policies, domains
  case createTrigger, dropTrigger, renameTrigger, changeRule, changePolicy
  case addDomainConstraint
  /// `CREATE STATISTICS`, `DROP STATISTICS`.
  case extendedStatistics
  // Data
  /// UPDATE, DELETE, MERGE; INSERT and COPY FROM, whose partitions the rows decide.
  case changeRows, insertRows
  case select, selectForUpdate
}

/// Which part another relation plays in a statement that locks it too.
package enum LockCompanion: Hashable, Sendable {
  /// What a foreign key points to, and the table that has the foreign key.
  case referencedTable, referencingTable
  /// The table that a partition or child belongs to, or the partition that is attached or detached.
  case parent, partition
  case defaultPartition
  /// Tables in a query.
  case readTable
  /// A sequence of the table's own.
  case ownedSequence
  /// The table of an index.
  case indexedTable
  /// A table with a column of the domain.
  case domainTable
}

/// How much a statement works while it holds its lock.
package enum LockedWork: Int, Comparable, Hashable, Sendable {
  /// Catalog entries only: over in milliseconds once the lock is there.
  case catalogOnly
  /// Every row is read, to check it or to build an index.
  case scan
  /// Heap or index files are written anew.
  case rewrite
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
