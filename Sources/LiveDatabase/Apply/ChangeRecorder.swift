import MigrationCore
import Postgres

/// Writes into the ledger what an apply does; does nothing where nothing is to be recorded.
final class ChangeRecorder {
  private let store: LedgerStore?
  /// Where the changes are made.
  private let target: ConnectionParameters
  /// The number of the change that runs.
  private(set) var change: Int?
  /// How often the change had been taken up when this run began to record.
  private(set) var resumptions = 0
  /// The steps of the group that runs, as far as they are done.
  private var steps: [StepRun] = []
  /// What the steps had to work on before the plan ran.
  var work: [StepID: StepWork] = [:]

  init(_ store: LedgerStore?, of target: ConnectionParameters) {
    self.store = store
    self.target = target
  }

  var isRecording: Bool { store != nil }

  /// Makes the ledger where there is none yet.
  func prepare() throws(LedgerError) { try store?.prepare() }

  /// The changes of this target that are open, the oldest first.
  func openChanges(of target: LedgerTarget) throws(LedgerError) -> [RecordedChange] {
    try changes(of: target).filter(\.isOpen)
  }

  /// The last run of the plan with this hash on this target.
  func lastChange(ofPlan hash: String, on target: LedgerTarget) throws(LedgerError) -> RecordedChange? {
    try changes(of: target).last { $0.beginning.planHash == hash }
  }

  /// Of the very database: a change that stopped in another one of the same name is not gone on with here.
  private func changes(of target: LedgerTarget) throws(LedgerError) -> [RecordedChange] {
    try store?.changes().filter { $0.beginning.target.isSameDatabase(as: target) } ?? []
  }

  /// Keeps the text of what was found beside its hashes.
  func keep(_ state: TargetState) throws(LedgerError) -> RecordedState {
    guard let store else { return state.state }
    return try state.keep(in: store)
  }

  /// Says that the plan is let pass a closed gate.
  func waive(_ waiver: Waiver) throws(LedgerError) { try store?.append(.waived(waiver)) }

  /// Keeps the plan's bytes and says that it begins.
  func begin(_ beginning: ChangeBeginning, plan: PlanFile) throws(LedgerError) {
    guard let store else { return }
    try store.store(content: plan.bytes)
    change = try store.append(.began(beginning)).id
  }

  /// Says that a change is taken up again, and what it rests on.
  func resume(
    _ change: RecordedChange, by executor: Executor, _ signoffs: [RecordedSignoff]
  ) throws(LedgerError) {
    self.change = change.id
    resumptions = change.resumptions.count + 1
    try append(.resumed(by: executor, signoffs: signoffs))
  }

  /// Says that the rest of a change is not going to run.
  func abandon(_ id: Int, _ reason: String, _ signoff: RecordedSignoff? = nil) throws(LedgerError) {
    try store?.append(
      .ended(ChangeEnd(outcome: .abandoned, after: nil, message: reason, signoff: signoff)), change: id)
  }

  func append(_ record: LedgerRecord) throws(LedgerError) {
    guard let store, let change else { return }
    try store.append(record, change: change)
  }

  /// A group is begun, again perhaps.
  func startGroup() { steps = [] }

  func ran(_ step: StepRun) {
    var step = step
    step.work = work[step.step]
    steps.append(step)
  }

  /// The row that says that the group is done.
  private func record(of group: Int, _ touched: [TouchedObject]) -> LedgerRecord {
    .ran(GroupRun(group: group, steps: steps, touched: touched))
  }

  /// Says, in the transaction that is open on `connection` where that is possible, that the group is done.
  ///
  /// Where it is not, says that it is about to be committed, and by which transaction; ``afterCommit(_:_:)`` says the rest.
  func beforeCommit(
    _ group: Int, _ touched: [TouchedObject], over connection: borrowing Connection
  ) throws {
    guard let store, let change else { return }
    if store.sharesTransactions {
      try store.append([record(of: group, touched)], change: change, over: connection)
    } else {
      let transaction = try connection.query(Self.transaction).first?[0] ?? ""
      keepNumber()
      try store.append(.committing(group: group, transaction: transaction), change: change)
    }
  }

  /// Has the target write down what the open transaction did so far: after a crash another one could get its number else.
  ///
  /// Another session's commit does that, of something that leaves nothing. Without one to be had, the number is most
  /// likely not given again all the same.
  private func keepNumber() {
    guard let session = try? Connection(target) else { return }
    _ = try? session.execute(
      """
      BEGIN;
      SELECT pg_catalog.set_config('synchronous_commit', 'local', true)
        WHERE pg_catalog.current_setting('synchronous_commit') = 'off';
      SELECT pg_catalog.lo_unlink(pg_catalog.lo_create(0));
      COMMIT
      """)
  }

  func afterCommit(_ group: Int, _ touched: [TouchedObject]) throws(LedgerError) {
    guard let store, !store.sharesTransactions else { return }
    try done(group, touched)
  }

  /// Says that a group is done that ran without a transaction, or was found to be done.
  func done(_ group: Int, _ touched: [TouchedObject]) throws(LedgerError) {
    try append(record(of: group, touched))
  }

  /// The transaction, after the timeline on which it is: another primary may give its number to another one.
  static let transaction = """
    SELECT pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8) || '/'
      || pg_catalog.pg_current_xact_id()
    """

  /// Whether the target committed `transaction`, which a crash may have undone so that its number is still to be given,
  /// and which was announced by ``beforeCommit(_:_:over:)``.
  ///
  /// - Throws: ``ApplyError`` when it cannot say.
  static func wasCommitted(
    _ transaction: String, over connection: borrowing Connection
  ) throws(ApplyError) -> Bool {
    let parts = transaction.split(separator: "/")
    guard parts.count == 2 else { throw .commitUnknown(transaction, reason: "it is no number of one") }
    let answer: Rows
    do {
      answer = try connection.query(
        """
        SELECT pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8) = $1,
          CASE WHEN $2::pg_catalog.xid8 >= pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())
            THEN 'aborted' ELSE pg_catalog.pg_xact_status($2::pg_catalog.xid8) END
        """, [Parameter(String(parts[0])), Parameter(String(parts[1]))])
    } catch { throw .commitUnknown(transaction, reason: error.message) }
    guard answer.first?[0] == "t" else {
      throw .commitUnknown(transaction, reason: "another server has taken over since")
    }
    switch answer.first?[1] {
    case "committed": return true
    case "aborted": return false
    case "in progress": throw .stillCommitting(transaction)
    default: throw .commitUnknown(transaction, reason: "it was too long ago")
    }
  }
}
