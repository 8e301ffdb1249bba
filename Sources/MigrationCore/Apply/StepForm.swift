/// How a group runs, and so what is left of it when whoever ran it is gone.
enum GroupForm: Hashable, Sendable {
  /// In a transaction: it happened, or it did not.
  case transaction
  /// A wait; asking again does no harm.
  case wait
  /// One statement that PostgreSQL refuses inside a transaction, or that was not understood.
  case alone(StepTrace)
}

/// What a statement that no transaction undoes leaves in the catalog, by which it is seen whether it ran.
package enum StepTrace: Hashable, Sendable {
  /// `CREATE INDEX CONCURRENTLY`: a valid index; an invalid one is half of it.
  case index(QualifiedName)
  /// `DROP INDEX CONCURRENTLY`: no index.
  case noIndex(QualifiedName)
  /// `DETACH PARTITION … CONCURRENTLY`: no partition of that parent; one whose detachment is pending is half of it.
  case detached(QualifiedName, from: QualifiedName)
  /// `REINDEX … CONCURRENTLY` of an index or a table: running it again does no harm, but what an earlier run has not
  /// finished stays beside the old indexes.
  ///
  /// Source: PostgreSQL manual, REINDEX, "Rebuilding Indexes Concurrently".
  case reindexed(QualifiedName)
  /// Running it again does no harm, and is all that is needed.
  case repeatable
  /// Nobody can tell from the catalog.
  case none
}

/// What the catalog says of a statement that may have run.
package enum TraceState: Hashable, Sendable {
  case done
  case notDone
  /// It was begun and did not get to its end; what it left has to go, or to be finished, first.
  case half
  /// Somebody is at it now, in this session.
  case running(processID: Int32)
}

extension StepTrace {
  /// What doing away with a half of it means, as people say it; nil where there are no halves.
  var repair: String? {
    switch self {
    case .index(let name): "DROP INDEX CONCURRENTLY \(sql(name))"
    case .detached(let partition, let parent):
      "ALTER TABLE \(sql(parent)) DETACH PARTITION \(sql(partition)) FINALIZE"
    case .reindexed: "DROP INDEX CONCURRENTLY of those whose names end in _ccnew or _ccold"
    case .noIndex, .repeatable, .none: nil
    }
  }

  private func sql(_ name: QualifiedName) -> String { ("\(name)" as SQLText).text }

  /// The statement that does away with the half of it that is left; nil where there are no halves, or only the catalog
  /// knows how they are called.
  package var repairStatement: SQLText? {
    switch self {
    case .index(let name): "DROP INDEX CONCURRENTLY IF EXISTS \(name)"
    case .detached(let partition, let parent): "ALTER TABLE \(parent) DETACH PARTITION \(partition) FINALIZE"
    case .noIndex, .reindexed, .repeatable, .none: nil
    }
  }
}

extension StatementFacts {
  /// How a group of this one statement runs.
  var formAlone: GroupForm {
    guard isAnalysed else { return .alone(.none) }
    let controlsTransaction = actions.contains { if case .transactionControl = $0 { true } else { false } }
    guard !nonTransactionalForms.isEmpty || controlsTransaction else { return .transaction }
    // Several statements in one text are a transaction of their own, which PostgreSQL refuses for these.
    guard actions.count == 1, let action = actions.first else { return .alone(.none) }
    return .alone(action.trace)
  }
}

extension StatementAction {
  /// What is left of it when it runs outside a transaction.
  fileprivate var trace: StepTrace {
    switch self {
    case .createIndex(let index): index.name.map { .index($0) } ?? .none
    case .drop(let object): object.kind == .index ? .noIndex(object.name) : .none
    case .alterTable(let parent, .detachPartition(let partition, _)): .detached(partition, from: parent)
    case .reindex(.index(let name), _), .reindex(.table(let name), _): .reindexed(name)
    case .reindex, .vacuum, .analyze, .cluster, .changeSetting: .repeatable
    case .createTable, .alterTable, .alterIndex, .attachIndex, .createView, .createMaterializedView,
      .refreshMaterializedView, .alterView, .createRoutine, .alterRoutine, .createTrigger, .renameTrigger,
      .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence, .setSequenceValue,
      .createEnum,
      .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain, .alterDomain, .comment,
      .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createSchema,
      .createDatabase, .createExtension, .updateExtension, .changePublication, .accessRemote, .alterOther, .truncate,
      .insert, .update, .delete, .merge, .copy, .select, .lockTable, .transactionControl, .runCode, .call,
      .changeOwned, .other:
      .none
    }
  }
}
