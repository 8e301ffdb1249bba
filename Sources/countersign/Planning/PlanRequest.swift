import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import Synchronization
import TerminalKit

/// What a plan is to be made of: where it is to lead, and a live database.
struct PlanRequest: Sendable {
  var goal: PlanGoal
  /// At least one; the first is where unqualified names land.
  var schemas: [Identifier]
  var target: ConnectionParameters
  /// Where the SQL is run.
  var place: ScratchPlace
  var strategy = PlanOptions.Strategy.online
  var keepsWhatIsNotDesired = false
  var included: [ObjectPattern] = []
  var excluded: [ObjectPattern] = []
  /// Whether the plan is run on an empty copy of the target before anybody sees it.
  var isTried = true
  /// Whether the way back is planned, too.
  var isReversed = false

  /// The first schema.
  var schema: Identifier { schemas.first ?? "public" }

  /// A plan, and what the person should know beside it.
  struct Made {
    var plan: Plan
    /// The way back, where it was asked for.
    var reversal: Plan?
    /// A sentence each.
    var notes: [String]
    var selection: PlanSelection
    /// What the plan does not see, of either side.
    var notManaged: [UnmanagedObject]
  }

  /// Makes the plan while this thread waits, shows what is going on, and says what there is to note.
  ///
  /// With `isTimed` it says on standard error how long each thing took.
  /// - Returns: the plan, its `source_diffs` included.
  /// - Throws: what ``make(tell:)`` throws; `EndedWith` after a signal, once everything is cleaned up.
  func makeNow(isTimed: Bool = false) throws -> Made {
    let progress = Progress()
    let stopwatch = Stopwatch()
    defer { progress.end() }
    let made = try Background.wait(isCancelledBySignals: true) {
      try await make(waiting: { progress.interrupt(ApplyLines.waiting($0)) }) {
        progress.tell($0)
        stopwatch.begin($0)
      }
    }
    progress.end()
    Output.note(made)
    if isTimed { for line in stopwatch.end() { Output.writeError("time: \(line)\n") } }
    return made
  }

