/// `CREATE TABLE`, `CREATE FOREIGN TABLE`, `CREATE TABLE AS` and `SELECT INTO`.
package struct CreatedTable: Hashable, Sendable {
  package enum Persistence: Hashable, Sendable { case permanent, unlogged, temporary }

  package var name: QualifiedName
  package var persistence = Persistence.permanent
  package var isForeign = false
  /// `IF NOT EXISTS`.
  package var hasGuard = false
  /// With the constraints that stand beside them.
  package var columns: [AddedColumn] = []
  /// Those that stand on their own.
  package var constraints: [AddedConstraint] = []
  package var partitionKey: PartitionKey?
  package var partitionOf: QualifiedName?
  /// Which rows it takes, of a partition.
  package var bound: PartitionBound?
  package var inherits: [QualifiedName] = []
  /// `OF type`.
  package var ofType: QualifiedName?
  /// `WITH (…)`.
  package var parameters: [StorageParameter] = []
  package var accessMethod: Identifier?
  package var tablespace: Identifier?
  /// What `LIKE` and `AS SELECT` read.
  package var reads: [QualifiedName] = []
  /// `LIKE … INCLUDING INDEXES`: a primary key comes with it.
  package var copiesIndexes = false
  /// `AS SELECT` or `SELECT INTO`: it is filled at once.
  package var isFilled = false

  package init(_ name: QualifiedName) { self.name = name }

  /// `PARTITION OF … DEFAULT`.
  package var isDefaultPartition: Bool { bound == .default }

  package var isTemporary: Bool { persistence == .temporary }

  /// Those beside columns and those on their own, in the order of the text.
  package var allConstraints: [AddedConstraint] { columns.flatMap(\.constraints) + constraints }

  /// Tables that its foreign keys point to, each once, itself excluded.
  package var references: [QualifiedName] {
    var tables: [QualifiedName] = []
    for case .foreignKey(let key) in allConstraints.map(\.kind) where key.references != name {
      if !tables.contains(key.references) { tables.append(key.references) }
    }
    return tables
  }

  /// Whether it has a primary key of its own.
  package var hasPrimaryKey: Bool { allConstraints.contains { $0.kind == .primaryKey } }
}

/// `PARTITION BY`.
package struct PartitionKey: Hashable, Sendable {
  package enum Strategy: String, Hashable, Sendable { case list, range, hash }
  package var strategy: Strategy
  /// Nil for an expression.
  package var columns: [Identifier?]

  package init(_ strategy: Strategy, columns: [Identifier?]) {
    self.strategy = strategy
    self.columns = columns
  }
}

/// One entry of `WITH (…)` or `SET (…)`.
package struct StorageParameter: Hashable, Sendable {
  /// In lower case, with its namespace: `toast.autovacuum_enabled`.
  package var name: String
  /// As written; nil when the name stands alone, which means true.
  package var value: String?

  package init(_ name: String, _ value: String?) {
    self.name = name
    self.value = value
  }
}
