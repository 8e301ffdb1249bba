import Foundation
import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// An apply that is killed goes on where it stopped, wherever its ledger is; at every moment: ``ApplyFaultTests``.
@Suite struct KilledApplyTests {
  static let groups = [
    [Step(sql: "INSERT INTO happened VALUES ('one');")],
    [Step(sql: "CREATE INDEX CONCURRENTLY orders_note ON orders (note);")],
    [Step(sql: "INSERT INTO happened VALUES ('three');"), Step(sql: "ALTER TABLE customers ADD COLUMN email text;")],
  ]

  /// Kills an apply as soon as `sql`, run while `lock` is held, gives the process of its session; ends that session.
  static func kill(
    _ arguments: [String], of workshop: Workshop, holding lock: String, when sql: String
  ) async throws {
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; \(lock)")
    let process = try workshop.start(arguments)
    let watcher = try Connection(workshop.database)
    let session = try await session(of: process, found: sql, over: watcher)
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try watcher.query("SELECT pg_terminate_backend($1::int, 60000)", [Parameter(session)])
    try holder.execute("ROLLBACK")
  }

  /// Waits until `sql` gives the process of its session.
  static func session(
    of process: Process, found sql: String, over watcher: borrowing Connection
  ) async throws -> String? {
    while process.isRunning {
      if let session = try watcher.query(sql).first?[0] { return session }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("the apply ended before that: \(sql)")
    return nil
  }

  /// As somebody copies it into a shell; nothing of how the database is reached is left out but the password.
  @Test func theCommandThatIsSaidToGoOnGoesOn() async throws {
    let workshop = try await Workshop([
      [Step(sql: "CREATE TABLE first (a int);")], [Step(sql: "INSERT INTO later VALUES (1);")],
    ])
    let database = workshop.database
    let target = "host=\(database.host ?? "") user=\(database.user ?? "") dbname=\(database.database ?? "")"
    let stopped = try workshop.command([
      "apply", "--plan", "plan.json", "--auto-approve", "--ledger", "file.jsonl", "--dsn", "\(target) password=secret",
    ])
    #expect(stopped.status == 6 && !stopped.errors.contains("secret"), "\(stopped.errors)")
    let command = try #require(stopped.errors.split(separator: "go on: countersign ").last).split(separator: "\n")[0]
    try Connection(database).execute("CREATE TABLE later (a int)")
    let resumed = try workshop.run(["sh", "-c", "'\(Workshop.product)' \(command) --auto-approve"])
    #expect(resumed.status == 0, "\(resumed.errors)\(resumed.output)")
  }

  @Test(arguments: LedgerPlace.allCases)
  func whatWasCommittedIsNotRunAgainAndAHalfBuiltIndexIsBuiltAnew(_ place: LedgerPlace) async throws {
    let workshop = try await Workshop(Self.groups, sql: Workshop.shop + "CREATE TABLE happened (what text);")
    let ledger = try await workshop.keepLedger(in: place)
    let apply = ["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection
    try await Self.kill(
      apply, of: workshop, holding: "LOCK TABLE orders IN ROW EXCLUSIVE MODE",
      when: """
        SELECT a.pid FROM pg_stat_activity a, pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE a.datname = current_database() AND a.query LIKE 'CREATE INDEX CONCURRENTLY%'
          AND a.wait_event_type = 'Lock' AND c.relname = 'orders_note' AND NOT i.indisvalid
        """)
    // The index is there, invalid; then the program is killed within a transaction.
    try await Self.kill(
      apply + ["--resume"], of: workshop, holding: "LOCK TABLE customers IN ACCESS SHARE MODE",
      when: """
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'ALTER TABLE customers%' AND wait_event_type = 'Lock'
        """)
    #expect(try workshop.ask("SELECT string_agg(what, ' ' ORDER BY what) FROM happened") == "one")
    let resumed = try workshop.command(apply + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)\(resumed.output)")
    #expect(try workshop.ask("SELECT string_agg(what, ' ' ORDER BY what) FROM happened") == "one three")
    #expect(try workshop.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_note'::regclass") == "t")
    let history = try workshop.command(["history"] + workshop.connection)
    #expect(history.output.contains("applied"), "\(history.output)\(history.errors)")
    // What was recorded of it is not changed without being found out.
    #expect(try workshop.command(["history", "verify"] + workshop.connection).status == 0)
    try ledger.tamper("countersign 0", "countersign 1", of: workshop.database, in: workshop.folder)
    let verified = try workshop.command(["history", "verify"] + workshop.connection)
    #expect(
      verified.status == 1 && verified.errors.contains("row 1 of the ledger does not hold: it was changed"),
      "\(verified.errors)")
  }

  @Test func aFirstStepOfWhichNobodyKnowsIsPartWay() async throws {
    // Two statements in one text leave nothing by which they could be seen.
    let workshop = try await Workshop([[Step(sql: "SELECT pg_advisory_lock(1); CREATE DATABASE never;")]])
    let holder = try Connection(workshop.database)
    try holder.query("SELECT pg_advisory_lock(1)")
    let apply = ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection
    let process = try workshop.start(apply + ["--no-reconnect"])
    let session = try await Self.session(
      of: process,
      found: """
        SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 1 AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """, over: holder)
    try holder.query("SELECT pg_terminate_backend($1::int, 60000)", [Parameter(session)])
    process.waitUntilExit()
    #expect(process.terminationStatus == 6)
    let resumed = try workshop.command(apply + ["--resume"])
    #expect(
      resumed.status == 6 && resumed.errors.contains("whether step 1.1 ran is not known")
        && resumed.errors.contains("hint: look yourself, then say --ran 1.1 or --not-ran 1.1"), "\(resumed.errors)")
    #expect(try workshop.command(apply + ["--resume", "--ran", "1.1"]).status == 0)
  }
}
