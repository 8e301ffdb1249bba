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

  /// The footprint on any server from 14 to 18.
  ///
  /// 18 locks inheritance children more strongly in a few forms (`ADD UNIQUE`, `ADD PRIMARY KEY`) and takes ACCESS SHARE
  /// for `GRANT`; 15 and 16 are the same throughout.
  package init(of form: LockingForm) {
    self =
      switch form {
      case .addColumn, .renameColumn, .changeDefault, .setNotNullProved, .dropNotNull, .dropExpression,
        .setColumnStorage, .addCheckNotValid, .addConstraintUsingIndex, .dropConstraint, .renameConstraint,
        .alterConstraint, .truncate, .dropTrigger, .renameTrigger:
        Self(.accessExclusive, partitions: true)
      case .addColumnRewriting: Self(.accessExclusive, work: .rewrite, partitions: true)
      case .addColumnWithCheck, .addColumnWithIndex, .setNotNull, .addCheck, .addIndexConstraint:
        Self(.accessExclusive, work: .scan, partitions: true)
      case .addColumnWithForeignKey: Self(.accessExclusive, [.referencedTable: .shareRowExclusive], partitions: true)
      case .dropColumn, .dropForeignKey:
        Self(.accessExclusive, [.referencedTable: .accessExclusive], partitions: true)
      // The foreign keys of the column are dropped and made again.
      case .alterTypeInPlace:
        Self(
          .accessExclusive, [.referencedTable: .accessExclusive, .referencingTable: .accessExclusive], partitions: true)
      case .alterTypeRewriting, .alterTypeRebuildingIndexes:
        Self(
          .accessExclusive, [.referencedTable: .accessExclusive, .referencingTable: .accessExclusive],
          work: .rewrite, partitions: true)
      case .setColumnStatistics: Self(.shareUpdateExclusive, partitions: true)
      case .validateConstraint: Self(.shareUpdateExclusive, work: .scan, partitions: true)
      case .validateForeignKey:
        Self(.shareUpdateExclusive, [.referencedTable: .rowShare], work: .scan, partitions: true)
      case .addForeignKey:
        Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], work: .scan, partitions: true)
      case .addForeignKeyNotValid: Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], partitions: true)

      case .addIdentity, .changeIdentity, .dropIdentity, .renameTable, .setSchema, .changeOwner, .changeRowSecurity,
        .changeRules, .setReplicaIdentity, .otherTableChange, .changeRule, .changePolicy, .dropSequence:
        Self(.accessExclusive)
      case .setLogged: Self(.accessExclusive, [.ownedSequence: .accessExclusive], work: .rewrite)
      case .setTablespace, .setAccessMethod, .vacuumFull, .cluster: Self(.accessExclusive, work: .rewrite)
      case .setStorageParameters, .changeClusterIndex, .commentOnRelation, .alterIndex: Self(.shareUpdateExclusive)
      case .changeTriggers, .createTrigger: Self(.shareRowExclusive, partitions: true)
      case .inherit: Self(.accessExclusive, [.parent: .shareUpdateExclusive])
      case .noInherit: Self(.accessExclusive, [.parent: .accessShare])
      case .attachPartition:
        Self(
          .shareUpdateExclusive, [.partition: .accessExclusive, .defaultPartition: .accessExclusive], work: .scan)
      case .detachPartition:
        Self(.accessExclusive, [.partition: .accessExclusive, .defaultPartition: .accessExclusive])
      case .detachPartitionConcurrently, .finishDetach:
        Self(.shareUpdateExclusive, [.partition: .accessExclusive])

      case .createIndex: Self(.share, work: .scan, partitions: true)
      case .createIndexOnParent: Self(.share)
      case .createIndexConcurrently: Self(.shareUpdateExclusive, work: .scan)
      case .dropIndex: Self(.accessExclusive, [.indexedTable: .accessExclusive])
      case .dropIndexConcurrently: Self(.shareUpdateExclusive, [.indexedTable: .shareUpdateExclusive])
      // Whoever plans a query of the parent looks at all its indexes.
      case .attachIndex:
        Self(.accessExclusive, [.partition: .shareUpdateExclusive, .indexedTable: .accessShare])
      case .reindex: Self(.share, work: .rewrite)
      case .reindexIndex: Self(.accessExclusive, [.indexedTable: .share], work: .rewrite)
      case .reindexConcurrently: Self(.shareUpdateExclusive, [.indexedTable: .shareUpdateExclusive], work: .rewrite)

      case .createTable: Self(nil, [.referencedTable: .shareRowExclusive, .readTable: .accessShare])
      case .createPartition:
        Self(
          nil, [.parent: .accessExclusive, .defaultPartition: .accessExclusive, .referencedTable: .shareRowExclusive])
      case .createInheritingTable:
        Self(nil, [.parent: .shareUpdateExclusive, .referencedTable: .shareRowExclusive, .readTable: .accessShare])
      case .dropTable:
        Self(
          .accessExclusive,
          [.referencedTable: .accessExclusive, .parent: .accessExclusive, .defaultPartition: .accessExclusive],
          partitions: true)
      case .createView, .createMaterializedView, .select: Self(nil, [.readTable: .accessShare])
      case .replaceView, .alterView, .dropView: Self(.accessExclusive, [.readTable: .accessShare])
      case .refreshMaterializedView: Self(.accessExclusive, [.readTable: .accessShare], work: .rewrite)
      case .refreshMaterializedViewConcurrently: Self(.exclusive, [.readTable: .accessShare], work: .scan)

      case .vacuum, .analyze: Self(.shareUpdateExclusive, work: .scan, partitions: true)
      case .alterSequence: Self(.shareRowExclusive)
      case .setSequenceValue, .changeRows: Self(.rowExclusive)
      case .commentOnMember: Self(.accessShare)
      case .addDomainConstraint: Self(nil, [.domainTable: .share], work: .scan)
      case .selectForUpdate: Self(nil, [.readTable: .rowShare])
      }
  }
}
