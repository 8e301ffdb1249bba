import Dispatch
import MigrationCore
import Postgres
import Synchronization

/// Looks over a second connection at what the applying one is doing: how far an index build is, who holds the lock.
///
/// It only looks. When it cannot connect, the apply goes on and simply has no progress to show.
final class ApplyWatch: Sendable {
  private struct State {
    var step: StepID?
    var isOver = false
  }
  private let state = Mutex(State())
  private let ended = DispatchSemaphore(value: 0)
  private let tell: @Sendable (ApplyProgress) -> Void

  /// Starts to look once a second at the session `processID`.
  init(
    _ parameters: ConnectionParameters, processID: Int32, tell: @escaping @Sendable (ApplyProgress) -> Void
  ) {
    self.tell = tell
    DispatchQueue(label: "countersign.apply-watch").async { [self] in look(parameters, processID) }
  }

  /// Which step what is seen belongs to; nil between steps.
  func follow(_ step: StepID?) { state.withLock { $0.step = step } }

  /// Looks no more.
  func end() {
    state.withLock { $0.isOver = true }
    ended.signal()
  }

  private func look(_ parameters: ConnectionParameters, _ processID: Int32) {
    guard let connection = try? Connection(parameters) else { return }
    var wasWaiting = false
    while ended.wait(timeout: .now() + 1) == .timedOut {
      guard let step = state.withLock({ $0.isOver ? nil : $0.step }) else { continue }
      guard
        let answers = try? connection.pipeline([
          Query(Self.holders, [Parameter(processID)]), Query(Self.progress, [Parameter(processID)]),
        ])
      else { return }
      let holders = answers[0].map { row in
        LockHolder(
          processID: row[0].flatMap { Int32($0) } ?? 0, user: row[1] ?? "", applicationName: row[2] ?? "",
          query: row[3] ?? "")
      }
      if !holders.isEmpty || wasWaiting { tell(.stepWaiting(step, on: holders)) }
      wasWaiting = !holders.isEmpty
      if let percent = answers[1].first?[0].flatMap({ Int($0) }) { tell(.stepProgress(step, percent: percent)) }
    }
  }

  private static let holders = """
    SELECT a.pid, a.usename, a.application_name, left(a.query, 200)
    FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS b(pid)
    JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY a.pid
    """
  private static let progress = """
    SELECT CASE WHEN blocks_total > 0 THEN blocks_done * 100 / blocks_total END
    FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1
    """
}