  /// Reads both sides and plans the way from the one to the other; nothing of the target is touched.
  ///
  /// `tell` hears what is going on, in a few words, `waiting` who keeps it from reading the target.
  /// - Throws: what the modules throw; `CommandFailure` when something cannot be planned.
  func make(
    waiting: @escaping @Sendable ([LockHolder]) -> Void = { _ in },
    tell: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> Made {
    let ignored = try IgnoreFile.read()
    let script = try goal.script()
    tell("reading the target")
    // Whoever interrupts is not left waiting for somebody else's lock.
    let running = RunningQueries()
    return try await withTaskCancellationHandler {
      let surroundings = try readSurroundings(script, running, waiting)
      try Task.checkCancellation()
      // Nobody needs the rest before the SQL has run.
      let reading = Meanwhile { try readTarget(surroundings, ignored, running, waiting) }
      do {
        return try await DesiredState.load(
          script, in: surroundings, ignoring: ignored, at: place, whole: { try reading.value().surroundings },
          tell: tell
        ) { desired, trial in
          tell("planning")
          var made = try made(of: desired, try reading.value(), ignored)
          guard isTried, !made.plan.groups.isEmpty else { return made }
          tell("trying the plan on an empty copy")
          try check(&made, with: trial, desired, ignored)
          return made
        }
      } catch {
        running.cancel()
        throw error
      }
    } onCancel: {
      running.cancel()
    }
  }

  private func made(of desired: DesiredSchemas, _ target: Target, _ ignored: IgnoreRules) throws -> Made {
    let (current, wanted) = (desired.current.relative, desired.relative)
    let server = target.surroundings.serverVersion
    let (old, new) = (current.map(ignored.applied), wanted.map(ignored.applied))
    let options = options(target.surroundings)
    let (outcome, reversal) = try simultaneously(
      { Planner.plan(from: old, to: new, on: server, options) },
      { Reversal(of: old, to: new, on: server, options) })
    try require(desired.refusals + outcome.refusals)
    let changes = desired.renaming + outcome.changes
    var plan = plan(of: changes, sourceFingerprint: target.fingerprints.first?.hash)
    let changesBack = reversal.outcome.changes + desired.renamingBack
    let renames = Dictionary(zip(desired.renaming, desired.renamingBack.reversed())) { first, _ in first }
    var note: ReversalNote?
    switch goal {
    case .files: note = isReversed ? ReversalNote(reversal, undoing: plan, of: changes) : nil
    case .before(let beginning): note = ReversalNote(Reversal(of: new, to: old, on: server, options), of: beginning)
    }
    // A plan that leaves changes out does not lead where the way back begins.
    let isWhole = outcome.selection.leftOut.isEmpty
    plan.countersign = try section(
      of: plan, changes, target, from: target.surroundings.schemas,
      to: zip(zip(target.surroundings.schemas, desired.current.schemas), desired.schemas).map { current, desired in
        desired.keepingData(of: current.0).keepingSchema(of: current.0)
          .keepingColumnOrder(of: current.1, after: changes)
      },
      ignored,
      leavingOut: outcome.selection.leftOut,
      undoing: StepReversal.all(of: changes, back: isWhole ? changesBack : [], renames: renames, schema: schema),
      reversal: note)
    var made = Made(
      plan: plan,
      notes: goal.notes + desired.notes + zip(current, wanted).flatMap { LookAlikes.notes(from: $0, to: $1) },
      selection: outcome.selection,
      notManaged: Set((current + wanted).flatMap(\.notManaged)).sorted())
    guard isReversed else { return made }
    try require(reversal.outcome.refusals, "the way back cannot be planned", hint: "leave --output-reverse out")
    var back = self.plan(of: changesBack, sourceFingerprint: nil)
    // What the tables are like then nobody knows yet.
    let later = Target(surroundings: target.surroundings, fingerprints: [], live: nil)
    note?.role = .leadsBack
    let renamesBack = Dictionary(renames.map { ($0.value, $0.key) }) { first, _ in first }
    back.countersign = try section(
      of: back, changesBack, later, from: desired.schemas, to: target.surroundings.schemas, ignored,
      undoing: StepReversal.all(of: changesBack, back: changes, renames: renamesBack, schema: schema), reversal: note,
      isBeginningKnown: false)
    made.reversal = back
    return made
  }

  private func plan(of changes: [PlannedChange], sourceFingerprint: String?) -> Plan {
    Plan(
      changes, schema: schema, createdAt: Output.environment("PGSCHEMA_TEST_TIME") ?? SystemClock.timestamp,
      sourceFingerprint: sourceFingerprint, countersign: nil)
  }

  /// How the plan is to be made.
  func options(_ surroundings: Surroundings) -> PlanOptions {
    var options = PlanOptions(role: surroundings.user)
    options.strategy = strategy
    options.keepsWhatIsNotDesired = keepsWhatIsNotDesired
    options.isWayBack = goal.saysAllRights
    options.included = included
    options.excluded = excluded
    return options
  }

  struct Target {
    var surroundings: Surroundings
    /// Of each schema.
    var fingerprints: [PgschemaFingerprint]
    /// What locks and work depend on, sizes apart; nil of what is not there yet.
    var live: LiveFacts?
  }

  /// What the SQL runs in.
  private func readSurroundings(
    _ script: SQLScript, _ running: RunningQueries, _ waiting: @escaping @Sendable ([LockHolder]) -> Void
  ) throws -> Surroundings {
    try reading(running, waiting) { connection in
      let snapshot = try CatalogReader.readAlone(schemas, over: connection)
      return try Surroundings(of: schemas.map(snapshot.schema), words: script.words, over: connection)
    }
  }

  /// All of the target that the plan depends on.
  private func readTarget(
    _ surroundings: Surroundings, _ ignored: IgnoreRules, _ running: RunningQueries,
    _ waiting: @escaping @Sendable ([LockHolder]) -> Void
  ) throws -> Target {
    try reading(running, waiting) { connection in
      let snapshot = try CatalogReader.read(schemas, fingerprinting: schema, ignoring: ignored, over: connection)
      let found = try schemas.map(snapshot.schema)
      var fingerprints = snapshot.fingerprint.map { [$0] } ?? []
      for schema in schemas.dropFirst() {
        fingerprints.append(try CatalogReader.read(schema, ignoring: ignored, over: connection).fingerprint)
      }
      let relative = try CatalogReader.read(schemas, names: .relative, over: connection).schemas
      return Target(
        surroundings: try surroundings.completed(with: found, relative: relative, over: connection),
        fingerprints: fingerprints,
        live: try ImpactReader.facts(of: schemas, measuresSizes: false, on: connection))
    }
  }

  /// Reads in a session of its own, which can be cancelled, and says whom it waits for.
  private func reading<Value>(
    _ running: RunningQueries, _ waiting: @escaping @Sendable ([LockHolder]) -> Void,
    _ body: (borrowing Connection) throws -> Value
  ) throws -> Value {
    let connection = try Connection(target)
    try running.begin(connection.cancelToken)
    let watch = ApplyWatch(target, of: connection, tell: waiting)
    defer { watch.end() }
    return try body(connection)
  }

  /// Nothing that is refused may be left out in silence.
  private func require(
    _ refusals: [PlanRefusal], _ whatFails: String? = nil, hint: String? = nil
  ) throws(CommandFailure) {
    guard let first = refusals.first else { return }
    let begin = whatFails.map { "\($0): " } ?? ""
    if refusals.count == 1 {
      throw CommandFailure(
        .failed, "\(begin)\(first.object.kind.rawValue) \(first.object): \(first.reason)", hint: hint ?? first.wayOut)
    }
    let lines = refusals.map { "\($0.object.kind.rawValue) \($0.object): \($0.reason); \($0.wayOut)" }
    throw CommandFailure(
      .failed, "\(begin)\(refusals.count) changes cannot be planned:\n  \(lines.joined(separator: "\n  "))",
      hint: hint ?? "")
  }
}

/// Sessions whose queries another thread may cancel, and none once that has happened.
private final class RunningQueries: Sendable {
  private let state = Mutex<(tokens: [CancelToken], isCancelled: Bool)>(([], false))

  /// Adds a session.
  ///
  /// - Throws: `CancellationError` when it comes too late.
  func begin(_ token: CancelToken?) throws {
    try state.withLock {
      guard !$0.isCancelled else { throw CancellationError() }
      $0.tokens += [token].compactMap { $0 }
    }
  }

  /// Cancels what runs; a session that has ended does not mind.
  func cancel() {
    state.withLock {
      $0.isCancelled = true
      for token in $0.tokens { try? token.cancel() }
    }
  }
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
