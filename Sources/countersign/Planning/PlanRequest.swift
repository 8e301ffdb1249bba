import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import Synchronization
import TerminalKit

/// What a plan is to be made of: SQL files and a live database.
struct PlanRequest: Sendable {
  var files: [String]
  var schema: Identifier
  var target: ConnectionParameters
  /// Where the SQL is run.
  var place: ScratchPlace
  var strategy = PlanOptions.Strategy.online
  var keepsWhatIsNotDesired = false
  var included: [ObjectPattern] = []
  var excluded: [ObjectPattern] = []

  /// A plan, and what the person should know beside it.
  struct Made {
    var plan: Plan
    /// A sentence each.
    var notes: [String]
    var selection: PlanSelection
    /// What the plan does not see, of either side.
    var notManaged: [UnmanagedObject]
  }

  /// Makes the plan while this thread waits, shows what is going on, and says what there is to note.
  ///
  /// - Returns: the plan, its `source_diffs` included.
  /// - Throws: what ``make(tell:)`` throws; `EndedWith` after a signal, once everything is cleaned up.
  func plan() throws -> Plan {
    let progress = Progress()
    defer { progress.end() }
    let made = try Background.wait(isCancelledBySignals: true) { try await make { progress.tell($0) } }
    progress.end()
    Output.note(made)
    return made.plan
  }

  /// Reads both sides and plans the way from the one to the other; nothing of the target is touched.
  ///
  /// `tell` hears what is going on, in a few words.
  /// - Throws: what the modules throw; `CommandFailure` when something cannot be planned.
  func make(tell: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Made {
    let ignored = try IgnoreFile.read()
    let script = try SQLScript(paths: files, file: ScriptFile.onDisk)
    tell("reading the target")
    let target = try await readTarget(script, ignored)
    let desired = try await DesiredState.load(
      script, in: target.surroundings, ignoring: ignored, at: place, tell: tell)
    tell("planning")
    guard let current = desired.current.relative.first, let wanted = desired.relative.first,
      let qualified = desired.schemas.first
    else { throw CommandFailure(.failed, "schema \(schema.text) was not read") }
    var options = PlanOptions(role: target.surroundings.user)
    options.strategy = strategy
    options.keepsWhatIsNotDesired = keepsWhatIsNotDesired
    options.included = included
    options.excluded = excluded
    let outcome = Planner.plan(
      from: ignored.applied(to: current), to: ignored.applied(to: wanted), on: target.surroundings.serverVersion,
      options)
    let refusals = desired.refusals + outcome.refusals
    guard refusals.isEmpty else { throw Self.refusal(refusals) }
    let changes = desired.renaming + outcome.changes
    var plan = Plan(
      changes, schema: schema,
      createdAt: Output.environment("PGSCHEMA_TEST_TIME") ?? Clock.timestamp,
      sourceFingerprint: target.fingerprint.hash,
      countersign: nil)
    plan.countersign = try section(of: plan, changes, target, desired: qualified, ignored, outcome.selection)
    return Made(
      plan: plan, notes: desired.notes + LookAlikes.notes(from: current, to: wanted), selection: outcome.selection,
      notManaged: notManaged(current, wanted))
  }

  struct Target {
    var surroundings: Surroundings
    var fingerprint: PgschemaFingerprint
    /// What locks and work depend on; nil when somebody else's lock kept it from being read.
    var live: LiveFacts?
  }

  /// Whoever interrupts is not left waiting for somebody else's lock.
  private func readTarget(_ script: SQLScript, _ ignored: IgnoreRules) async throws -> Target {
    let running = RunningQuery()
    return try await withTaskCancellationHandler {
      try readTarget(script, ignored, running)
    } onCancel: {
      running.cancel()
    }
  }

  private func readTarget(_ script: SQLScript, _ ignored: IgnoreRules, _ running: RunningQuery) throws -> Target {
    let connection = try Connection(target)
    running.begin(connection.cancelToken)
    defer { running.end() }
    let snapshot = try CatalogReader.read(schema, ignoring: ignored, over: connection)
    try Task.checkCancellation()
    let relative = try CatalogReader.read([schema], names: .relative, over: connection)
    try Task.checkCancellation()
    let surroundings = try Surroundings(
      of: [snapshot.schema], relative: relative.schemas, words: script.words, over: connection)
    // Asking for a relation's size waits behind ACCESS EXCLUSIVE; a plan is of use without it.
    _ = try connection.execute("SET lock_timeout = '2s'")
    let live = try? ImpactReader.facts(of: [schema], on: connection)
    return Target(surroundings: surroundings, fingerprint: snapshot.fingerprint, live: live)
  }

  private func notManaged(_ current: DatabaseSchema, _ desired: DatabaseSchema) -> [UnmanagedObject] {
    Set(current.notManaged + desired.notManaged).sorted()
  }

  private static func refusal(_ refusals: [PlanRefusal]) -> CommandFailure {
    let lines = refusals.map { "\($0.object.kind.rawValue) \($0.object): \($0.reason); \($0.wayOut)" }
    guard let first = refusals.first else { return CommandFailure(.failed, "the change cannot be planned") }
    if refusals.count == 1 {
      return CommandFailure(
        .failed, "\(first.object.kind.rawValue) \(first.object): \(first.reason)", hint: first.wayOut)
    }
    return CommandFailure(
      .failed, "\(refusals.count) changes cannot be planned:\n  \(lines.joined(separator: "\n  "))")
  }
}

/// A session whose query another thread may cancel.
private final class RunningQuery: Sendable {
  private let token = Mutex<CancelToken?>(nil)

  func begin(_ token: CancelToken?) { self.token.withLock { $0 = token } }
  func end() { token.withLock { $0 = nil } }
  func cancel() { token.withLock { try? $0?.cancel() } }
}

extension Output {
  /// Says on standard error what there is to know beside a plan.
  static func note(_ made: PlanRequest.Made) {
    for note in made.notes { writeError("note: \(Sanitizer.plainText(note))\n") }
    note(made.selection.leftOut, is: "is not planned", are: "are not planned", "as the command line asked")
    note(
      made.selection.needed, is: "is planned", are: "are planned",
      "although the command line asked for none, because others need it")
    note(made.notManaged, "not managed and not planned for")
  }

  /// Tells on standard error what became of some changes, and names them, a line each.
  private static func note(_ changes: [StepLabel], is: String, are: String, _ reason: String) {
    guard !changes.isEmpty else { return }
    let number = changes.count == 1 ? "1 change \(`is`)" : "\(changes.count) changes \(are)"
    let lines = changes.map { "  \(Sanitizer.plainText($0.description))\n" }.joined()
    writeError("note: \(number), \(reason)\n\(lines)")
  }
}
