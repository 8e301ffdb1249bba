import Dispatch
package import MigrationCore
package import Postgres

/// Looks over a second connection at what the applying one is doing: how far an index build is, who holds the lock.
///
/// When it cannot connect, the apply goes on and simply has no progress to show.
package final class ApplyWatch: Sendable {
  /// How often it looks; a lock timeout is usually longer.
  private static let period = DispatchTimeInterval.milliseconds(200)

  private let ended = DispatchSemaphore(value: 0)
  private let feed: ApplyFeed

  /// Starts to look at the session `processID`, once some time has passed.
  init(
    _ parameters: ConnectionParameters, processID: Int32, after delay: DispatchTimeInterval = ApplyWatch.period,
    feed: ApplyFeed
  ) {
    self.feed = feed
    var parameters = parameters
    parameters.applicationName = "\(parameters.applicationName ?? "countersign") watch"
    DispatchQueue(label: "countersign.apply-watch").async { [self, parameters] in
      look(parameters, processID, after: delay)
    }
  }

  /// Tells of a session that runs no steps whom it waits for, once that takes a while; nobody when it has the lock.
  package convenience init(
    _ parameters: ConnectionParameters, of connection: borrowing Connection,
    tell: @escaping @Sendable ([LockHolder]) -> Void
  ) {
    self.init(
      parameters, processID: connection.backendProcessID, after: .seconds(2),
      feed: ApplyFeed { if case .waiting(let holders) = $0 { tell(holders) } })
  }

  /// Looks no more.
  package func end() { ended.signal() }

  private func look(_ parameters: ConnectionParameters, _ processID: Int32, after delay: DispatchTimeInterval) {
    var waiting: (step: StepID?, holders: [LockHolder]) = (nil, [])
    var told: (step: StepID, percent: Int)?
    var last = ContinuousClock.now
    guard ended.wait(timeout: .now() + delay) == .timedOut, let connection = try? Connection(parameters) else {
      return
    }
    repeat {
      let passed = ApplySession.milliseconds(since: last)
      last = .now
      let step = feed.runningStep
      guard
        let answers = try? connection.pipeline([
          Query(Self.holders, [Parameter(processID)]), Query(Self.progress, [Parameter(processID)]),
        ])
      else { return }
      let holders = answers[0].map(Self.holder)
      let isNews = holders != (waiting.step == step ? waiting.holders : [])
      waiting = (step, holders)
      guard let step else {
        if isNews { feed.betweenSteps(.waiting(on: holders)) }
        continue
      }
      if isNews { feed.aboutRunningStep(only: step) { .stepWaiting($0, on: holders) } }
      if !holders.isEmpty { feed.waited(passed, for: holders, step: step) }
      if let percent = answers[1].first?[0].flatMap({ Int($0) }), told?.step != step || told?.percent != percent {
        feed.aboutRunningStep(only: step) { .stepProgress($0, percent: percent) }
        told = (step, percent)
      }
    } while ended.wait(timeout: .now() + Self.period) == .timedOut
  }

  static func holder(_ row: Row) -> LockHolder {
    LockHolder(
      processID: row[0].flatMap { Int32($0) } ?? 0, user: row[1] ?? "", applicationName: row[2] ?? "",
      query: row[3] ?? "")
  }

  private static let holders = """
    SELECT b.pid, a.usename, a.application_name, left(a.query, 200)
    FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid) b
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY b.pid
    """
  private static let progress = """
    SELECT CASE WHEN blocks_total > 0 THEN blocks_done * 100 / blocks_total END
    FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1
    """
}
