import MigrationCore
import Postgres

/// A ledger in schema `countersign` of a database.
///
/// Every call is one transaction that sets what it needs for itself, so it works through a pooler that gives each
/// transaction another session, and whatever the role's or the database's own settings are.
final class DatabaseLedger: LedgerPlace {
  private let parameters: ConnectionParameters
  private var session: Connection?
  /// Whether the tables are those of this version, as far as it was asked.
  private var isCurrent = false

  init(_ parameters: ConnectionParameters) { self.parameters = parameters }

  var name: String { "database \(parameters)" }

  func prepare() throws(LedgerError) {
    guard try version() != LedgerSchema.version else { return }
    do throws(LedgerError) { try make() } catch {
      throw error.code == .notAllowed ? .mayNotMake(in: name, error) : error
    }
    isCurrent = true
  }

  private func make() throws(LedgerError) {
    try transaction(.writing) { session throws(PostgresError) in
      try session.query(LedgerSchema.lock)
      // Somebody else may have made it by now.
      for migration in LedgerSchema.migrations.dropFirst(try Self.version(over: session)) {
        try session.execute(migration)
      }
      let made = try Self.version(over: session)
      for number in made..<LedgerSchema.version {
        try session.query(
          "INSERT INTO countersign.version (number) VALUES ($1) ON CONFLICT DO NOTHING", [Parameter(number + 1)])
      }
    }
  }

  func exists() throws(LedgerError) -> Bool { try version() > 0 }

  func now() throws(LedgerError) -> String {
    try transaction(.reading) { session throws(PostgresError) in
      try session.query("SELECT \(Self.stamp("clock_timestamp()"))").first?[0] ?? ""
    }
  }

  func append(_ record: LedgerRecord, change: Int?) throws(LedgerError) -> LedgerEntry {
    try requireCurrent()
    let added: Rows = try transaction(.writing) { session throws(PostgresError) in
      try session.query(
        "INSERT INTO countersign.entry (kind, change, body) VALUES ($1, $2, $3) RETURNING \(Self.columns)",
        [Parameter(record.kind.rawValue), change.map { Parameter($0) } ?? .null, Parameter(record.text)])
    }
    guard let row = added.first else { throw .notAvailable(name, "the server returned no row") }
    return try entry(row)
  }

  /// The statement that adds `records`, with the schema and every value written out.
  static func insertion(of records: [LedgerRecord], change: Int) -> SQLText {
    let rows: [SQLText] = records.map { record in
      "(\(literal: StoredText(record.kind.rawValue)), \(change), \(literal: StoredText(record.text)))"
    }
    return "INSERT INTO countersign.entry (kind, change, body) VALUES \(rows, separator: ", ")"
  }

  func entries(_ selection: LedgerSelection) throws(LedgerError) -> [LedgerEntry] {
    guard try version() > 0 else { return [] }
    let condition: (sql: String, parameters: [Parameter]) =
      switch selection {
      case .all: ("TRUE ORDER BY id", [])
      case .change(let change): ("change = $1 ORDER BY id", [Parameter(change)])
      case .after(let id): ("id > $1 ORDER BY id", [Parameter(id)])
      case .last(let count):
        ("id > (SELECT coalesce(max(id), 0) FROM countersign.entry) - $1 ORDER BY id", [Parameter(count)])
      }
    let rows: Rows = try transaction(.reading) { session throws(PostgresError) in
      try session.query(
        "SELECT \(Self.columns) FROM countersign.entry WHERE \(condition.sql)", condition.parameters)
    }
    var entries: [LedgerEntry] = []
    entries.reserveCapacity(rows.count)
    for row in rows { entries.append(try entry(row)) }
    return entries
  }

