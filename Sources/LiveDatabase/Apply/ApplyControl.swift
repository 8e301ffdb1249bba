internal import Glibc
package import Postgres
import Synchronization

/// A way to stop a running apply from another thread.
package final class ApplyControl: Sendable {
  private struct State {
    var isStopping = false
    var token: CancelToken?
  }
  private let state = Mutex(State())

  package init() {}

  /// Whether somebody asked to stop.
  package var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Lets the running statement end, then stops; its group is rolled back unless it is committed by then.
  package func stopAfterStatement() { state.withLock { $0.isStopping = true } }

  /// Cancels the running statement, then stops; blocks until the server has the request.
  ///
  /// - Throws: `PostgresError` when the request did not reach the server; the apply then stops after its statement.
  package func stopNow() throws(PostgresError) {
    // The lock is held for as long as the request is on its way, so it cannot hit a later statement, a ROLLBACK say.
    let failure: PostgresError? = state.withLock { state in
      state.isStopping = true
      do throws(PostgresError) { try state.token?.cancel() } catch { return error }
      return nil
    }
    if let failure { throw failure }
  }

  /// Waits in short pieces; less when somebody asks to stop.
  func pause(_ milliseconds: Int) {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while ContinuousClock.now < end, !isStopping { usleep(20_000) }
  }

  /// A statement begins that ``stopNow()`` may cancel; false, and it must not, when somebody asked to stop before.
  func begin(_ token: CancelToken?) -> Bool {
    state.withLock { state in
      if !state.isStopping { state.token = token }
      return !state.isStopping
    }
  }

  /// The statement is over; waits for a request to cancel that is on its way.
  func end() { state.withLock { $0.token = nil } }
}
