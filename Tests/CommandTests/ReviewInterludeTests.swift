import Foundation
import Glibc
import Postgres
import PseudoTerminal
import Testing

/// What happens beside a review: the talk that it opens, the targets that it asks, the terminal that goes away.
@Suite struct ReviewInterludeTests {
  private func sign(_ workshop: Workshop, on terminal: PseudoTerminal) throws {
    terminal.send("S")
    try terminal.wait(for: "the database's name")
    terminal.settle(milliseconds: 700)
    terminal.send("ok\t\(workshop.database.database ?? "")")
    terminal.settle()
    terminal.send("\r")
    try terminal.wait(for: "signed")
  }

  private func apply(_ workshop: Workshop, on terminal: PseudoTerminal) throws {
    terminal.send("A")
    try terminal.wait(for: "the target is the schema of the plan")
    terminal.settle(milliseconds: 700)
    terminal.send(workshop.database.database ?? "")
    terminal.settle()
    terminal.send("\r")
  }

  @Test func aTalkIsGivenOnTheSameTerminalAndGoesBackToTheReview() async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"], columns: 120, rows: 40)
    let before = terminal.settings
    try terminal.wait(for: "✓ matches")
    terminal.send("J")
    try terminal.wait(for: "2/4")
    terminal.send("p")
    try terminal.wait("the step that was looked at") { $0.contains("2 of 4") && $0.contains("not run yet") }
    terminal.send(" ")
    try terminal.wait(for: "✓ run on the copy")
    try terminal.wait(for: "(measured)")
    terminal.send(" ")
    try terminal.wait(for: "3 of 4")
    terminal.resize(columns: 100, rows: 30)
    try terminal.wait("the talk at its new size") { $0.text[29].hasPrefix("└") }
    terminal.send("q")
    try terminal.wait("the review at that size") { $0.contains("3/4") && $0.text[29].hasPrefix("└") }
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.settings == before)
    #expect(terminal.screen.unknown == [])
    #expect(try workshop.ask("SELECT count(*) FROM pg_attribute WHERE attname = 'email'") == "0")
  }

  @Test func aSignalInATalkEndsTheReviewToo() async throws {
    let workshop = try await Workshop()
    let terminal = try workshop.open(["--no-rehearsal"])
    let before = terminal.settings
    try terminal.wait(for: "✓ matches")
    terminal.send("p")
    try terminal.wait(for: "4 steps in 3 groups")
    terminal.kill(SIGTERM)
    #expect(try terminal.exitStatus() == 128 + Int(SIGTERM))
    #expect(terminal.settings == before)
  }

  @Test func theTargetsAndTheHistoryOfAStepAreRead() async throws {
    let workshop = try await Workshop([[Workshop.change[2][0]]])
    let database = workshop.database
    let configuration = """
      [ledger]
      file = "\(workshop.folder)/ledger.jsonl"
      [environments.elsewhere]
      dsn = "host=\(workshop.folder) dbname=nowhere"
      [environments.shop]
      dsn = "host=\(database.host ?? "") port=5432 user=\(database.user ?? "") dbname=\(database.database ?? "")"

      """
    try workshop.write(Array(configuration.utf8), to: "\(workshop.folder)/countersign.toml")
    let applied = try workshop.command([
      "apply", "--plan", workshop.plan, "--env", "shop", "--auto-approve",
    ])
    #expect(applied.status == 0, "\(applied.errors)")
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review", workshop.plan, "--env", "shop", "--no-rehearsal"],
      environment: workshop.environment, columns: 120, rows: 40, directory: workshop.folder)
    try terminal.wait(for: "does not match")
    terminal.send("t")
    try terminal.wait(for: "another schema than the plan was made for")
    try terminal.wait(for: "took ")
    try terminal.wait(for: "elsewhere was not read")
    terminal.send("t")
    try terminal.wait(for: "[history]")
    try terminal.wait(for: "change 1, ")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func whatIsGraveOnlyAtApplyWantsAReasonThen() async throws {
    let workshop = try await Workshop([[Workshop.change[1][0]]])
    let configuration = "[rules.large-table-step]\nseverity = \"error\"\nrows = 1000\n"
    try workshop.write(Array(configuration.utf8), to: "\(workshop.folder)/countersign.toml")
    let terminal = try workshop.open(["--apply", "--no-rehearsal"], columns: 120, rows: 40)
    try terminal.wait(for: "✓ matches")
    #expect(!terminal.screen.contains("large-table-step"))
    try sign(workshop, on: terminal)
    let other = try Connection(workshop.database)
    _ = try other.execute("INSERT INTO customers VALUES (1, 'Ann')")
    _ = try other.execute("INSERT INTO orders SELECT number, 1, 'x' FROM generate_series(1, 5000) number")
    _ = try other.execute("ANALYZE orders")
    terminal.send("A")
    try terminal.wait(for: "large-table-step")
    try terminal.wait(for: "the target is the schema of the plan")
    terminal.settle(milliseconds: 700)
    terminal.send(workshop.database.database ?? "")
    terminal.settle()
    terminal.send("\r")
    terminal.settle()
    #expect(!terminal.screen.contains("applied"))
    terminal.send("\u{1B}")
    try terminal.wait(for: "nothing was signed or applied")
    terminal.send("W")
    try terminal.wait(for: "E large-table-step")
    terminal.send("a")
    terminal.settle()
    terminal.send("the night is long enough\r")
    try terminal.wait(for: "acknowledged by")
    try apply(workshop, on: terminal)
    try terminal.wait(for: "✓ applied: 1 step")
    terminal.send("Q")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func anApplyWhoseTerminalGoesAwayEndsItsStatementAndIsWrittenDown() async throws {
    let workshop = try await Workshop([[Workshop.change[0][0]], [Workshop.change[2][0]]])
    let terminal = try workshop.open(["--apply", "--no-rehearsal", "--lock-timeout", "120s"])
    try terminal.wait(for: "✓ matches")
    terminal.send("J")
    try terminal.wait(for: "2/2")
    try sign(workshop, on: terminal)
    let other = try Connection(workshop.database)
    _ = try other.execute("BEGIN; LOCK TABLE customers IN ACCESS SHARE MODE")
    try apply(workshop, on: terminal)
    try terminal.wait(for: "held by process")
    terminal.hangUp()
    _ = try other.execute("COMMIT")
    #expect(try terminal.exitStatus() == 128 + Int(SIGHUP))
    let columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'customers'::regclass AND attname = 'email'"
    #expect(try workshop.ask(columns) == "1", "the statement that ran is not lost")
    #expect(try workshop.ask("SELECT obj_description('orders'::regclass)") == nil, "the next one is not begun")
    let folder = "\(workshop.folder)/countersign"
    let logs = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".log") }
    let log = try String(contentsOfFile: "\(folder)/\(try #require(logs.first))", encoding: .utf8)
    #expect(logs.count == 1)
    for words in ["1.1 ALTER TABLE customers ADD COLUMN email text;", "Group 1 committed", "stopped"] {
      #expect(log.contains(words), "\(log)")
    }
  }
}
