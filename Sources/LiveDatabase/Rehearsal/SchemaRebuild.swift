import MigrationCore
import Postgres

/// Makes schemas anew in an empty database.
enum SchemaRebuild {
  /// Runs the script, and what failed again after the rest, for as long as that gets further.
  ///
  /// - Parameters:
  ///   - schemas: what to make.
  ///   - connection: a superuser's session with the scratch database.
  /// - Returns: a sentence for each statement that never worked: the copy lacks what it would have made.
  /// - Throws: `PostgresError` when the session is lost.
  static func run(
    _ schemas: [DatabaseSchema], over connection: borrowing Connection
  ) throws(PostgresError) -> [String] {
    let script = SchemaScript(schemas)
    _ = try connection.execute(
      "SET check_function_bodies = off; SET search_path = ''; SET client_min_messages = warning")
    for role in script.roles { try createRole(role, over: connection) }
    if !script.foreignServers.isEmpty { try createServers(script.foreignServers, over: connection) }
    var open = script.statements
    var failures: [String] = []
    while true {
      var failed: [SQLText] = []
      failures = []
      for statement in open {
        do { _ = try connection.execute(statement.text) } catch {
          guard error.kind == .server else { throw error }
          failed.append(statement)
          failures.append("\(firstLine(of: statement)): \(error.message)")
        }
      }
      if failed.isEmpty || failed.count == open.count { break }
      open = failed
    }
    _ = try connection.execute("RESET check_function_bodies; RESET search_path; RESET client_min_messages")
    return failures
  }

  /// Makes foreign servers that reach nothing.
  private static func createServers(
    _ servers: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) {
    _ = try connection.execute("CREATE FOREIGN DATA WRAPPER countersign_nowhere")
    for server in servers {
      let create: SQLText = "CREATE SERVER \(server) FOREIGN DATA WRAPPER countersign_nowhere"
      _ = try connection.execute(create.text)
    }
  }

  /// Makes a role that can do nothing, unless it is there.
  ///
  /// - Throws: `PostgresError`.
  static func createRole(_ role: Identifier, over connection: borrowing Connection) throws(PostgresError) {
    let create: SQLText = "CREATE ROLE \(role)"
    do { _ = try connection.execute(create.text) } catch {
      guard error.sqlState == .duplicateObject else { throw error }
    }
  }

  private static func firstLine(of statement: SQLText) -> String {
    let line = statement.text.split(separator: "\n").first.map(String.init) ?? ""
    return line.utf8.count > 80 ? "\(line.prefix(80))…" : line
  }
}
