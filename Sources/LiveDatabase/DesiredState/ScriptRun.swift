import MigrationCore
import Postgres
import SQLSyntax

/// Runs a script's statements in a scratch database, one by one, as psql would.
struct ScriptRun {
  private let surroundings: Surroundings
  private let scratch: ScratchDatabases
  private let control: ApplyControl
  /// Statements of neighbours that have not worked yet; they may need what the script makes.
  private var pending: [SQLText]
  /// Extensions of the target that the scratch server lacks.
  private let missing: [Identifier]
  private let managed: Set<Identifier>
  /// Names of the planned schemas' objects that are left alone.
  private let ignored: Set<Identifier>
  private var mentioned: Set<Identifier> = []
  private(set) var notes: [String] = []
  private(set) var renames: [RenameHint] = []
  /// Names of objects whose owner the script names.
  private(set) var given: Set<Identifier> = []

  init(
    in surroundings: Surroundings, on scratch: ScratchDatabases, pending: [SQLText], missing: [Identifier],
    ignored: [DatabaseSchema], control: ApplyControl
  ) {
    self.surroundings = surroundings
    self.scratch = scratch
    self.pending = pending
    self.missing = missing
    self.control = control
    managed = Set(surroundings.schemas.map(\.name))
    self.ignored = Set(ignored.flatMap { $0.owners.keys.map(\.name) }).subtracting(managed)
  }

  /// Runs all of it; what it leaves open is committed.
  ///
  /// - Throws: ``DesiredStateError`` for the first statement that the server refuses; `PostgresError` when the session
  ///   is lost.
  mutating func run(_ script: SQLScript, over connection: borrowing Connection) throws {
    let others: [Identifier] = surroundings.schemas.map(\.name).filter { $0 != "public" } + ["public"]
    let first = surroundings.schemas.first?.name ?? "public"
    let path = [first] + others.filter { $0 != first }
    let settings: SQLText =
      """
      SET search_path TO \(path); SET check_function_bodies = off; SET client_min_messages = warning;
      SET synchronous_commit = off; SET statement_timeout = 0; SET lock_timeout = 0;
      SET idle_in_transaction_session_timeout = 0
      """
    _ = try connection.execute(settings.text)
    let renames = Dictionary(grouping: script.renames, by: \.statement)
    for (index, statement) in script.statements.enumerated() {
      try run(statement, over: connection)
      for rename in renames[index] ?? [] {
        self.renames.append(try RenameResolution.resolve(rename, over: connection))
      }
    }
    if connection.transactionStatus != .idle, let last = script.statements.last {
      do { _ = try connection.execute("COMMIT") } catch { throw DesiredStateError.failed(last, error, hint: nil) }
    }
    try noteExtensions(over: connection)
  }

  private mutating func run(_ statement: SQLScript.Statement, over connection: borrowing Connection) throws {
    if scratch.isExternal, concernsServer(statement) { throw DesiredStateError.concernsServer(statement) }
    noteNeighbour(of: statement)
    if let name = statement.givenAway { given.insert(name) }
    do {
      try execute(statement, over: connection)
    } catch {
      guard error.kind == .server else { throw error }
      if control.isStopping { throw DesiredStateError.interrupted }
      if try isThere(statement, error, over: connection) { return }
      if try makePending(because: error, over: connection) {
        do {
          try execute(statement, over: connection)
          return
        } catch {
          throw DesiredStateError.failed(statement, error, hint: hint(for: error))
        }
      }
      throw DesiredStateError.failed(statement, error, hint: hint(for: error))
    }
    if let subject = statement.subject, subject.kind == .ofDatabase,
      statement.begins(with: "create", "role") || statement.begins(with: "create", "user")
        || statement.begins(with: "create", "group")
    {
      scratch.madeRole(subject.name)
    }
  }

  /// Inside a transaction of the script a refused statement must not end it: the refusal may be overlooked.
  private func execute(_ statement: SQLScript.Statement, over connection: borrowing Connection) throws(PostgresError) {
    let isInside = connection.transactionStatus == .inTransaction
    if isInside { _ = try connection.execute("SAVEPOINT countersign_statement") }
    guard control.begin(connection.cancelToken) else { return }
    defer { control.end() }
    do throws(PostgresError) { _ = try connection.execute(statement.sql) } catch {
      if isInside, connection.transactionStatus == .inFailedTransaction {
        _ = try connection.execute("ROLLBACK TO SAVEPOINT countersign_statement")
      }
      throw error
    }
  }

