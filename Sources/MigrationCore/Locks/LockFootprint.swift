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
  package var reach: LockReach

  private init(
    _ named: LockMode?, _ companions: [LockCompanion: LockMode] = [:], work: LockedWork = .catalogOnly,
    reach: LockReach = .relation
  ) {
    self.named = named
    self.companions = companions
    self.work = work
    self.reach = reach
  }

  /// The footprint on a server from 14 to 18.
  ///
  /// - Parameters:
  ///   - form: the form of statement.
  ///   - version: `server_version_num`; 0 for one that is not known. 18 goes on to inheritance children where 15 and 16
  ///     do not; 14 and 17 were not measured, and are taken for what 16 does.
  package init(of form: LockingForm, on version: Int = 0) {
    let newer: LockReach = version >= 180_000 ? .children : .partitions
    self =
      switch form {
      case .addColumn, .renameColumn, .changeDefault, .setNotNullProved, .dropNotNull, .dropExpression,
        .setColumnStorage, .addCheckNotValid, .dropConstraint, .renameConstraint, .truncate:
        Self(.accessExclusive, reach: .children)
      case .dropTrigger, .renameTrigger: Self(.accessExclusive, reach: .partitions)
      case .alterConstraint: Self(.accessExclusive, [.referencedTable: .accessExclusive], reach: .partitions)
      case .addColumnRewriting: Self(.accessExclusive, work: .rewrite, reach: .children)
      case .addColumnWithCheck, .addColumnWithIndex, .setNotNull, .addCheck, .addPrimaryKey:
        Self(.accessExclusive, work: .scan, reach: .children)
      // Of partitions their part of the index is built, or looked for.
      case .addConstraintUsingIndex:
        Self(.accessExclusive, [.partition: .share], reach: version >= 180_000 ? .partitions : .relation)
      case .addIndexConstraint:
        Self(.accessExclusive, [.partition: .share], work: .scan, reach: version >= 180_000 ? .children : .relation)
      case .addColumnWithForeignKey:
        Self(.accessExclusive, [.referencedTable: .shareRowExclusive], reach: .children)
      case .dropColumn:
        Self(
          .accessExclusive, [.referencedTable: .accessExclusive, .ownedSequence: .accessExclusive], reach: .children)
      case .dropForeignKey: Self(.accessExclusive, [.referencedTable: .accessExclusive], reach: .partitions)
      // The foreign keys of the column are dropped and made again.
      case .alterTypeInPlace:
        Self(
          .accessExclusive, [.referencedTable: .accessExclusive, .referencingTable: .accessExclusive], reach: .children)
      case .alterTypeRewriting, .alterTypeRebuildingIndexes:
        Self(
          .accessExclusive, [.referencedTable: .accessExclusive, .referencingTable: .accessExclusive],
          work: .rewrite, reach: .children)
      case .setColumnStatistics: Self(.shareUpdateExclusive, reach: .children)
      case .validateConstraint: Self(.shareUpdateExclusive, work: .scan, reach: .children)
      case .validateForeignKey:
        Self(
          .shareUpdateExclusive, [.referencedTable: .rowShare, .readTable: .accessShare], work: .scan,
          reach: .partitions)
      case .addForeignKey: Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], work: .scan, reach: newer)
      case .addForeignKeyNotValid: Self(.shareRowExclusive, [.referencedTable: .shareRowExclusive], reach: newer)

      case .setNotNullAgain, .setColumnCompression, .addIdentity, .renameTable, .changeRowSecurity, .changeRules,
        .setReplicaIdentity, .otherTableChange, .changeRule, .changePolicy, .dropSequence, .moveSequence:
        Self(.accessExclusive)
      case .changeIdentity: Self(.accessExclusive, [.ownedSequence: .shareRowExclusive])
      case .dropIdentity, .setSchema, .changeOwner: Self(.accessExclusive, [.ownedSequence: .accessExclusive])
      case .setLogged: Self(.accessExclusive, [.ownedSequence: .accessExclusive], work: .rewrite)
      case .setTablespace, .setAccessMethod, .vacuumFull, .cluster: Self(.accessExclusive, work: .rewrite)
      case .setColumnOptions, .setStorageParameters, .changeClusterIndex, .commentOnRelation, .alterIndex,
        .extendedStatistics:
        Self(.shareUpdateExclusive)
      case .changeTriggers, .createTrigger: Self(.shareRowExclusive, reach: .partitions)
      case .inherit: Self(.accessExclusive, [.parent: .shareUpdateExclusive])
      case .noInherit: Self(.accessExclusive, [.parent: .accessShare])
      // What the parent's foreign keys point to gets a trigger for the partition's own.
      case .attachPartition:
        Self(
          .shareUpdateExclusive,
          [
            .partition: .accessExclusive, .defaultPartition: .accessExclusive, .referencedTable: .shareRowExclusive,
          ], work: .scan)
      case .detachPartition:
        Self(
          .accessExclusive,
          [
            .partition: .accessExclusive, .defaultPartition: .accessExclusive, .referencedTable: .shareRowExclusive,
            .referencingTable: .accessExclusive,
          ])
      case .detachPartitionConcurrently, .finishDetach:
        Self(.shareUpdateExclusive, [.partition: .accessExclusive, .referencedTable: .shareRowExclusive])

      case .createIndex: Self(.share, work: .scan, reach: .partitions)
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
          [
            .referencedTable: .accessExclusive, .parent: .accessExclusive, .defaultPartition: .accessExclusive,
            .ownedSequence: .accessExclusive,
          ],
          reach: .partitions)
      case .createView, .createMaterializedView, .select: Self(nil, [.readTable: .accessShare])
      case .replaceView, .alterView, .dropView: Self(.accessExclusive, [.readTable: .accessShare])
      case .refreshMaterializedView: Self(.accessExclusive, [.readTable: .accessShare], work: .rewrite)
      case .refreshMaterializedViewConcurrently: Self(.exclusive, [.readTable: .accessShare], work: .scan)

      case .vacuum: Self(.shareUpdateExclusive, work: .scan, reach: .partitions)
      // Before 18 inheritance children are only read.
      case .analyze: Self(.shareUpdateExclusive, work: .scan, reach: newer)
      case .alterSequence: Self(.shareRowExclusive)
      case .changeRows: Self(.rowExclusive, [.readTable: .accessShare], reach: .children)
      case .insertRows: Self(.rowExclusive, [.readTable: .accessShare])
      case .commentOnMember: Self(.accessShare)
      case .addDomainConstraint: Self(nil, [.domainTable: .share], work: .scan)
      case .selectForUpdate: Self(nil, [.readTable: .rowShare])
      }
  }
}

/// Which relations get a statement's lock and work besides the one that it names.
package enum LockReach: Hashable, Sendable {
  case relation
  /// Every partition of a partitioned table.
  case partitions
  /// Every partition, and every table that inherits.
  case children
}
