import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import Synchronization

/// Looks at every database that the plan may go to: the one under review, and those of the environments.
struct TargetReader: Sendable {
  private let sessions: [(name: String, session: ReviewSession)]

  init(_ session: ReviewSession) {
    let shown = session.environment?.name
    var sessions: [(String, ReviewSession)] = []
    if let target = session.target { sessions.append((shown ?? session.targetName ?? target.description, session)) }
    for environment in session.configuration.environments where environment.name != shown {
      var other = session
      other.target = .named(by: environment.dsn)
      other.environment = environment
      other.schemas = environment.schemas.isEmpty ? session.schemas : environment.schemas.map { Identifier($0) }
      sessions.append((environment.name, other))
    }
    self.sessions = sessions
  }

  /// Reads all at the same time, so that one that does not answer keeps nobody waiting.
  ///
  /// - Parameter tell: is given all of them whenever something is known of one.
  func start(tell: @escaping @Sendable ([TargetStanding]) -> Void) {
    let first = sessions.map { TargetStanding(name: $0.name, found: .loading("connecting")) }
    let standings = Shared(first)
    tell(first)
    for (place, subject) in sessions.enumerated() {
      Background.start {
        let found: Loadable<TargetStanding.Found>
        var session = subject.session
        session.onWait = { tell(standings.take(.loading(ApplyLines.waitingInOneLine($0)), at: place)) }
        do { found = .loaded(try Self.read(session)) } catch {
          found = .unavailable(CommandFailure(explaining: error).message)
        }
        tell(standings.take(found, at: place))
      }
    }
  }

  private final class Shared: Sendable {
    private let standings: Mutex<[TargetStanding]>

    init(_ standings: [TargetStanding]) { self.standings = Mutex(standings) }

    func take(_ found: Loadable<TargetStanding.Found>, at place: Int) -> [TargetStanding] {
      standings.withLock { standings in
        // Who watches for what is waited for may have its word only after the answer.
        if standings[place].found.isLoading { standings[place].found = found }
        return standings
      }
    }
  }

  private static func read(_ session: ReviewSession) throws -> TargetStanding.Found {
    guard let target = session.target else { throw CommandFailure(.usage, "no database was named") }
    let connection = try Connection(target)
    let watch = session.watch(connection, target)
    defer { watch.end() }
    let snapshots = try session.check.read(over: connection)
    let context = session.context(
      try TargetFacts(snapshots, of: session.schemas, for: session.plan.file.plan, over: connection))
    let version = ServerVersion(number: connection.serverVersion)
    return TargetStanding.Found(
      server: "\(snapshots.first?.database ?? ""), PostgreSQL \(version)",
      fingerprint: session.compare(snapshots),
      impacts: Dictionary(uniqueKeysWithValues: context.steps.map { ($0.id, context.impact(of: $0)) }),
      history: history(session, target, context, over: connection))
  }

  private static func history(
    _ session: ReviewSession, _ target: ConnectionParameters, _ context: ReviewContext,
    over connection: borrowing Connection
  ) -> Loadable<PlanHistory> {
    do {
      let asked = try LedgerTarget(
        environment: session.environment?.name ?? "", schemas: session.schemas, over: connection)
      // A ledger may be that of several databases.
      let changes = try LedgerStore(session.configuration.ledgerPlace, target: target).changes()
        .filter { $0.beginning.target.isSame(as: asked) }
      let touched = context.steps.map { ($0.id, $0.facts.changedNames.sorted().map { TouchedObject.name(of: $0) }) }
      return .loaded(
        PlanHistory(
          of: session.plan.file.hash, touching: Dictionary(uniqueKeysWithValues: touched), in: changes))
    } catch { return .unavailable(CommandFailure(explaining: error).message) }
  }
}
