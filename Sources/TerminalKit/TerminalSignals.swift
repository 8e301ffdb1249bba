import CTerminalGuard
import Glibc

/// A signal that an event loop has to answer.
package enum TerminalSignal: Hashable, Sendable {
  /// The window has another size; ask the screen for it.
  case windowChanged
  /// The process goes on after a stop; the screen must be drawn again.
  case continued
  /// Somebody asks the process to stop, as ^Z does.
  case stop
  /// TERM, HUP, INT or QUIT: close the screen and exit with 128 and the number.
  case terminate(Int32)
}

/// The signals of an event loop as a descriptor to poll.
package struct TerminalSignals: ~Copyable {
  /// To be polled for input.
  package let fileDescriptor: Int32

  /// Keeps the signals for the descriptor, which the calling thread has to poll; other threads pass them on to it.
  package static func block() { terminal_guard_block_signals() }

  /// Lets the signals act again as they always do; for a command without an event loop.
  package static func unblock() { terminal_guard_unblock_signals() }

  /// Opens the descriptor.
  package init() throws(TerminalError) {
    fileDescriptor = terminal_guard_signal_descriptor()
    guard fileDescriptor >= 0 else { throw .systemCall("signalfd", reason: String(cString: strerror(errno))) }
  }

  deinit { close(fileDescriptor) }

  /// The next signal, without waiting; nil when there is none.
  package func next() -> TerminalSignal? {
    switch terminal_guard_next_signal(fileDescriptor) {
    case 0: nil
    case SIGWINCH: .windowChanged
    case SIGCONT: .continued
    case SIGTSTP: .stop
    case let number: .terminate(number)
    }
  }
}
