import MigrationCore
import Postgres

/// What comes before the first statement of an apply and after the last: what is checked, and what is recorded of it.
struct ApplyBeginning {
  let file: PlanFile
  let facts: [StepID: StatementFacts]
  let order: ApplyOrder
  let start: ApplyOrder.Start
  let check: FingerprintCheck
  let target: LedgerTarget
  let recorder: ChangeRecorder

  /// Checks the target and says in the ledger that the plan begins, or is taken up again.
  ///
  /// - Returns: where to begin, and what is known of the objects that the plan touches.
  func begin(over connection: borrowing Connection) throws -> (ResumePoint, TouchedObjects) {
    switch start {
    case .beginning:
      var touched = TouchedObjects(plan: file.plan, facts: facts)
      let superseded = try supersededChanges()
      let found = try check.require(over: connection)
      let objects = try touched.look(over: connection)
      try recorder.prepare()
      for change in superseded {
        try recorder.abandon(change.id, "another plan, \(file.hash.prefix(12)), began instead")
      }
      for waiver in order.waivers { try recorder.waive(waiver) }
      try recorder.begin(
        ChangeBeginning(
          target: target, executor: executor(connection), planHash: file.hash, before: try state(found),
          signoffs: order.signoffs, policyHash: order.policyHash, tool: order.tool, touched: objects),
        plan: file)
      return (.beginning, touched)
    case .resuming(let said): return try takeUp(lastChange(), said, over: connection)
    case .reconnecting:
      let change = try lastChange()
      // Whether the row that says so was kept is not known of one that was being written.
      guard change.id == recorder.change, change.resumptions.count <= recorder.resumptions else {
        throw ApplyError.takenUp(change)
      }
      return try takeUp(change, [:], over: connection)
    }
  }

  private func lastChange() throws -> RecordedChange {
    guard let change = try recorder.lastChange(ofPlan: file.hash, on: target) else {
      throw ApplyError.neverBegan(planHash: file.hash)
    }
    return change
  }

  /// Finds out where a change stopped; `said` is what a person knows of steps of which nothing else tells.
  private func takeUp(
    _ change: RecordedChange, _ said: [StepID: Bool], over connection: borrowing Connection
  ) throws -> (ResumePoint, TouchedObjects) {
    var touched = TouchedObjects(plan: file.plan, facts: facts)
    var point = try ResumePoint(of: change, in: file.plan) { transaction throws(ApplyError) in
      do throws(ApplyError) { return try ChangeRecorder.wasCommitted(transaction, over: connection) } catch {
        // What the server knows nobody else has to say.
        let step = change.committing.map { StepID(group: $0.group, step: 1) }
        guard error.code == .effectUnknown, let said = step.flatMap({ said[$0] }) else { throw error }
        return said
      }
    }
    if let step = point.attempted, let said = said[step] {
      point.attempted = nil
      if said { point.doneGroups += 1 }
    }
    // Groups that are done though nobody came to say so, and the one that was begun without a transaction.
    let unsaid = Array(change.groups.count..<max(change.groups.count, point.doneGroups)).map { $0 + 1 }
    let begun = change.disturbedGroup.map { [$0] } ?? []
    let changed = try touched.compare(
      with: change.touched, from: point.doneGroups + 1,
      unrecorded: Set(unsaid + begun.filter { $0 <= file.plan.groups.count }), over: connection)
    guard changed.isEmpty else { throw ApplyError.changedByOthers(changed) }
    // Before anything is written: what cannot be known is refused here.
    _ = try Applier(plan: file.plan, facts: facts, from: point)
    // Of its own session that was lost the ledger has them already.
    try recorder.resume(change, by: executor(connection), start == .reconnecting ? [] : order.signoffs)
    for group in unsaid {
      recorder.startGroup()
      try recorder.done(group, try touched.lookAfter(group, isLate: true, over: connection))
    }
    return (point, touched)
  }

  /// Changes of other plans that stopped part-way; this plan, made for what they left, goes on in their place.
  private func supersededChanges() throws -> [RecordedChange] {
    let open = try recorder.openChanges(of: target)
    // A run of this very plan of which nothing was committed may simply begin again.
    if let change = open.last(where: { $0.beginning.planHash == file.hash }), !change.leftNothing {
      throw ApplyError.unfinished(change)
    }
    return open
  }

  /// Says in the ledger how it ended, with the target as it is afterwards.
  ///
  /// - Returns: nil when the connection was lost on the way there.
  func record(_ outcome: ApplyOutcome, over connection: borrowing Connection) -> ApplyOutcome? {
    let plan = file.plan
    var outcome = outcome
    var after: RecordedState?
    do {
      let found = try check.read(over: connection)
      after = try state(found)
      outcome.result = after
    } catch {
      guard connection.isAlive else { return nil }
      outcome.remarks.append("the schema afterwards could not be read: \(Self.words(error))")
    }
    if outcome.ending == .applied, let desired = plan.countersign?.desiredHash, let after, plan.isForOneSchema,
      plan.countersign?.leftOut.isEmpty ?? true, after.catalogHashes.first != desired
    {
      outcome.remarks.append("the schema is not what the plan was to lead to: compare with countersign plan")
    }
    return record(outcome, after)
  }

  /// Says in the ledger how it ended, without a connection to the target when there is none.
  ///
  /// - Returns: the outcome, with what could not be recorded among its remarks.
  func record(_ outcome: ApplyOutcome, _ after: RecordedState?) -> ApplyOutcome {
    var outcome = outcome
    let end: ChangeEnd
    switch outcome.ending {
    case .applied:
      end = ChangeEnd(outcome: .applied, after: after, message: outcome.remarks.joined(separator: "; "))
    case .failed(_, let message): end = ChangeEnd(outcome: .failed, after: after, message: message)
    case .cancelled(let step):
      end = ChangeEnd(outcome: .cancelled, after: after, message: step.map { "at step \($0)" } ?? "")
    }
    do { try recorder.append(.ended(end)) } catch {
      outcome.remarks.append("how it ended could not be recorded: \(error.message)")
    }
    outcome.change = recorder.change
    return outcome
  }

  private func state(_ found: [SchemaSnapshot]) throws(LedgerError) -> RecordedState {
    try recorder.keep(check.state(found))
  }

  private func executor(_ connection: borrowing Connection) -> Executor {
    var executor = order.executor
    executor.role = connection.userName
    return executor
  }

  static func words(_ error: any Error) -> String {
    switch error {
    case let error as CatalogReadingError: error.message
    case let error as PostgresError: error.description
    case let error as LedgerError: error.message
    case let error as ApplyError: "\(error.message) (\(error.hint))"
    default: "\(error)"
    }
  }
}

extension RecordedChange {
  /// Whether nothing of it was committed, and nothing was sent that may have been.
  fileprivate var leftNothing: Bool { groups.isEmpty && attempting == nil && committing == nil }
}

extension Plan {
  fileprivate var isForOneSchema: Bool { countersign?.schemas.isEmpty ?? true }
}
