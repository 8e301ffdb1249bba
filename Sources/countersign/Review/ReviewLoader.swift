import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import Synchronization

/// Finds out everything that a review shows and that takes time, and says each thing as soon as it is known.
final class ReviewLoader: Sendable {
  private let session: ReviewSession
  private let tell: @Sendable (ReviewerEvent) -> Void
  /// What the target told, until the rehearsal has seen more; nil before it was read.
  private let reviewed = Mutex<(facts: TargetFacts, isStale: Bool?)?>(nil)

  private let report = Mutex<RehearsalReport?>(nil)
  /// What the rehearsal found out; nil when there was none.
  var rehearsal: RehearsalReport? { report.withLock { $0 } }

  init(session: ReviewSession, tell: @escaping @Sendable (ReviewerEvent) -> Void) {
    self.session = session
    self.tell = tell
  }

  /// Verifies the sign-offs, reads the target, and rehearses the plan.
  func load(_ document: ReviewDocument) async {
    if session.plan.file.plan.steps.count > PlanOutline.fewSteps {
      tell(.outlined(PlanOutline(of: session.plan.file.plan), planHash: session.plan.file.hash))
    }
    tell(.signoffs(await session.signer.statuses(of: document, planHash: session.plan.file.hash)))
    guard let target = session.target else {
      let context = session.context(nil)
      tell(.assessed(.loaded(context.assessment(at: SystemClock.timestamp))))
      return tell(.findings(.loaded(RuleBook.findings(in: context))))
    }
    do {
      let original = try read(target)
      await tellCircumstances(document)
      await rehearse(original)
    } catch {
      fail(CommandFailure(explaining: error).message)
    }
  }

  /// The target's schema: its tree, its fingerprint, its sizes, and with these what each step means.
  private func read(_ target: ConnectionParameters) throws -> Rehearsal.Original {
    let connection = try Connection(target)
    let watch = session.watch(connection, target)
    defer { watch.end() }
    tell(.currentTree(.loading("reading the catalogs")))
    let snapshots = try session.check.read(over: connection)
    guard let snapshot = snapshots.first else { throw CommandFailure(.failed, "the plan is for no schema") }
    tell(.connected(database: snapshot.database))
    tell(.currentTree(.loaded(ObjectTree(schemas: snapshots.map(\.schema), source: .liveDatabase))))
    var original = try Rehearsal.original(
      of: snapshot.schema, snapshots.dropFirst().map(\.schema), for: session.plan.file.plan, over: connection)
    original.ignored = session.ignored
    do {
      var facts = try TargetFacts(snapshots, of: session.schemas, for: session.plan.file.plan, over: connection)
      session.readLedger(&facts, over: connection)
      let isStale = session.compare(snapshots).isStale
      func show() {
        let context = context(facts, isStale: isStale)
        tell(.findings(.loaded(RuleBook.findings(in: context))))
        tell(.impacts(.loaded(impacts(of: context))))
        tell(.assessed(.loaded(context.assessment(at: SystemClock.timestamp))))
        reviewed.withLock { [facts] in $0 = (facts, isStale) }
      }
      show()
      if try session.probe(&facts, over: connection) { show() }
    } catch {
      tell(.findings(.loaded(RuleBook.findings(in: session.context(nil)))))
      tell(.impacts(.unavailable("the sizes cannot be read: \(error)")))
      tell(.assessed(.unavailable("the sizes cannot be read: \(error)")))
    }
    // Once that is known, a sign-off waits for nothing but the reviewer.
    tell(.fingerprintChecked(session.compare(snapshots)))
    return original
  }

  private func context(_ facts: TargetFacts, isStale: Bool?) -> ReviewContext {
    var context = session.context(facts)
    context.isStale = isStale
    return context
  }

  /// What an environment's gates depend on besides the plan.
  private func tellCircumstances(_ document: ReviewDocument) async {
    guard session.environment != nil, let (facts, isStale) = reviewed.withLock({ $0 }) else { return }
    var found = Circumstances()
    do { found = try await session.circumstances(context(facts, isStale: isStale)) } catch {
      found.clock = .notRead(CommandFailure(explaining: error).message)
    }
    tell(.circumstances(found))
    let now = found.clock.now
    tell(.signoffs(await session.signer.statuses(of: document, planHash: session.plan.file.hash, now: now)))
  }

  private func impacts(of context: ReviewContext) -> [StepID: Impact] {
    Dictionary(uniqueKeysWithValues: context.steps.map { ($0.id, context.impact(of: $0)) })
  }

  /// Runs the plan on a scratch copy and shows where it leads and what it locked on the way.
  private func rehearse(_ original: Rehearsal.Original) async {
    guard session.rehearses else {
      tell(.desiredTree(.unavailable("not rehearsed, as --no-rehearsal asked")))
      return
    }
    do {
      let report = try await Rehearsal.run(session.plan.file.plan, on: original) { tell(.desiredTree(.loading($0))) }
      tell(.notes(report.notes + [report.statisticsNote].compactMap(\.self)))
      if let (target, isStale) = reviewed.withLock({ $0 }) {
        var facts = target
        facts.take(report.changedRows, of: session.plan.file.plan)
        var context = context(facts, isStale: isStale)
        let measured = impacts(of: context).map { id, impact in
          (id, report.steps[id].map { impact.measured($0) } ?? impact)
        }
        tell(.impacts(.loaded(Dictionary(uniqueKeysWithValues: measured))))
        context.rehearsalFailure = report.failure
        if report.failure != nil || !report.changedRows.isEmpty {
          tell(.findings(.loaded(RuleBook.findings(in: context))))
        }
      }
      self.report.withLock { $0 = report }
      let failure = report.failure.map { "step \($0.step) fails on a copy: \($0.message)" }
      if let desired = report.desired {
        tell(
          .desiredTree(.loaded(ObjectTree(schemas: [desired] + report.further, source: .rehearsal(failure: failure)))))
      } else {
        tell(.desiredTree(.unavailable(failure ?? "the rehearsed schema was not read")))
      }
    } catch {
      tell(.desiredTree(.unavailable("not rehearsed: \(CommandFailure(explaining: error).message)")))
    }
  }

  /// One reason for everything that the target would have told.
  private func fail(_ reason: String) {
    tell(.fingerprintChecked(.notChecked(reason)))
    tell(.findings(.loaded(RuleBook.findings(in: session.context(nil)))))
    let trees = try? session.plan.file.plan.trees()
    tell(.currentTree(trees.map { .loaded($0.current) } ?? .unavailable(reason)))
    tell(.desiredTree(trees.map { .loaded($0.desired) } ?? .unavailable(reason)))
    tell(.impacts(.unavailable(reason)))
    tell(.assessed(.unavailable(reason)))
  }
}

extension FingerprintState {
  /// Whether the target is another schema than the plan was made for; nil when that was not checked.
  var isStale: Bool? {
    switch self {
    case .matches: false
    case .differs: true
    case .checking, .notChecked: nil
    }
  }
}
