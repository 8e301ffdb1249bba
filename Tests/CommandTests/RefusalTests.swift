import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import Testing

/// What else is refused, each with words of its own.
///
/// A stolen review, a swapped plan, expired and revoked keys: ``GateTests``. A clock set back: ``ClockTests``, a
/// server's: ``PromotionTests``.
@Suite struct RefusalTests {
  /// The session of an apply that waits for a lock.
  static let waiting = """
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
      AND query LIKE 'ALTER TABLE customers%'
    """

  @Test func ofTwoAppliesAtOnceTheSecondIsRefused() async throws {
    let workshop = try await Workshop()
    let apply = ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE customers IN ACCESS SHARE MODE")
    let first = try workshop.start(apply)
    let watcher = try Connection(workshop.database)
    // Behind the lock that it waits for nobody reads the schema any more.
    let session = try await KilledApplyTests.session(of: first, found: Self.waiting, over: watcher)
    let second = try workshop.command(apply)
    #expect(
      second.status == 1
        && second.errors.contains(
          "error: another apply is running on schema \"public\" of this database; session "
            + "\(session ?? "")"),
      "\(second.errors)")
    try holder.execute("ROLLBACK")
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
  }

  @Test func whoWaitsToReadTheSchemaSaysForWhom() async throws {
    let workshop = try await Workshop()
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
    let terminal = try PseudoTerminal(
      command: [Workshop.product, "apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection,
      environment: workshop.environment, columns: 120, rows: 60, directory: workshop.folder)
    try terminal.wait(for: "Waiting for session \(holder.backendProcessID) (")
    try terminal.wait(for: "LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
    try holder.execute("ROLLBACK")
    try terminal.wait(for: "Changes applied successfully!")
  }

  @Test func aReviewThatWaitsToReadTheSchemaSaysForWhom() async throws {
    let workshop = try await Workshop()
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
    let terminal = try workshop.open(["--no-rehearsal"], columns: 120)
    try terminal.wait(for: "Waiting for session \(holder.backendProcessID) (")
    try holder.execute("ROLLBACK")
    try terminal.wait(for: "✓ matches")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func eachTargetOfAReviewSaysForWhomItWaits() async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"], columns: 160)
    try terminal.wait(for: "✓ matches")
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
    terminal.send("t")
    try terminal.wait(for: "Waiting for session \(holder.backendProcessID) (")
    try holder.execute("ROLLBACK")
    try terminal.wait(for: "the schema that the plan was made for")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  /// Nobody looks at a terminal here.
  @Test(arguments: [
    ["plan", "--file", "new.sql"], ["dump"], ["fingerprint"], ["lint", "plan.json"],
    ["review", "plan.json", "--plain", "--no-rehearsal"],
  ])
  func whoeverReadsTheSchemaSaysForWhomItWaits(_ command: [String]) async throws {
    let workshop = try await Workshop()
    try workshop.write(Array(Workshop.shop.utf8), to: "\(workshop.folder)/new.sql")
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
    let words = ([Workshop.product] + command + workshop.connection).map { "'\($0)'" }.joined(separator: " ")
    let terminal = try PseudoTerminal(
      command: ["/bin/sh", "-c", "\(words) 2>&1 >out | cat; echo over"],
      environment: workshop.environment, columns: 120, rows: 60, directory: workshop.folder)
    try terminal.wait(for: "Waiting for session \(holder.backendProcessID) (")
    try holder.execute("ROLLBACK")
    try terminal.wait(for: "over")
  }

  /// What a plan does that goes by a table only because a foreign key leads there.
  @Test(arguments: [
    ("ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;", "public.customers"),
    ("ALTER TABLE customers ALTER COLUMN full_name DROP NOT NULL;", "public.orders"),
  ])
  func whatAForeignKeyLeadsToIsWatchedToo(_ sql: String, _ other: String) async throws {
    let workshop = try await Workshop(
      [[Step(sql: "COMMENT ON TABLE stock IS 'x';")], [Step(sql: sql)]],
      sql: Workshop.shop + "CREATE TABLE stock (id int);")
    try await Self.expectStopped(
      workshop, lock: "LOCK TABLE stock IN SHARE UPDATE EXCLUSIVE MODE",
      waiting: """
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE 'COMMENT ON TABLE stock%'
        """, change: other)
  }

  /// Applies the plan, the first group of which waits for a lock while somebody changes what a later one touches.
  private static func expectStopped(
    _ workshop: Workshop, lock: String, waiting: String, change other: String
  ) async throws {
    let apply = ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; \(lock)")
    let process = try workshop.start(apply)
    let watcher = try Connection(workshop.database)
    _ = try await KilledApplyTests.session(of: process, found: waiting, over: watcher)
    try watcher.execute("ALTER TABLE \(other) ADD COLUMN by_hand int")
    try holder.execute("ROLLBACK")
    process.waitUntilExit()
    #expect(process.terminationStatus == 6)
    let history = try workshop.command(["history", "show", "1"] + workshop.connection)
    #expect(
      history.output.contains("somebody else changed \(other) since the plan was checked; the group did not run"),
      "\(history.output)")
    let resumed = try workshop.command(apply + ["--resume"])
    #expect(
      resumed.status == 5 && resumed.errors.contains("somebody else changed what the plan touches: \(other)"),
      "\(resumed.errors)")
  }

  @Test(arguments: ["customers", "orders"])
  func whatSomebodyChangesWhileAGroupWaitsIsNotTakenForItsOwn(_ table: String) async throws {
    let workshop = try await Workshop([[Step(sql: "ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;")]])
    let holder = try Connection(workshop.database)
    try holder.execute("BEGIN; LOCK TABLE orders IN ACCESS SHARE MODE")
    let process = try workshop.start(["apply", "--plan", "plan.json", "--auto-approve"] + workshop.connection)
    let watcher = try Connection(workshop.database)
    _ = try await KilledApplyTests.session(
      of: process,
      found: """
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND query LIKE 'ALTER TABLE orders%'
        """, over: watcher)
    // Whoever holds the lock may change the table before letting go.
    try holder.execute("ALTER TABLE \(table) ADD COLUMN by_hand int; COMMIT")
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(try workshop.ask("SELECT 1 FROM pg_constraint WHERE conname = 'orders_customer_id_fkey'") == "1")
  }

  @Test func whatSomebodyChangesWhileItRunsStopsIt() async throws {
    let workshop = try await Workshop(
      [
        [Step(sql: "ALTER TABLE customers ADD COLUMN email text;")], [Step(sql: "ALTER TABLE stock ADD COLUMN x int;")],
      ], sql: Workshop.shop + "CREATE TABLE stock (id int);")
    try await Self.expectStopped(
      workshop, lock: "LOCK TABLE customers IN ACCESS SHARE MODE", waiting: Self.waiting, change: "public.stock")
  }

  @Test func aSignatureThatWasMadeForSomethingElseIsNone() async throws {
    let shop = try await GatedShop()
    try shop.configure("[[environments.production.approvals]]\nfrom = \"dba\"\nauthor_may_approve = true")
    #expect(try shop.sign("amy").status == 0)
    #expect(try shop.verify().status == 0)
    let file = try ReviewDocumentCodec.decode(Array(try shop.read("plan.review.json").utf8))
    var signed = file
    try shop.write(file.signoffs[0].statement, to: "text")
    try shop.write(
      try shop.read("allowed_signers").replacing("namespaces=\"countersign\" ", with: ""), to: "allowed_signers")
    try shop.workshop.run(["ssh-keygen", "-q", "-Y", "sign", "-f", "amy", "-n", "git", "text"])
    signed.signoffs[0].signature = try shop.read("text.sig")
    try shop.workshop.write(ReviewDocumentCodec.encode(signed), to: "\(shop.folder)/plan.review.json")
    let refused = try shop.apply()
    #expect(
      refused.status == 4 && refused.errors.contains("the signature was made for git, not for countersign"),
      "\(refused.errors)")
  }
}
