/// What the target told about itself, as far as locks, work and loss depend on it.
package struct LiveFacts: Hashable, Sendable {
  /// `server_version_num`: 150020 for 15.20.
  package var serverVersion: Int
  /// Whether the session's `TimeZone` is UTC, which makes `timestamp` ↔ `timestamptz` cheap.
  package var isTimeZoneUTC: Bool
  package var relations: [QualifiedName: LiveRelation]
  /// The names of functions of which some overload is VOLATILE.
  package var volatileFunctions: Set<Identifier>
  /// The names of functions, outside `pg_catalog`, of which some overload is STABLE.
  package var stableFunctions: Set<Identifier> = []
  /// Collations for which different bytes may be equal (`NOT pg_collation.collisdeterministic`).
  package var nondeterministicCollations: Set<QualifiedName> = []
  package var domains: [QualifiedName: LiveDomain]
  /// What the session that would run the plan has: `pg_settings.setting` by name, times in milliseconds; empty when it
  /// was not read.
  package var settings: [String: String] = [:]
  /// What goes on at the moment; nil when it was not read.
  package var activity: LiveActivity?
  /// Installed extensions with their version.
  package var extensions: [String: String] = [:]
  /// Whether a collation's version differs from the one that the database's indexes were built with.
  package var hasCollationMismatch = false
  /// The pooler in transaction mode that the connection goes through (`PgBouncer`); nil when there is none.
  package var pooler: String?
  /// How many rows the planner expects a step's data change to touch, by the step's SQL; only of what was explained.
  package var explainedRows: [String: Int64] = [:]
  /// Why the planner refuses a step's data change, by the step's SQL; only of what was explained.
  package var explainFailures: [String: String] = [:]
  /// What the probes of rows came to, by their SQL; only of what was asked.
  package var probed: [String: ProbeAnswer] = [:]
  /// Roles that are superusers, by name.
  package var superusers: Set<Identifier> = []
  /// The role that would run the plan; nil when it was not asked.
  package var executor: LiveRole?
  /// Every publication of the database by name.
  package var publications: [Identifier: LivePublication] = [:]
  /// Tables that an extension looks after: `part_config`, TimescaleDB's and Citus's catalogs.
  package var managedTables: [QualifiedName: TableManager] = [:]

  package init(
    serverVersion: Int, isTimeZoneUTC: Bool = false, relations: [QualifiedName: LiveRelation] = [:],
    volatileFunctions: Set<Identifier> = [], domains: [QualifiedName: LiveDomain] = [:]
  ) {
    self.serverVersion = serverVersion
    self.isTimeZoneUTC = isTimeZoneUTC
    self.relations = relations
    self.volatileFunctions = volatileFunctions
    self.domains = domains
  }
}

/// A relation of the target.
package struct LiveRelation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case table, partitionedTable, view, materializedView, index, partitionedIndex, sequence, foreignTable, compositeType

    /// Whether its size says anything about how long work on it takes.
    package var holdsRows: Bool {
      switch self {
      case .table, .partitionedTable, .materializedView, .index, .partitionedIndex: true
      case .view, .sequence, .foreignTable, .compositeType: false
      }
    }
  }
  package var kind: Kind
  package var size: RelationSize
  package var columns: [Identifier: LiveColumn] = [:]
  /// Columns that were dropped and still count against PostgreSQL's limit.
  package var droppedColumns = 0
  /// Foreign keys of this table by constraint name.
  package var foreignKeys: [Identifier: LiveForeignKey] = [:]
  /// Columns that a validated CHECK proves to be not null, with that constraint's name.
  package var notNullProofs: [Identifier: Identifier] = [:]
  /// An index's table, a sequence's owner.
  package var owningTable: QualifiedName?
  /// The column that a sequence belongs to.
  package var owningColumn: Identifier?
  package var partitionOf: QualifiedName?
  package var partitions: [QualifiedName] = []
  package var defaultPartition: QualifiedName?
  /// What `pg_depend` knows to use this relation.
  package var dependents: [Dependent] = []
  /// What the statistics have counted; nil for what is no table and without statistics.
  package var use: RelationUse?
  /// Nil for what is no index.
  package var index: LiveIndex?
  /// Publications that have the table, those FOR ALL TABLES included.
  package var publications: [Identifier] = []
  /// How much of a sequence's range is used up, from 0 to 1.
  package var sequenceUse: Double?

  package init(_ kind: Kind, size: RelationSize) {
    self.kind = kind
    self.size = size
  }
}

