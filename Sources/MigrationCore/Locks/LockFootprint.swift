/// What a form of statement locks, and how much it works meanwhile.
///
/// Source: PostgreSQL manual, "Explicit Locking" and the commands' pages; measured on 15, 16 and 18 with `pg_locks` and
/// `pg_class.relfilenode` inside the transaction.
package struct LockFootprint: Hashable, Sendable {
  /// The lock on the relation that the statement names; nil for none.
  package var named: LockMode?
  /// The locks on relations that play a part in it.
  package var companions: [LockCompanion: LockMode]
  package var work: LockedWork
  /// Whether every partition and inheritance child gets the same lock and work.
  package var reachesPartitions: Bool

  private init(
    _ named: LockMode?, _ companions: [LockCompanion: LockMode] = [:], work: LockedWork = .catalogOnly,
    partitions reachesPartitions: Bool = false
  ) {
    self.named = named
    self.companions = companions
    self.work = work
    self.reachesPartitions = reachesPartitions
  }

  /// The footprint on any server from 14 to 18; the forms that differ between them differ in their companions only.
  package init(of form: LockingForm) {
    self =
      switch form {
      case .addColumn, .addColumnRewriting, .addColumnWithIndex, .addColumnWithCheck, .addColumnWithForeignKey,
        .dropColumn, .renameColumn, .alterTypeInPlace, .alterTypeRebuildingIndexes, .alterTypeRewriting,
        .changeDefault, .setNotNull, .setNotNullProved, .dropNotNull, .dropExpression, .addIdentity, .changeIdentity,
        .dropIdentity, .setColumnStatistics, .setColumnStorage:
        Self.column(form)
      case .addCheck, .addCheckNotValid, .validateConstraint, .validateForeignKey, .addForeignKey,
        .addForeignKeyNotValid, .addIndexConstraint, .addConstraintUsingIndex, .dropConstraint, .dropForeignKey,
        .renameConstraint, .alterConstraint:
        Self.constraint(form)
      case .renameTable, .setSchema, .changeOwner, .changeRowSecurity, .changeRules, .setReplicaIdentity,
        .otherTableChange:
        Self(.accessExclusive)
      case .setLogged: Self(.accessExclusive, [.ownedSequence: .accessExclusive], work: .rewrite)
      case .setTablespace, .setAccessMethod: Self(.accessExclusive, work: .rewrite)
      case .setStorageParameters, .changeClusterIndex: Self(.shareUpdateExclusive)
      case .changeTriggers: Self(.shareRowExclusive, partitions: true)
      case .inherit: Self(.accessExclusive, [.parent: .shareUpdateExclusive])
      case .noInherit: Self(.accessExclusive, [.parent: .accessShare])
      case .attachPartition:
        Self(
          .shareUpdateExclusive, [.partition: .accessExclusive, .defaultPartition: .accessExclusive], work: .scan)
      case .detachPartition:
        Self(.accessExclusive, [.partition: .accessExclusive, .defaultPartition: .accessExclusive])
      case .detachPartitionConcurrently, .finishDetach:
        Self(.shareUpdateExclusive, [.partition: .accessExclusive])
      case .createIndex, .createIndexOnParent, .createIndexConcurrently, .alterIndex, .dropIndex,
        .dropIndexConcurrently, .reindex, .reindexConcurrently:
        Self.index(form)
      case .createTable, .createPartition, .createInheritingTable, .dropTable, .truncate, .createView, .replaceView,
        .alterView, .dropView, .createMaterializedView, .refreshMaterializedView,
        .refreshMaterializedViewConcurrently:
        Self.relation(form)
      case .vacuum, .analyze: Self(.shareUpdateExclusive, work: .scan, partitions: true)
      case .vacuumFull, .cluster: Self(.accessExclusive, work: .rewrite)
      case .alterSequence: Self(.shareRowExclusive)
      case .dropSequence: Self(.accessExclusive)
      case .setSequenceValue: Self(.rowExclusive)
      case .commentOnRelation: Self(.shareUpdateExclusive)
      case .commentOnMember: Self(.accessShare)
      case .createTrigger: Self(.shareRowExclusive, partitions: true)
      case .dropTrigger, .renameTrigger: Self(.accessExclusive, partitions: true)
      case .changeRule, .changePolicy: Self(.accessExclusive)
      case .addDomainConstraint: Self(nil, [.domainTable: .share], work: .scan)
      case .changeRows: Self(.rowExclusive)
      case .select: Self(nil, [.readTable: .accessShare])
      case .selectForUpdate: Self(nil, [.readTable: .rowShare])
      }
  }

  /// All column forms but statistics take ACCESS EXCLUSIVE; how long it is held is the difference.
  private static func column(_ form: LockingForm) -> Self {
    switch form {
    case .setColumnStatistics: Self(.shareUpdateExclusive, partitions: true)
    case .addColumnRewriting: Self(.accessExclusive, work: .rewrite, partitions: true)
    case .alterTypeInPlace, .alterTypeRewriting, .alterTypeRebuildingIndexes:
      // The foreign keys of the column are dropped and made again.
      Self(
        .accessExclusive, [.referencedTable: .accessExclusive, .referencingTable: .accessExclusive],
        work: form == .alterTypeInPlace ? .catalogOnly : .rewrite, partitions: true)
    case .addColumnWithCheck, .addColumnWithIndex, .setNotNull: Self(.accessExclusive, work: .scan, partitions: true)
    case .addColumnWithForeignKey:
      Self(.accessExclusive, [.referencedTable: .shareRowExclusive], partitions: true)
    case .dropColumn: Self(.accessExclusive, [.referencedTable: .accessExclusive], partitions: true)
    case .changeIdentity, .dropIdentity, .addIdentity: Self(.accessExclusive)
    default: Self(.accessExclusive, partitions: true)
    }
  }

  private static func constraint(_ form: LockingForm) -> Self {
    switch form {
    case .addCheck, .addIndexConstraint: Self(.accessExclusive, work: .scan, partitions: true)
    case .validateConstraint: Self(.shareUpdateExclusive, work: .scan, partitions: true)
    case .validateForeignKey:
      Self(.shareUpdateExclusive, [.referencedTable: .rowShare], work: .scan, partitions: true)
    case .addForeignKey:
      Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], work: .scan, partitions: true)
    case .addForeignKeyNotValid: Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], partitions: true)
    case .dropForeignKey: Self(.accessExclusive, [.referencedTable: .accessExclusive], partitions: true)
    default: Self(.accessExclusive, partitions: true)
    }
  }

  private static func index(_ form: LockingForm) -> Self {
    switch form {
    case .createIndex: Self(.share, work: .scan, partitions: true)
    case .createIndexOnParent: Self(.share)
    case .createIndexConcurrently: Self(.shareUpdateExclusive, work: .scan)
    case .dropIndex: Self(.accessExclusive, [.indexedTable: .accessExclusive])
    case .dropIndexConcurrently: Self(.shareUpdateExclusive, [.indexedTable: .shareUpdateExclusive])
    case .reindex: Self(.share, [.indexedTable: .share], work: .rewrite)
    case .reindexConcurrently: Self(.shareUpdateExclusive, [.indexedTable: .shareUpdateExclusive], work: .rewrite)
    default: Self(.shareUpdateExclusive)
    }
  }

  private static func relation(_ form: LockingForm) -> Self {
    switch form {
    case .createPartition:
      Self(
        nil, [.parent: .accessExclusive, .defaultPartition: .accessExclusive, .referencedTable: .shareRowExclusive])
    case .createInheritingTable:
      Self(nil, [.parent: .shareUpdateExclusive, .referencedTable: .shareRowExclusive, .readTable: .accessShare])
    case .createTable: Self(nil, [.referencedTable: .shareRowExclusive, .readTable: .accessShare])
    case .dropTable:
      Self(
        .accessExclusive,
        [.referencedTable: .accessExclusive, .parent: .accessExclusive, .defaultPartition: .accessExclusive],
        partitions: true)
    case .truncate: Self(.accessExclusive, partitions: true)
    case .createView, .createMaterializedView: Self(nil, [.readTable: .accessShare])
    case .refreshMaterializedView: Self(.accessExclusive, [.readTable: .accessShare], work: .rewrite)
    case .refreshMaterializedViewConcurrently: Self(.exclusive, [.readTable: .accessShare], work: .scan)
    default: Self(.accessExclusive, [.readTable: .accessShare])
    }
  }
}
