import MigrationCore
import Postgres

/// Makes schemas anew in an empty database.
enum SchemaRebuild {
  /// A statement that did not work; the copy lacks what it would have made.
  struct Failure {
    let statement: SQLText
    let message: String

    var description: String { "\(SchemaRebuild.firstLine(of: statement)): \(message)" }
  }

  /// Runs the script, and what failed again after the rest, for as long as that gets further.
  ///
  /// - Parameters:
  ///   - schemas: what to make.
  ///   - open: statements of an earlier run that may work by now.
  ///   - connection: a superuser's session with the scratch database.
  /// - Returns: the statements that never worked.
  /// - Throws: `PostgresError` when the session is lost.
  static func run(
    _ schemas: [DatabaseSchema], with open: [SQLText] = [], over connection: borrowing Connection
  ) throws(PostgresError) -> [Failure] {
    let script = SchemaScript(schemas)
    _ = try connection.execute(
      "SET check_function_bodies = off; SET search_path = ''; SET client_min_messages = warning")
    for role in script.roles { try createRole(role, over: connection) }
    if !script.foreignServers.isEmpty { try createServers(script.foreignServers, over: connection) }
    let failures = try run(script.statements + open, over: connection)
    _ = try connection.execute("RESET check_function_bodies; RESET search_path; RESET client_min_messages")
    return failures
  }

  /// Runs statements in this session as it is.
  static func run(
    _ statements: [SQLText], over connection: borrowing Connection
  ) throws(PostgresError) -> [Failure] {
    var open = statements
    while true {
      var failures: [Failure] = []
      for statement in open {
        do { _ = try connection.execute(statement.text) } catch {
          guard error.kind == .server else { throw error }
          failures.append(Failure(statement: statement, message: error.message))
        }
      }
      if failures.isEmpty || failures.count == open.count { return failures }
      open = failures.map(\.statement)
    }
  }

  /// Makes foreign servers that reach nothing.
  ///
  /// - Throws: `PostgresError`; one that is there is none.
  static func createServers(
    _ servers: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) {
    try create("CREATE FOREIGN DATA WRAPPER countersign_nowhere", over: connection)
    for server in servers {
      try create("CREATE SERVER \(server) FOREIGN DATA WRAPPER countersign_nowhere", over: connection)
    }
  }

  /// Makes a role that can do nothing, unless it is there.
  ///
  /// - Throws: `PostgresError`.
  static func createRole(_ role: Identifier, over connection: borrowing Connection) throws(PostgresError) {
    try create("CREATE ROLE \(role)", over: connection)
  }

  private static func create(_ statement: SQLText, over connection: borrowing Connection) throws(PostgresError) {
    do { _ = try connection.execute(statement.text) } catch {
      guard error.sqlState == .duplicateObject else { throw error }
    }
  }

  private static func firstLine(of statement: SQLText) -> String {
    let line = statement.text.split(separator: "\n").first.map(String.init) ?? ""
    return line.utf8.count > 80 ? "\(line.prefix(80))…" : line
  }
}