/// What `pg_stat_user_tables` has counted since the statistics were reset.
package struct RelationUse: Hashable, Sendable {
  /// Rows inserted, updated and deleted.
  package var writes: Int64 = 0
  /// Sequential and index scans.
  package var scans: Int64 = 0
  /// Rows changed since the last analyze.
  package var changedSinceAnalyze: Int64 = 0
  /// Over how many seconds it was counted; nil when that is not known.
  package var seconds: Double?

  package init() {}

  package var writesPerSecond: Double? { seconds.map { $0 > 0 ? Double(writes) / $0 : 0 } }
  package var scansPerSecond: Double? { seconds.map { $0 > 0 ? Double(scans) / $0 : 0 } }
}

/// An index of the target.
package struct LiveIndex: Hashable, Sendable {
  package var isUnique = false
  package var isPrimary = false
  package var isValid = true
  package var isPartial = false
  /// `NULLS NOT DISTINCT`, `INCLUDE` and the like aside: plain columns in the default order of a B-tree.
  package var isPlain = true
  /// Nil for an expression.
  package var columns: [Identifier?] = []
  package var accessMethod: Identifier = "btree"
  /// The constraint that it is the index of.
  package var constraint: Identifier?
  /// Scans since the statistics were reset.
  package var scans: Int64 = 0

  package init() {}
}

package struct LiveColumn: Hashable, Sendable {
  package var type: ColumnType
  package var isNotNull: Bool
  /// The share of NULLs by `pg_stats`, from 0 to 1; nil when never analysed.
  package var nullFraction: Double?
  /// `pg_stats.n_distinct`: how many values there are, or negative, as a share of the rows; nil when never analysed.
  package var distinctValues: Double?
  /// `pg_stats.avg_width`, in bytes; nil when never analysed.
  package var averageWidth: Int?
  /// The bytes of the longest value, where a probe has looked for it.
  package var longestValue: Int?

  package init(type: ColumnType, isNotNull: Bool) {
    self.type = type
    self.isNotNull = isNotNull
  }
}

package struct LiveForeignKey: Hashable, Sendable {
  package var references: QualifiedName
  /// The referencing columns, and those that they point to, in the constraint's order.
  package var columns: [Identifier]
  package var referencedColumns: [Identifier]
  /// Whether it is a partition's part of its parent's.
  package var isInherited = false

  package init(references: QualifiedName, columns: [Identifier], referencedColumns: [Identifier]) {
    self.references = references
    self.columns = columns
    self.referencedColumns = referencedColumns
  }
}

package struct LiveDomain: Hashable, Sendable {
  package var base: ColumnType
  /// NOT NULL or a CHECK.
  package var isConstrained: Bool
  /// The columns of this domain, and of domains that are made of it, by table.
  package var columns: [Column]

  package struct Column: Hashable, Sendable {
    package var table: QualifiedName
    package var name: Identifier

    package init(_ table: QualifiedName, _ name: Identifier) {
      self.table = table
      self.name = name
    }
  }

  package init(base: ColumnType, isConstrained: Bool, columns: [Column] = []) {
    self.base = base
    self.isConstrained = isConstrained
    self.columns = columns
  }
}

/// An object that uses a relation, or one column of it.
package struct Dependent: Hashable, Comparable, Sendable {
  package var object: ObjectID
  /// Nil when it uses the relation as a whole.
  package var column: Identifier?

  package init(_ object: ObjectID, column: Identifier? = nil) {
    self.object = object
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.object == right.object
      ? (left.column?.bytes ?? []).lexicographicallyPrecedes(right.column?.bytes ?? []) : left.object < right.object
  }
}
