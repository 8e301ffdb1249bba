import Foundation
import Glibc
import Synchronization

/// Stands between a program and its PostgreSQL server and makes something go wrong at one chosen moment.
///
/// A moment is a piece of bytes that goes one way or the other, counted from one over all connections. Sessions that
/// only look (their application name ends in `watch`) pass uncounted, so that one run is like the next.
final class FaultProxy: Sendable {
  /// What to do with the piece of bytes at the chosen moment.
  enum Verdict {
    case pass, cut
    /// Nothing of this session goes on any more, either way; after a while it is cut.
    case swallow
  }

  /// Where it happens.
  struct Moment {
    /// The process of the session on the server; nil before the session is ready.
    var backend: Int32?
    /// Whether the bytes come from the program.
    var isRequest: Bool
  }

  private struct State {
    var count = 0
    var hasFired = false
  }

  /// The folder of its socket.
  let folder: String
  private let listener: Int32
  private let server: String
  private let point: Int
  private let fault: @Sendable (Moment) -> Verdict
  private let afterwards: @Sendable () -> Void
  private let state = Mutex(State())

  /// Listens in a new folder and forwards to the server whose socket is in `serverFolder`.
  ///
  /// `fault` is called before the piece of that moment goes on, `afterwards` after it has.
  init(
    to serverFolder: String, at point: Int, fault: @escaping @Sendable (Moment) -> Verdict,
    afterwards: @escaping @Sendable () -> Void = {}
  ) throws {
    server = "\(serverFolder)/.s.PGSQL.5432"
    self.point = point
    self.fault = fault
    self.afterwards = afterwards
    var template = Array("/tmp/countersign-proxy-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try Self.with("\(folder)/.s.PGSQL.5432") { [listener] in bind(listener, $0, $1) }
    guard listen(listener, 16) == 0 else { throw POSIXError(.EIO) }
    Thread.detachNewThread { [self] in accept() }
  }

  /// How many moments there were, and whether the chosen one was among them.
  var seen: (count: Int, hasFired: Bool) { state.withLock { ($0.count, $0.hasFired) } }

  func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func with(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { return }
      let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      guard (try? Self.with(server, { Glibc.connect(upstream, $0, $1) })) != nil else {
        Glibc.close(client)
        Glibc.close(upstream)
        continue
      }
      let session = Session()
      Thread.detachNewThread { [self] in pump(client, upstream, session, isRequest: true) }
      Thread.detachNewThread { [self] in pump(upstream, client, session, isRequest: false) }
    }
  }

  private final class Session: Sendable {
    struct Facts {
      var backend: Int32?
      var isWatch = false
      var isSwallowed = false
      var ends = 0
    }
    let facts = Mutex(Facts())
  }

  private func pump(_ source: Int32, _ target: Int32, _ session: Session, isRequest: Bool) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var isFirst = true
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      let bytes = buffer.prefix(count)
      if isFirst {
        session.facts.withLock { facts in
          if isRequest { facts.isWatch = Self.find(Array("watch\0".utf8), in: bytes) != nil }
        }
        isFirst = false
      }
      if !isRequest { learn(bytes, session) }
      let facts = session.facts.withLock { $0 }
      let isNow =
        !facts.isWatch
        && state.withLock { state in
          state.count += 1
          guard state.count == point else { return false }
          state.hasFired = true
          return true
        }
      if isNow {
        switch fault(Moment(backend: facts.backend, isRequest: isRequest)) {
        case .pass: break
        case .cut: shutdown(target, Int32(SHUT_RDWR))
        case .swallow:
          session.facts.withLock { $0.isSwallowed = true }
          Thread.detachNewThread {
            usleep(400_000)
            shutdown(source, Int32(SHUT_RDWR))
            shutdown(target, Int32(SHUT_RDWR))
          }
        }
      }
      if session.facts.withLock({ $0.isSwallowed }) { continue }
      guard bytes.withUnsafeBytes({ send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }) == count
      else { break }
      if isNow { afterwards() }
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(target, Int32(SHUT_RDWR))
    let isLast = session.facts.withLock { facts in
      facts.ends += 1
      return facts.ends == 2
    }
    if isLast {
      Glibc.close(source)
      Glibc.close(target)
    }
  }

  /// BackendKeyData tells the process.
  private func learn(_ bytes: ArraySlice<UInt8>, _ session: Session) {
    session.facts.withLock { facts in
      guard facts.backend == nil, let place = Self.find([UInt8(ascii: "K"), 0, 0, 0, 12], in: bytes),
        place + 9 <= bytes.endIndex
      else { return }
      facts.backend = bytes[(place + 5)..<(place + 9)].reduce(0) { $0 << 8 | Int32($1) }
    }
  }

  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - pattern.count)).first { bytes[$0...].starts(with: pattern) }
  }
}