  /// Whether the statement makes what the target has and the scratch database therefore, too.
  private func isThere(
    _ statement: SQLScript.Statement, _ error: PostgresError, over connection: borrowing Connection
  ) throws -> Bool {
    guard let subject = statement.subject else { return false }
    if statement.begins(with: "create", "extension") {
      // Whoever needs it will fail, with a hint at this.
      return error.sqlState == .duplicateObject || missing.contains(subject.name)
    }
    let duplicates: [SQLState] = [.duplicateObject, .duplicateTable, .duplicateFunction, .duplicateSchema]
    guard let state = error.sqlState, duplicates.contains(state) else { return false }
    switch subject.kind {
    case .ofDatabase: return true
    case .object(.schema):
      guard let clauses = statement.schemaClauses, !clauses.hasElements else {
        throw DesiredStateError.schemaElements(statement)
      }
      if let owner = clauses.owner {
        let alter: SQLText = "ALTER SCHEMA \(subject.name) OWNER TO \(owner)"
        do { _ = try connection.execute(alter.text) } catch {
          throw DesiredStateError.failed(statement, error, hint: nil)
        }
      }
      return true
    case .object, .enumLabel:
      return ignored.contains(subject.name) || subject.schema.map { !managed.contains($0) } ?? false
    }
  }

  /// Tries what is left of the neighbours when something is missing; whether that got further.
  private mutating func makePending(
    because error: PostgresError, over connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    let absences: [SQLState] = [.undefinedTable, .undefinedObject, .undefinedFunction, .invalidSchemaName]
    guard !pending.isEmpty, let state = error.sqlState, absences.contains(state), connection.transactionStatus == .idle
    else { return false }
    let path = try connection.query(
      "SELECT pg_catalog.set_config('search_path', current_setting('search_path'), false)")
    _ = try connection.execute("SET search_path = ''")
    let left = try SchemaRebuild.run(pending, over: connection).map(\.statement)
    let hasProgress = left.count < pending.count
    pending = left
    try connection.query("SELECT pg_catalog.set_config('search_path', $1, false)", [Parameter(path.first?[0])])
    return hasProgress
  }

  private func hint(for error: PostgresError) -> String? {
    switch error.sqlState {
    case .undefinedObject where error.message.hasPrefix("role "):
      "roles are not planned: create it on the server of the target first"
    case .undefinedObject, .undefinedFunction, .undefinedTable, .invalidSchemaName:
      missing.isEmpty
        ? nil
        : "the scratch server lacks extensions of the target (\(missing.map(\.text).joined(separator: ", "))): install "
          + "them there, or name a server that has them in --plan-host"
    default: nil
    }
  }

  private func concernsServer(_ statement: SQLScript.Statement) -> Bool {
    if statement.begins(with: "alter", "system") || statement.begins(with: "reassign", "owned") { return true }
    let objects = ["role", "user", "group", "database", "tablespace"]
    return objects.contains { statement.begins(with: "drop", $0) || statement.begins(with: "alter", $0) }
      || ["database", "tablespace"].contains { statement.begins(with: "create", $0) }
  }

  /// Says once of each schema that is not planned for that the SQL is about it.
  private mutating func noteNeighbour(of statement: SQLScript.Statement) {
    guard let subject = statement.subject, subject.kind != .ofDatabase else { return }
    let schema = subject.kind == .object(.schema) ? subject.name : subject.schema
    guard let schema, !managed.contains(schema), !schema.text.hasPrefix("pg_"), mentioned.insert(schema).inserted else {
      return
    }
    notes.append(
      "\(statement.place): schema \(schema.text) is not planned for: what the target has there stays as it is; "
        + "--schema \(schema.text) would plan it, too")
  }

  /// A plan makes no extension, so what the SQL adds has to be there before.
  private mutating func noteExtensions(over connection: borrowing Connection) throws(PostgresError) {
    let known = Set(surroundings.extensions.map(\.name))
    for (name, _) in try Surroundings.extensions(over: connection) where !known.contains(name) {
      guard !scratch.isExternal else { continue }
      notes.append("extension \(name.text) is not on the target: create it there first, a plan does not")
    }
  }
}
