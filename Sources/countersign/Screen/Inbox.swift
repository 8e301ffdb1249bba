import Glibc
import Synchronization

/// Where background work leaves what it has to say to the event loop, which sleeps until somebody does.
final class Inbox<Event: Sendable>: Sendable {
  /// Readable when there is something to take; for poll(2).
  let descriptor: Int32
  private let wake: Int32
  private let waiting = Mutex<[Event]>([])

  /// Opens the pipe that wakes the loop.
  ///
  /// - Throws: `CommandFailure` when the process has no file descriptor left.
  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw CommandFailure(.failed, "no pipe for the event loop: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, wake) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(wake)
  }

  /// Leaves an event; from any thread.
  func post(_ event: Event) {
    waiting.withLock { $0.append(event) }
    var byte: UInt8 = 1
    // A full pipe is as good as a written one: the loop is going to wake.
    _ = write(wake, &byte, 1)
  }

  /// Everything that was left since the last time, in order.
  func take() -> [Event] {
    var drained = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &drained, drained.count) > 0 {}
    return waiting.withLock { events in
      let taken = events
      events = []
      return taken
    }
  }
}
