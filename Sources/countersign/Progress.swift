import Glibc
import Synchronization

/// What is going on, on one line of a terminal's standard error that the next word replaces; nothing elsewhere.
final class Progress: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1 && Output.environment("TERM") != "dumb"
  /// Whether a line stands there that has to go.
  private let isDirty = Mutex(false)

  /// Says what begins now, in a few words.
  func tell(_ words: String) {
    guard isShown else { return }
    isDirty.withLock { isDirty in
      Output.writeError("\r\u{1B}[K\(words)...")
      isDirty = true
    }
  }

  /// Says something that stays, in lines of its own, also where nobody watches.
  func interrupt(_ text: String) {
    end()
    Output.writeError("\(text)\n")
  }

  /// Takes the line away.
  func end() {
    isDirty.withLock { isDirty in
      if isDirty { Output.writeError("\r\u{1B}[K") }
      isDirty = false
    }
  }
}
