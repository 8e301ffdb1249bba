/// Why the server, or the way to it, refused.
///
/// `description` is fit for a log: it holds the message and the SQLSTATE, never the detail, the context or the
/// parameters, which may quote rows. Built by the factories in this file only.
package struct PostgresError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No session came about: wrong parameters, no server, refused.
    case connectionFailed
    /// The session ended while it was in use; whether the running statement took effect is unknown.
    case connectionLost
    /// The server answered with an error; the session goes on.
    case server
    /// The call cannot be carried out as it was made; nothing was sent, or what was sent was taken back.
    case misuse
  }

  package let kind: Kind
  package var severity: Severity?
  /// The code; nil for what libpq or this module says.
  ///
  /// A refused connection has none: libpq 15 keeps it to itself.
  package var sqlState: SQLState?
  package let message: String
  package var detail: String?
  package var hint: String?
  /// Where in the statement, in characters (not bytes), the first being 1.
  package var position: Int?
  /// What the server was doing: PL/pgSQL lines, one a line, innermost first.
  package var context: String?
  package var schema: String?
  package var table: String?
  package var column: String?
  package var dataType: String?
  package var constraint: String?
  /// Which query of a pipeline or which statement of a message failed, the first being 0; nil for a single query.
  package var index: Int?

  private init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }
}

extension PostgresError: CustomStringConvertible {
  package var description: String {
    sqlState.map { "\(message) (SQLSTATE \($0))" } ?? message
  }
}

extension PostgresError {
  /// No connection; `message` is libpq's.
  static func connectionFailed(_ message: String, hint: String? = nil) -> Self {
    Self(.connectionFailed, message, hint: hint)
  }

  /// No session; `message` is libpq's, which says whether it was the server that refused.
  static func noSession(_ message: String) -> Self {
    Self(
      .connectionFailed, message,
      hint: "check that the server runs, and host, port, database and user; psql connects with the same")
  }

  /// libpq does not understand where to connect to.
  static func badParameters(_ message: String) -> Self {
    Self(
      .connectionFailed, message,
      hint: "write a URI or key words that psql takes: postgresql://host/database, service=NAME")
  }

  /// The server wants a password and none was found.
  static func passwordRequired(_ message: String) -> Self {
    Self(
      .connectionFailed, message,
      hint: "give the password in PGPASSWORD, in ~/.pgpass or with the connection")
  }

  /// `connect_timeout` ran out.
  static func connectionTimedOut(_ target: String, seconds: Int) -> Self {
    Self(
      .connectionFailed, "no answer from \(target) within \(seconds) s",
      hint: "check host and port, or give a longer connect_timeout")
  }

  /// libpq could not go on with an open session.
  static func connectionLost(_ message: String) -> Self {
    Self(.connectionLost, message, hint: "connect again; see in the server's log why the session ended")
  }

  /// The server's answer, with every field that it sent.
  static func server(_ diagnostics: Diagnostics, isAlive: Bool) -> Self {
    let endsSession = diagnostics.severity == .fatal || diagnostics.severity == .panic || !isAlive
    var error = Self(
      endsSession ? .connectionLost : .server, diagnostics.message, hint: diagnostics.text(.hint))
    error.severity = diagnostics.severity
    error.sqlState = diagnostics.sqlState
    error.detail = diagnostics.text(.detail)
    error.position = diagnostics.text(.position).flatMap { Int($0) }
    error.context = diagnostics.text(.context)
    error.schema = diagnostics.text(.schema)
    error.table = diagnostics.text(.table)
    error.column = diagnostics.text(.column)
    error.dataType = diagnostics.text(.dataType)
    error.constraint = diagnostics.text(.constraint)
    return error
  }

  /// C would silently end the text at the zero byte, and less than was reviewed would run.
  static func zeroByte(in what: String) -> Self {
    Self(.misuse, "\(what) contains a zero byte, which PostgreSQL cannot take", hint: "remove the zero byte")
  }

  /// A statement switched to COPY's own protocol.
  static var copyUnsupported: Self {
    Self(
      .misuse, "COPY from or to the client is not possible here",
      hint: "use INSERT, or COPY with a file or program on the server")
  }
}
