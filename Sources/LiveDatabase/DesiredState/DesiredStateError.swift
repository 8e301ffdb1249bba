package import MigrationCore
import Postgres
import SQLSyntax

/// Why the desired state could not be made from its SQL.
package struct DesiredStateError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case statementFailed = "desired-statement-failed"
    case statementRefused = "desired-statement-refused"
    case planServer = "plan-server-unfit"
    case interrupted
  }

  package let code: Code
  /// Where in the desired SQL; nil when it is not about a statement.
  package let place: SourcePlace?
  /// Without the place; further lines are the server's DETAIL and where in a function it happened.
  package let message: String
  package let hint: String

  /// `file:line:column: message`.
  package var description: String { place.map { "\($0): \(message)" } ?? message }

  /// The server refused a statement.
  ///
  /// `hint` is ours, for what the server cannot know.
  static func failed(_ statement: SQLScript.Statement, _ error: PostgresError, hint: String?) -> Self {
    var place = statement.place
    var message = error.message
    if let position = error.position {
      place = statement.place.advanced(by: position - 1, in: statement.sql)
    } else if let line = error.context.flatMap(lineOfBlock), let inside = statement.place(ofBodyLine: line) {
      place = inside
    }
    if let detail = error.detail { message += "\n\(detail)" }
    if error.position == nil, let context = error.context { message += "\n\(context)" }
    let hints = [error.hint, hint].compactMap { $0 }
    return Self(code: .statementFailed, place: place, message: message, hint: hints.joined(separator: "\n"))
  }

  /// The line of a DO block that the outermost call was in; a body's first line is what follows the opening quote.
  private static func lineOfBlock(_ context: String) -> Int? {
    let prefix = "PL/pgSQL function inline_code_block line "
    guard let last = context.split(separator: "\n").last, last.hasPrefix(prefix) else { return nil }
    return Int(last.dropFirst(prefix.count).prefix { $0.isNumber })
  }

  /// A statement whose effect would reach beyond the scratch database.
  static func concernsServer(_ statement: SQLScript.Statement) -> Self {
    Self(
      code: .statementRefused, place: statement.place,
      message: "this statement concerns the whole server, and the SQL is run on the server of --plan-host",
      hint: "remove it, or leave --plan-host out to use a private server")
  }

  /// `CREATE SCHEMA name CREATE TABLE …` of a schema that is there already.
  static func schemaElements(_ statement: SQLScript.Statement) -> Self {
    Self(
      code: .statementRefused, place: statement.place,
      message: "CREATE SCHEMA with the objects in it, of a schema that exists already",
      hint: "write the objects as statements of their own")
  }

  /// The server of `--plan-host` is older than the target.
  static func tooOld(_ server: ServerVersion, target: ServerVersion) -> Self {
    Self(
      code: .planServer, place: nil,
      message: "the plan server is PostgreSQL \(server.major), older than the target with \(target.major)",
      hint: "name one of the same version in --plan-host, or leave it out to use a private server")
  }

  /// The role may not make a database on the server of `--plan-host`.
  static func noDatabase(user: String, _ error: PostgresError) -> Self {
    Self(
      code: .planServer, place: nil, message: "cannot make a scratch database on the plan server: \(error.message)",
      hint: "ALTER ROLE \"\(user)\" CREATEDB there, or leave --plan-host out to use a private server")
  }

  static var interrupted: Self {
    Self(code: .interrupted, place: nil, message: "interrupted", hint: "nothing of the target was changed")
  }
}
