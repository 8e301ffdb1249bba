import Synchronization

/// How long one thing after the other takes.
final class Stopwatch: Sendable {
  private struct State {
    var current: (what: String, since: ContinuousClock.Instant)?
    var lines: [String] = []
  }

  private let state = Mutex(State())

  /// Ends what was going on and begins something else, in a few words.
  func begin(_ what: String) {
    let now = ContinuousClock.now
    state.withLock { state in
      Self.finish(&state, at: now)
      state.current = (what, now)
    }
  }

  /// Ends what was going on.
  ///
  /// - Returns: a line for each thing in their order: seconds with three decimals, `s`, and what it was.
  func end() -> [String] {
    let now = ContinuousClock.now
    return state.withLock { state in
      Self.finish(&state, at: now)
      return state.lines
    }
  }

  private static func finish(_ state: inout State, at now: ContinuousClock.Instant) {
    guard let (what, since) = state.current else { return }
    let milliseconds = Int((now - since) / .milliseconds(1))
    let rest = String(milliseconds % 1000)
    let padding = String(repeating: "0", count: 3 - rest.utf8.count)
    state.lines.append("\(milliseconds / 1000).\(padding)\(rest) s \(what)")
    state.current = nil
  }
}
