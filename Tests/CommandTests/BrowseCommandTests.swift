import Foundation
import Postgres
import PseudoTerminal
import TestServer
import Testing

/// `countersign browse` as a person meets it: the real command, a real terminal, a real server.
@Suite struct BrowseCommandTests {
  private static let shop = """
    CREATE TYPE state AS ENUM ('new', 'paid');
    CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL);
    CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, state state, note text);
    CREATE INDEX orders_customer ON orders (customer_id);
    CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
    COMMENT ON TABLE orders IS 'What was ordered.';
    GRANT SELECT ON orders TO PUBLIC;
    INSERT INTO customers SELECT n, 'x' FROM generate_series(1, 1000) n;
    ANALYZE;
    """

  private func open(_ workshop: Workshop, _ flags: [String] = [], columns: Int = 80, rows: Int = 24) throws
    -> PseudoTerminal
  {
    try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "browse"] + workshop.connection + flags,
      environment: workshop.environment, columns: columns, rows: rows, directory: workshop.folder)
  }

  @Test(arguments: [(80, 24), (120, 40)]) func aSchemaIsWalkedThroughSearchedCopiedAndReadAgain(
    _ columns: Int, _ rows: Int
  ) async throws {
    let workshop = try await Workshop([], sql: Self.shop)
    let terminal = try open(workshop, columns: columns, rows: rows)
    let before = terminal.settings
    try terminal.wait(for: "1.0k")
    var frames: [(String, String)] = [("browse-open", masked(terminal))]
    terminal.send("/orders\r")
    try terminal.wait(for: "table  public.orders")
    try terminal.wait(for: "used by 1: view open_orders")
    terminal.send("\r")
    try terminal.wait(for: "GRANT SELECT ON TABLE public.orders TO PUBLIC;")
    try terminal.wait(for: "COMMENT ON TABLE public.orders IS 'What was ordered.';")
    frames.append(("browse-definition", masked(terminal)))
    terminal.send("y")
    try terminal.wait(for: "copied")
    #expect(terminal.screen.commands.contains { $0.hasPrefix("52;") })
    terminal.send("qd")
    try terminal.wait(for: "enum state")
    terminal.send("q")
    _ = try workshop.ask("ALTER TABLE orders ADD COLUMN total numeric(8,2)")
    terminal.send("R")
    try terminal.wait(for: "~ changed since")
    try terminal.wait(for: "total numeric(8,2)")
    terminal.settle()
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(terminal.screen.unknown == [])
    for (name, text) in frames { try expectScreen("\(name)-\(columns)x\(rows)", text) }
  }

  /// The screen without what differs from run to run: the server's folder, its version, the time.
  private func masked(_ terminal: PseudoTerminal) -> String {
    terminal.settle(milliseconds: 300)
    return terminal.screen.text.enumerated().map { row, line in
      row == 0
        ? "(the target and the time)"
        : line.replacing(#/\d{4}-\d\d-\d\d/#, with: "yyyy-mm-dd").replacing(#/\d\d:\d\d:\d\d/#, with: "hh:mm:ss")
          // Autovacuum adds a page or two.
          .replacing(#/[\d.]+ kB/#) { "\(String(repeating: "#", count: $0.output.count - 3)) kB" }
    }.joined(separator: "\n") + "\n"
  }

  @Test func aReadingThatWaitsForALockCanBeGivenUpAndTriedAgain() async throws {
    let workshop = try await Workshop([], sql: "CREATE TABLE parts (id int PRIMARY KEY)")
    let other = try Connection(workshop.database)
    _ = try other.execute("BEGIN; LOCK TABLE parts IN ACCESS EXCLUSIVE MODE")
    let terminal = try open(workshop)
    try terminal.wait(for: "reading the catalogs 1 s")
    terminal.send("\u{1B}")
    try terminal.wait(for: "given up")
    _ = try other.execute("ROLLBACK")
    terminal.send("R")
    try terminal.wait(for: "parts")
    terminal.send("/parts\r")
    try terminal.wait(for: "with indexes and TOAST")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func aDatabaseThatIsNotThereIsOneClearLine() async throws {
    let workshop = try await Workshop([], sql: Self.shop)
    let terminal = try open(workshop, ["--db", "nosuch"])
    try terminal.wait(for: "\"nosuch\" does not exist")
    try terminal.wait(for: "R tries again")
    terminal.send("R")
    terminal.settle()
    try terminal.wait(for: "R tries again")
    terminal.send("q")
    #expect(try terminal.exitStatus() == 1)
    let plain = try workshop.command(["browse", "--plain"] + workshop.connection + ["--schema", "nosuch"])
    #expect(plain.status == 1)
    #expect(plain.output.isEmpty)
    #expect(plain.errors.split(separator: "\n").first?.contains("nosuch") == true)
  }

  @Test func withoutATerminalItIsText() async throws {
    let workshop = try await Workshop([], sql: Self.shop)
    let text = try workshop.command(["browse"] + workshop.connection).output
    for line in [
      "TABLES (2)", "table orders", "view open_orders", "  Size: 1.0k rows, ", "CREATE TABLE public.orders (",
      "COMMENT ON TABLE public.orders IS 'What was ordered.';", "GRANT SELECT ON TABLE public.orders TO PUBLIC;",
      "  Used by: view open_orders", "  index orders_customer  index",
    ] { #expect(text.contains(line), "\(line)") }
    #expect(!text.utf8.contains(0x1B))
    let dumb = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "browse"] + workshop.connection,
      environment: workshop.environment.merging(["TERM": "dumb"]) { $1 }, directory: workshop.folder)
    #expect(try dumb.exitStatus() == 0)
    #expect(!dumb.rawOutput.contains(0x1B))
  }

  @Test func keysAreTakenWhileTheServerIsSilent() async throws {
    let workshop = try await Workshop([], sql: Self.shop)
    let silent = try #require(SilentServer())
    let terminal = try PseudoTerminal(
      command: [
        PseudoTerminal.product("countersign"), "browse", "--host", "127.0.0.1", "--port", "\(silent.port)",
        "--db", "shop", "--user", "nobody",
      ], environment: workshop.environment, directory: workshop.folder)
    try terminal.wait(for: "connecting")
    terminal.send("?")
    try terminal.wait(for: "keys: browse")
    terminal.send("q")
    terminal.settle()
    terminal.send("Q")
    #expect([0, 1].contains(try terminal.exitStatus(seconds: 10)))
  }

  // MARK: - Against files

  @Test(arguments: ["--against", "--file"]) func theFilesStandBesideTheLiveSchema(_ flag: String) async throws {
    let workshop = try await Workshop([], sql: Workshop.shop)
    try workshop.write(
      Array((Workshop.shop + "CREATE TABLE invoices (id int);").utf8), to: "\(workshop.folder)/new.sql")
    let plain = try workshop.command(["browse", "--plain", flag, "new.sql"] + workshop.connection)
    #expect((plain.status, plain.errors) == (0, ""))
    #expect(plain.output.contains("create table public.invoices"))
    let terminal = try open(workshop, [flag, "new.sql"], columns: 120, rows: 40)
    try terminal.wait(for: "invoices", seconds: 60)
    try terminal.wait(for: "✓ matches", seconds: 60)
    try expectNothingIsApplied(terminal)
    #expect(try workshop.ask("SELECT to_regclass('invoices')") == nil)
  }

  private func expectNothingIsApplied(_ terminal: PseudoTerminal) throws {
    terminal.send("A")
    try terminal.wait(for: "browse applies nothing")
    terminal.send("\u{1B}")
    terminal.settle()
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func whereAPlanLeadsStandsBesideTheLiveSchema() async throws {
    let workshop = try await Workshop()
    let plain = try workshop.command(["browse", "--plain", "--against", workshop.plan] + workshop.connection)
    #expect((plain.status, plain.errors) == (0, ""))
    #expect(plain.output.contains("public.customers.email"))
    let terminal = try open(workshop, ["--against", workshop.plan], columns: 120, rows: 40)
    try terminal.wait(for: "✓ matches", seconds: 60)
    try expectNothingIsApplied(terminal)
  }

  @Test(arguments: [
    ("--against host=/nowhere", 1, "/nowhere"), ("--against recorded", 1, "has no recorded state of schema public"),
    ("--against a.sql --file b.sql", 2, "name only one"), ("--against nowhere.json", 1, "nowhere.json"),
    ("--against nowhere.sql", 1, "nowhere.sql"),
  ])
  func whatItCannotCompareWithIsNamed(_ flags: String, _ status: Int32, _ error: String) async throws {
    let workshop = try await Workshop([], sql: Workshop.shop)
    let outcome = try workshop.command(
      ["browse", "--plain"] + flags.split(separator: " ").map(String.init) + workshop.connection)
    #expect((outcome.status, outcome.output) == (status, ""))
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.contains(error))
  }
}
