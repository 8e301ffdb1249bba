package import MigrationCore

extension RecordedFacts {
  /// Reads what a ledger tells of a plan and its target.
  ///
  /// - Parameters:
  ///   - file: the plan; nil for SQL files, of which no run is recorded.
  ///   - target: where it would run.
  ///   - found: the target as it is.
  ///   - ledger: what was recorded.
  /// - Throws: ``LedgerError`` when the ledger, or a snapshot in it, cannot be read.
  package init(
    of file: PlanFile?, for target: LedgerTarget, _ found: TargetState, in ledger: LedgerStore
  ) throws(LedgerError) {
    let history = try ledger.history()
    self.init(try Self.standing(of: target, found, file?.hash, history, ledger))
    work = history.changes.filter { $0.beginning.target.isOnServer(of: target) }.flatMap(\.recordedWork)
    let runs = history.changes.filter { $0.isApplied && $0.beginning.target.isSame(as: target) }
    appliedPlans = Set(runs.map(\.beginning.planHash))
    guard let file else { return }
    sameRun = runs.last { $0.beginning.planHash == file.hash }.map(Event.init)
    guard sameRun == nil, !file.plan.createdAt.isEmpty else { return }
    for run in runs.reversed() where try ledger.isEarlierText(of: file, run.beginning.planHash) {
      editedRun = Event(run)
      return
    }
  }

  private static func standing(
    of target: LedgerTarget, _ found: TargetState, _ hash: String?, _ history: RecordedHistory, _ ledger: LedgerStore
  ) throws(LedgerError) -> Standing {
    let standing = history.standing(of: target)
    if let open = standing.unfinished {
      return .unfinished(Event(open), isSamePlan: open.beginning.planHash == hash)
    }
    guard let recorded = standing.state, let event = standing.event.map(Event.init) else { return .neverRecorded }
    guard recorded.catalogHashes != found.state.catalogHashes else { return .asRecorded(event) }
    let drift = try found.drift(from: recorded, in: ledger)
    return .drifted(since: event, objects: drift.map { $0.objects.map { "\($0.title) \($0.change.rawValue)" } })
  }
}

extension RecordedFacts.Event {
  fileprivate init(_ change: RecordedChange) { self.init(id: change.id, at: change.lastWrittenAt) }

  fileprivate init(_ event: RecordedHistory.Event) {
    switch event {
    case .change(let change): self.init(change)
    case .adoption(let adoption): self.init(id: adoption.id, at: adoption.at)
    case .waiver(let waiver): self.init(id: waiver.id, at: waiver.at)
    }
  }
}

extension LedgerStore {
  /// Whether what is kept under `hash` is the same plan in other words: made at the same moment for the same schema.
  fileprivate func isEarlierText(of file: PlanFile, _ hash: String) throws(LedgerError) -> Bool {
    let bytes = try content(hash)
    // Most plans were made at other moments; that is told without reading them.
    guard bytes.firstRange(of: Array(file.plan.createdAt.utf8)) != nil, let kept = try? PlanFile(bytes) else {
      return false
    }
    return kept.plan.createdAt == file.plan.createdAt && kept.plan.sourceFingerprint == file.plan.sourceFingerprint
  }
}

extension LedgerTarget {
  /// Whether the databases are of one server; where that is not known, whether they are the same.
  fileprivate func isOnServer(of other: Self) -> Bool {
    let (own, others) = (system.prefix { $0 != "." }, other.system.prefix { $0 != "." })
    return own.isEmpty ? system == other.system : own == others
  }
}

extension RecordedChange {
  /// What its steps worked on, and for how long.
  fileprivate var recordedWork: [RecordedWork] {
    groups.flatMap(\.steps).compactMap { run in
      guard let work = run.work, let kind = WorkClass(rawValue: work.kind) else { return nil }
      return RecordedWork(
        kind, rows: work.rows, bytes: work.bytes,
        seconds: Double(max(1, run.milliseconds - run.lockWaitMilliseconds)) / 1000, change: id, step: run.step)
    }
  }
}
