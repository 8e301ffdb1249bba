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
    let token = state.withLock { state in
      state.isStopping = true
      return state.token
    }
    try token?.cancel()
  }

  /// What ``stopNow()`` cancels.
  func watch(_ token: CancelToken?) { state.withLock { $0.token = token } }
}