  func store(_ bytes: [UInt8], hash: String) throws(LedgerError) {
    try requireCurrent()
    try transaction(.writing) { session throws(PostgresError) in
      let there = try session.query("SELECT FROM countersign.content WHERE hash = $1", [Parameter(hash)])
      guard there.isEmpty else { return }
      try session.query(
        "INSERT INTO countersign.content (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [Parameter(hash), Parameter("\\x\(Hexadecimal.text(of: bytes))")])
    }
  }

  func content(_ hash: String) throws(LedgerError) -> [UInt8]? {
    guard try version() > 0 else { return nil }
    let rows: Rows = try transaction(.reading) { session throws(PostgresError) in
      try session.query("SELECT encode(bytes, 'hex') FROM countersign.content WHERE hash = $1", [Parameter(hash)])
    }
    return rows.first?.bytes(0).map { Hexadecimal.bytes(of: $0) }
  }

  func contentHashes() throws(LedgerError) -> [String] {
    guard try version() > 0 else { return [] }
    let rows: Rows = try transaction(.reading) { session throws(PostgresError) in
      try session.query("SELECT hash FROM countersign.content ORDER BY hash")
    }
    return rows.map { $0[0] ?? "" }
  }

  func brokenContent() throws(LedgerError) -> BrokenContent? {
    guard try version() > 0 else { return nil }
    let rows: Rows = try transaction(.reading) { session throws(PostgresError) in
      try session.query(
        "SELECT hash FROM countersign.content WHERE hash <> encode(sha256(bytes), 'hex') ORDER BY hash LIMIT 1")
    }
    return rows.first?[0].map { BrokenContent(hash: $0, problem: "it was changed after it was stored") }
  }

  func unfinishedBytes() throws(LedgerError) -> Int { 0 }
}

// MARK: - Rows

extension DatabaseLedger {
  private static let columns = "id, \(stamp("written_at")), kind, change, body, previous, hash"

  private static func stamp(_ time: String) -> String {
    #"to_char(\#(time) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#
  }

  private func entry(_ row: Row) throws(LedgerError) -> LedgerEntry {
    let id = row[0].flatMap { Int($0) } ?? 0
    guard let kind = LedgerRecord.Kind(rawValue: row[2] ?? "") else { throw .unknownKind(id, row[2] ?? "") }
    return LedgerEntry(
      id: id, writtenAt: row[1] ?? "", kind: kind, change: row[3].flatMap { Int($0) }, body: row[4] ?? "",
      previous: row[5] ?? "", hash: row[6] ?? "")
  }
}

// MARK: - Versions

extension DatabaseLedger {
  /// The version of the tables that are there, none of them later than this program's; 0 for none.
  private func version() throws(LedgerError) -> Int {
    guard !isCurrent else { return LedgerSchema.version }
    let found = try transaction(.reading) { session throws(PostgresError) in try Self.version(over: session) }
    guard found <= LedgerSchema.version else {
      throw .newer(found, known: LedgerSchema.version, in: name)
    }
    isCurrent = found == LedgerSchema.version
    return found
  }

  private func requireCurrent() throws(LedgerError) {
    if try version() != LedgerSchema.version { try prepare() }
  }

  private static func version(over session: borrowing Connection) throws(PostgresError) -> Int {
    guard try session.query(LedgerSchema.existence).first?[0] == "t" else { return 0 }
    return try session.query(LedgerSchema.currentVersion).first?[0].flatMap { Int($0) } ?? 0
  }
}

// MARK: - Transactions

extension DatabaseLedger {
  private enum Access {
    case reading
    case writing

    var beginning: String {
      let settings = "SET LOCAL search_path TO pg_catalog, pg_temp; SET LOCAL standard_conforming_strings TO on"
      return switch self {
      // One picture for all statements of a call.
      case .reading: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(settings)"
      // What is recorded lasts, whatever the role has set; rows added by others have to be seen.
      case .writing:
        """
        BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; \(settings);
        SELECT pg_catalog.set_config('synchronous_commit', 'local', true)
          WHERE pg_catalog.current_setting('synchronous_commit') = 'off'
        """
      }
    }
  }

  /// Performs `work` in a transaction of its own.
  ///
  /// A session that went away since it was last used is replaced.
  private func transaction<Result>(
    _ access: Access, _ work: (borrowing Connection) throws(PostgresError) -> Result
  ) throws(LedgerError) -> Result {
    let connection = try begin(access)
    let result: Result
    do throws(PostgresError) { result = try work(connection) } catch {
      let role = connection.userName
      if connection.isAlive, (try? connection.execute("ROLLBACK")) != nil { session = consume connection }
      throw LedgerError(error, in: name, role: role)
    }
    do throws(PostgresError) { try connection.execute("COMMIT") } catch {
      throw error.kind == .connectionLost && access == .writing
        ? .unknownWhetherKept(in: name, error) : LedgerError(error, in: name, role: connection.userName)
    }
    session = consume connection
    return result
  }

  private func begin(_ access: Access) throws(LedgerError) -> Connection {
    if let kept = session.take(), (try? kept.execute(access.beginning)) != nil { return kept }
    do throws(PostgresError) {
      let connection = try Connection(parameters)
      try connection.execute(access.beginning)
      return connection
    } catch { throw LedgerError(error, in: name, role: "") }
  }
}
