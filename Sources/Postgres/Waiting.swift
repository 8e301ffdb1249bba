import CLibpq
import Glibc

/// Waits until one of `events` is possible on `socket`.
///
/// Returns the events that are (with POLLERR and POLLHUP, which count as any), or 0 when `deadline` has passed. Signals
/// only interrupt the wait for the time that their handler takes.
func waitForSocket(_ socket: Int32, _ events: Int32, until deadline: ContinuousClock.Instant? = nil) -> Int32 {
  var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
  while true {
    let milliseconds = deadline.map { max(0, ($0 - .now) / .milliseconds(1)).rounded(.up) }
    let ready = poll(&entry, 1, milliseconds.map { Int32(min($0, 1e9)) } ?? -1)
    if ready > 0 { return Int32(entry.revents) }
    if ready == 0 { return 0 }
    // Anything but an interruption shows up again, with its message, in the libpq call that follows.
    if errno != EINTR { return events }
  }
}

extension Connection {
  /// Takes what the server has sent by now, without waiting for more.
  func readWhatIsThere() {
    // When one of these fails, PQgetResult has the reason.
    _ = PQflush(handle)
    _ = PQconsumeInput(handle)
  }

  /// Sends what is still unsent and reads until the next result is complete, or until the session is lost.
  ///
  /// Reading while sending is what keeps a long pipeline from stopping when both sides' buffers are full.
  func waitForResult() {
    while true {
      let unsent = PQflush(handle)
      guard PQisBusy(handle) == 1 else { return }
      let possible = waitForSocket(PQsocket(handle), unsent == 1 ? POLLIN | POLLOUT : POLLIN)
      guard possible & ~POLLOUT != 0 else { continue }
      // When this fails, PQgetResult has the reason.
      guard PQconsumeInput(handle) == 1 else { return }
    }
  }
}
