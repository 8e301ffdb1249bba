/// An ordinary, partitioned or foreign table, or a partition.
package struct Table: Hashable, Sendable {
  /// `pg_class.relpersistence`.
  package enum Persistence: String, Hashable, Sendable, CaseIterable {
    case permanent = "p"
    case unlogged = "u"
    case temporary = "t"
  }

  /// What identifies a row for logical replication, `pg_class.relreplident`.
  package enum ReplicaIdentity: Hashable, Sendable {
    case primaryKey, nothing, full
    case index(Identifier)
  }

  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  package var persistence: Persistence = .permanent
  /// In the order of `attnum`, dropped ones left out.
  package var columns: [Column] = []
  /// Of every kind; a named NOT NULL (PostgreSQL 18) is with its column.
  package var constraints: [Constraint] = []
  /// Those that no constraint owns; the others are `Constraint.index`.
  package var indexes: [Index] = []
  /// Without the clones that a partition gets from its parent.
  package var triggers: [Trigger] = []
  package var policies: [RowSecurityPolicy] = []
  package var hasRowSecurity = false
  package var forcesRowSecurity = false
  /// How its rows are spread over partitions; nil when it is not partitioned.
  package var partitioning: Partitioning?
  /// Which part of which table it is; nil when it is no partition.
  package var partition: Partition?
  /// Tables that it inherits from, in `inhseqno` order; a partition's parent is in `partition` only.
  package var parents: [QualifiedName] = []
  /// The composite type of `CREATE TABLE … OF`.
  package var ofType: QualifiedName?
  /// `reloptions` as stored.
  package var options: [StorageOption] = []
  /// Those of its TOAST table, without the prefix `toast.`.
  package var toastOptions: [StorageOption] = []
  /// Nil for a partitioned table that leaves it to the partitions.
  package var accessMethod: Identifier?
  /// Nil for the database's default.
  package var tablespace: Identifier?
  package var replicaIdentity: ReplicaIdentity = .primaryKey
  /// Where a foreign table's rows are; nil for every other.
  package var foreign: ForeignSource?

  package init(name: Identifier) { self.name = name }
}

/// The key of a partitioned table.
package struct Partitioning: Hashable, Sendable {
  package enum Strategy: String, Hashable, Sendable, CaseIterable {
    case range = "r"
    case list = "l"
    case hash = "h"
  }

  package var strategy: Strategy
  /// `pg_get_partkeydef`: `RANGE (created_at)`, with expressions, collations and operator classes.
  package var definition: CatalogSQL
  /// The key's parts in order; nil where the part is an expression.
  package var columns: [Identifier?]

  package init(strategy: Strategy, definition: CatalogSQL, columns: [Identifier?]) {
    self.strategy = strategy
    self.definition = definition
    self.columns = columns
  }
}

/// A partition's place in its parent.
package struct Partition: Hashable, Sendable {
  package var parent: QualifiedName
  /// `pg_get_expr(relpartbound)`: `FOR VALUES IN (1, 2)`, `DEFAULT`.
  package var bound: CatalogSQL

  package init(parent: QualifiedName, bound: CatalogSQL) {
    self.parent = parent
    self.bound = bound
  }
}

/// What a foreign table stands for.
///
/// Source: PostgreSQL manual, "CREATE FOREIGN TABLE".
package struct ForeignSource: Hashable, Sendable {
  /// The foreign server, which belongs to the database.
  package var server: Identifier
  /// `ftoptions` as stored.
  package var options: [StorageOption]

  package init(server: Identifier, options: [StorageOption]) {
    self.server = server
    self.options = options
  }
}
