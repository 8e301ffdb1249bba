/// How a fact is known.
///
/// Nothing unknown is ever drawn as safe.
package enum Basis: Hashable, Sendable {
  /// From the tables of PostgreSQL's behaviour and the live catalog.
  case expected
  /// Seen in `pg_locks` and `pg_class.relfilenode` while the step ran on a scratch copy.
  case measured
  /// Not known, and why.
  case notChecked(String)
}

/// A relation's size on the target, as its statistics have it.
package struct RelationSize: Hashable, Sendable {
  /// `pg_class.reltuples`; nil when the relation was never analysed.
  package var rows: Int64?
  /// Bytes with indexes and TOAST (`pg_total_relation_size`).
  package var totalBytes: Int64
  /// `pg_stat_all_tables.last_(auto)analyze` as the server prints it; nil when never.
  package var analyzedAt: String?
  /// How often an index was read since the server's statistics began; nil for what is no index.
  package var indexScans: Int64?

  package init(rows: Int64?, totalBytes: Int64, analyzedAt: String?, indexScans: Int64? = nil) {
    self.rows = rows
    self.totalBytes = totalBytes
    self.analyzedAt = analyzedAt
    self.indexScans = indexScans
  }
}

/// What a step takes and does while it runs.
package struct Impact: Hashable, Sendable {
  /// Locks on existing relations, strongest first; relations that this plan itself creates are left out.
  package var locks: [RelationLock]
  package var locksBasis: Basis
  /// Relations whose heap or index files are written anew.
  package var rewrites: [QualifiedName]
  /// Relations read in full while the lock is held.
  package var scans: [QualifiedName]
  package var workBasis: Basis
  /// Sizes of the relations named above, where the target knows them.
  package var sizes: [QualifiedName: RelationSize]
  /// Whether rows, values or enum labels are gone afterwards; nil when that could not be told.
  package var losesData: Bool?
  /// Objects that depend on what the step changes: views, functions, referencing foreign keys.
  package var dependents: [ObjectID]

  package init(
    locks: [RelationLock] = [], locksBasis: Basis, rewrites: [QualifiedName] = [], scans: [QualifiedName] = [],
    workBasis: Basis, sizes: [QualifiedName: RelationSize] = [:], losesData: Bool?, dependents: [ObjectID] = []
  ) {
    self.locks = locks
    self.locksBasis = locksBasis
    self.rewrites = rewrites
    self.scans = scans
    self.workBasis = workBasis
    self.sizes = sizes
    self.losesData = losesData
    self.dependents = dependents
  }
}
