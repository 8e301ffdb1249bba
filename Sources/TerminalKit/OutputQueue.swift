import Glibc

/// Bytes on their way to a terminal that may be slow; nothing here ever waits, except `drain`.
struct OutputQueue {
  private let terminal: Int32
  private var bytes: [UInt8] = []
  private var sent = 0
  /// The terminal is gone; what is written is dropped.
  private(set) var isBroken = false

  init(terminal: Int32) { self.terminal = terminal }

  /// Whether bytes are left that the terminal did not take.
  var isEmpty: Bool { bytes.isEmpty }

  /// Adds bytes and writes what the terminal takes now: in one write when it takes all.
  mutating func send(_ more: some Sequence<UInt8>) {
    guard !isBroken else { return }
    bytes += more
    pump()
  }

  /// Writes what the terminal takes now.
  mutating func pump() {
    while sent < bytes.count {
      let written = bytes.withUnsafeBytes { write(terminal, $0.baseAddress.map { $0 + sent }, $0.count - sent) }
      if written > 0 {
        sent += written
      } else if errno == EINTR {
        continue
      } else if errno == EAGAIN {
        return
      } else {
        isBroken = true
        break
      }
    }
    bytes.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Waits until everything is written, half a second at most; false when something was dropped.
  mutating func drain() -> Bool {
    var patience = 10
    while !isEmpty, patience > 0 {
      var ready = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      _ = poll(&ready, 1, 50)
      pump()
      patience -= 1
    }
    defer {
      bytes.removeAll()
      sent = 0
    }
    return isEmpty && !isBroken
  }
}
