import CLibpq

/// How much a message of the server weighs; the spelling is the untranslated one of the protocol.
package enum Severity: String, Hashable, Sendable {
  case panic = "PANIC"
  case fatal = "FATAL"
  case error = "ERROR"
  case warning = "WARNING"
  case notice = "NOTICE"
  case info = "INFO"
  case log = "LOG"
  case debug = "DEBUG"
}

/// A message of the server beside the result: `RAISE NOTICE`, a warning, a truncated name.
package struct Notice: Hashable, Sendable {
  package let severity: Severity
  /// Nil when libpq itself speaks.
  package let sqlState: SQLState?
  package let message: String
  package let detail: String?
  package let hint: String?
}

/// Takes the notices of one connection; libpq holds a pointer to it, so it lives as long as the connection.
final class NoticeReceiver {
  var handler: (Notice) -> Void

  init(_ handler: @escaping (Notice) -> Void) { self.handler = handler }

  /// Makes libpq give its notices to us instead of writing them to standard error, into the middle of a screen.
  func receive(from connection: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context, let result else { return }
        let receiver = Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
        receiver.handler(Notice(Diagnostics(result)))
      }, context)
  }
}

extension Notice {
  init(_ diagnostics: Diagnostics) {
    self.init(
      severity: diagnostics.severity ?? .notice, sqlState: diagnostics.sqlState, message: diagnostics.message,
      detail: diagnostics.text(.detail), hint: diagnostics.text(.hint))
  }
}
