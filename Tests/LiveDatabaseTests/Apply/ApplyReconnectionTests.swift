import Dispatch
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import TestServer
import Testing

/// An apply that loses its connection finds out what happened and goes on by itself, or says why it does not.
@Suite struct ApplyReconnectionTests {
  let target: ConnectionParameters

  init() async throws {
    target = try await TestServer.database()
    try Connection(target).execute("CREATE TABLE a (id int); CREATE TABLE happened (what text);")
  }

  static let plan = [
    ["INSERT INTO happened VALUES ('one');", "SELECT 1;"],
    ["INSERT INTO happened VALUES ('two');", "SELECT 2;"],
    ["INSERT INTO happened VALUES ('three');", "ALTER TABLE a ADD COLUMN b int;"],
  ]

  /// Everything that was told, in order.
  final class Heard: Sendable {
    private let progress = Mutex<[ApplyProgress]>([])
    var all: [ApplyProgress] { progress.withLock { $0 } }
    func take(_ piece: ApplyProgress) { progress.withLock { $0.append(piece) } }
  }

  /// Applies on a thread of its own, as it blocks; `reacting` is called on it.
  func apply(
    _ groups: [[String]], ledger: LedgerStore.Place? = .target,
    _ reconnection: ReconnectionRule = ReconnectionRule(), _ start: ApplyOrder.Start = .beginning,
    reacting: @escaping @Sendable (ApplyProgress) -> Void
  ) async throws -> ApplyOutcome {
    let approved = try Policy.approve(ApplyResumeTests.file(groups), signoffs: [], confirmation: .automatic)
    let driver = ApplyDriver(
      target: target, check: FingerprintCheck(approved.file.plan, schemas: ["public"], ignoring: IgnoreRules()),
      ledger: ledger, limits: ApplyLimits(reconnection: reconnection), tell: reacting)
    let executor = Executor(name: "ann", login: "ann", machine: "here", role: "")
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          with: Result { try driver.run(approved, ApplyOrder(start: start, executor: executor, tool: "test")) })
      }
    }
  }

  /// Ends every other session of the database, as a server that stops does.
  static func cut(_ target: ConnectionParameters) {
    _ = try? Connection(target).query(
      """
      SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
  }

  var changes: [RecordedChange] { get throws { try LedgerStore(.target, target: target).changes() } }

  func happened() throws -> [String] {
    try Connection(target).query("SELECT what FROM happened ORDER BY 1").map { $0[0] ?? "" }
  }

  @Test(arguments: [StepID(group: 1, step: 1), StepID(group: 2, step: 2), StepID(group: 3, step: 2)])
  func aLostSessionIsReplacedAndNothingRunsTwice(_ step: StepID) async throws {
    let heard = Heard()
    let outcome = try await apply(Self.plan) { [target] progress in
      if progress == .stepStarted(step), !heard.all.contains(.stepStarted(step)) { Self.cut(target) }
      heard.take(progress)
    }
    #expect(outcome.ending == .applied, "\(outcome)")
    #expect(outcome.committedGroups == [1, 2, 3])
    #expect(try happened() == ["one", "three", "two"])
    #expect(heard.all.contains(.reconnected(committedGroups: Array(1..<step.group))))
    let change = try #require(try changes.first)
    #expect(
      change.isApplied && change.groups.map(\.group) == [1, 2, 3] && change.resumptions.map(\.executor.name) == ["ann"])
  }

  @Test func aBuildThatWasCutOffIsDoneAgain() async throws {
    let plan = [["SELECT 1;", "SELECT 2;"], ["CREATE INDEX CONCURRENTLY i ON a (id);"]]
    let once = Mutex(false)
    let outcome = try await apply(plan) { [target] progress in
      guard case .stepStarted(StepID(group: 2, step: 1)) = progress else { return }
      if !once.withLock({ value in
        defer { value = true }
        return value
      }) {
        Self.cut(target)
      }
    }
    #expect(outcome.ending == .applied, "\(outcome)")
    let valid = try Connection(target).query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass")
    #expect(valid.first?[0] == "t")
  }

  @Test func whatSomebodyChangedMeanwhileStopsIt() async throws {
    let outcome = try await apply(Self.plan) { [target] progress in
      switch progress {
      case .stepStarted(StepID(group: 2, step: 1)): Self.cut(target)
      case .connectionLost: _ = try? Connection(target).execute("ALTER TABLE a ADD COLUMN mine int")
      default: break
      }
    }
    #expect(outcome.committedGroups == [1])
    #expect(outcome.remarks.contains { $0.contains("somebody else changed what the plan touches: public.a") })
    #expect(try changes.first?.end?.outcome == .failed)
    #expect(try happened() == ["one"])
  }

  @Test func whoeverHoldsTheSchemasLockMeanwhileIsWaitedForAndNamed() async throws {
    let holder = Mutex<Int32>(0)
    let other = OtherSession(target)
    let outcome = try await apply(Self.plan, ReconnectionRule(patience: .seconds(2))) { [target] progress in
      switch progress {
      case .stepStarted(StepID(group: 2, step: 1)): Self.cut(target)
      case .connectionLost:
        let process = other.takeLock()
        holder.withLock { $0 = process }
      default: break
      }
    }
    #expect(outcome.remarks.contains { $0.contains("session \(holder.withLock { $0 }) ") }, "\(outcome)")
    // What it wrote stays as it was: the other one may be at it.
    #expect(try changes.first?.end == nil)
    #expect(try happened() == ["one"])
    other.end()
  }

  /// A session that another thread uses.
  final class OtherSession: Sendable {
    private let session: Mutex<Connection?>
    private let target: ConnectionParameters

    init(_ target: ConnectionParameters) {
      self.target = target
      session = Mutex(nil)
    }

    /// Takes the advisory lock of schema `public`, and says as which process.
    func takeLock() -> Int32 {
      session.withLock { session in
        guard let connection = try? Connection(target) else { return 0 }
        _ = try? connection.query("SELECT pg_advisory_lock(1129270867, hashtext('public'))")
        let process = connection.backendProcessID
        session = consume connection
        return process
      }
    }

    func end() { session.withLock { $0 = nil } }
  }

  @Test func aChangeThatSomebodyTookUpMeanwhileIsLeftToThem() async throws {
    let outcome = try await apply(Self.plan) { [target] progress in
      switch progress {
      case .stepStarted(StepID(group: 2, step: 1)): Self.cut(target)
      case .connectionLost:
        let ledger = LedgerStore(.target, target: target)
        guard let change = try? ledger.changes().first else { return }
        let eve = Executor(name: "eve", login: "eve", machine: "there", role: "eve")
        _ = try? ledger.append(.resumed(by: eve), change: change.id)
      default: break
      }
    }
    #expect(outcome.remarks.contains { $0.contains("was taken up by eve meanwhile") }, "\(outcome)")
    #expect(try happened() == ["one"])
    #expect(try changes.first?.end == nil)
  }

  @Test func whatMayHaveRunAndLeavesNoTraceIsNotSentAgain() async throws {
    let plan = [["INSERT INTO happened VALUES ('one');"], ["CREATE DATABASE \(target.database ?? "")_other;"]]
    let outcome = try await apply(plan) { [target] progress in
      if progress == .stepStarted(StepID(group: 2, step: 1)) { Self.cut(target) }
    }
    #expect(outcome.remarks.contains { $0.contains("whether step 2.1 ran is not known") }, "\(outcome)")
    #expect(outcome.remarks.contains { $0.contains("--ran 2.1") })
    #expect(try happened() == ["one"])
  }

  @Test func aStatementThatAlwaysEndsItsSessionIsGivenUp() async throws {
    let heard = Heard()
    let rule = ReconnectionRule(times: 2)
    let outcome = try await apply([["SELECT 1;", "SELECT pg_terminate_backend(pg_backend_pid());"]], rule) {
      heard.take($0)
    }
    guard case .failed(StepID(group: 1, step: 2), _) = outcome.ending else {
      Issue.record("\(outcome)")
      return
    }
    let losses = heard.all.filter { if case .connectionLost = $0 { true } else { false } }
    #expect(losses.count == 2)
    #expect(try changes.first?.end?.outcome == .failed)
  }

  @Test func withoutALedgerItStops() async throws {
    let heard = Heard()
    let outcome = try await apply(Self.plan, ledger: nil) { [target] progress in
      if progress == .stepStarted(StepID(group: 2, step: 1)) { Self.cut(target) }
      heard.take(progress)
    }
    #expect(outcome.committedGroups == [1])
    #expect(!heard.all.contains { if case .connectionLost = $0 { true } else { false } })
  }
}
