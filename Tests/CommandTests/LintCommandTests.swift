import Foundation
import MigrationCore
import Testing

/// `countersign lint` as a user and a CI job call it.
@Suite struct LintCommandTests {
  private static let migration = """
    BEGIN;
    ALTER TABLE orders ADD COLUMN email text;
    -- countersign:allow drop-table nobody reads it since May
    DROP TABLE customers CASCADE;
    COMMIT;
    \\d orders
      CREATE INDEX, on orders;
    CREATE INDEX orders_note ON orders (note);
    """

  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop()
    try workshop.write(Array(Self.migration.utf8), to: "\(workshop.folder)/m 1.sql")
    return workshop
  }

  @Test func findingsHaveTheirPlaceAndEndWithStatusThree() async throws {
    let workshop = try await workshop()
    let lint = try workshop.command(["lint", "m 1.sql"])
    #expect(lint.status == 3 && lint.errors.isEmpty)
    #expect(lint.output.contains("m 1.sql:8:1: error: writes to public.orders (size not checked: no database) wait"))
    #expect(lint.output.contains("m 1.sql:4:1: info: drops the table public.customers"))
    #expect(lint.output.contains("    allowed: nobody reads it since May\n"))
    #expect(lint.output.contains("m 1.sql:7:3: warning: not analysed: "))
    #expect(lint.output.contains("; 1 statement not analysed; 1 psql command passed over; "))
    #expect(lint.output.hasSuffix("rules not checked: no database was named\n"))
  }

  @Test func withADatabaseItsNumbersAreTold() async throws {
    let workshop = try await workshop()
    let lint = try workshop.command(["lint", "m 1.sql", "--fail-on", "never"] + workshop.connection)
    #expect(lint.status == 0)
    #expect(lint.output.contains("drops the table public.customers (rows unknown: never analysed, "))
    #expect(!lint.output.contains("no database"))
    #expect(
      lint.output.contains("\nrisk: high, step 1.3: ") && lint.output.contains("\npreflight: nothing in the way by "))
  }

  @Test func standardInputIsReadWhereAFileMayBe() async throws {
    let workshop = try await workshop()
    let lint = try workshop.command(["lint", "-", "m 1.sql"], input: "\nDROP TABLE orders;\n")
    #expect(lint.output.contains("<stdin>:2:1: error: drops the table public.orders"))
    #expect(lint.output.contains("\nm 1.sql:4:1: info: drops the table public.customers"))
    let sarif = try workshop.command(["lint", "-", "--format", "sarif"], input: "DROP TABLE orders;")
    #expect(sarif.output.contains("\"uri\": \"%3Cstdin%3E\""))
    let twice = try workshop.command(["lint", "-", "-"], input: "DROP TABLE orders;")
    #expect(twice.status == 2 && twice.errors.contains("error: standard input is read once"))
  }

  @Test func aPlanIsKnownByWhatItHolds() async throws {
    let workshop = try await workshop()
    try workshop.write(Array("CREATE TABLE solo (a int);".utf8), to: "\(workshop.folder)/solo.sql")
    let planned = try workshop.command(
      ["plan", "--file", "solo.sql", "--output-json", "stdout"] + workshop.connection)
    let lint = try workshop.command(["lint", "-", "--format", "json"], input: planned.output)
    #expect(lint.output.contains("\"not_analysed\": 0") && lint.output.contains("\"step\": \"1.1\""))
    try workshop.write(Array(planned.output.utf8), to: "\(workshop.folder)/saved")
    #expect(try workshop.command(["lint", "saved", "--format", "json"]).output.contains("\"not_analysed\": 0"))
    let both = try workshop.command(["lint", "m 1.sql", "saved"])
    #expect(both.status == 2 && both.errors.contains("error: a plan is looked at alone"))
    let broken = try workshop.command(["lint", "-"], input: "{\"version\": ")
    #expect(broken.errors.contains("error: <stdin>: the plan is not valid JSON"))
    let inOne = try workshop.command(["lint", "--single-transaction", "saved"])
    #expect(inOne.status == 2 && inOne.errors.contains("error: --single-transaction is for SQL files"))
  }

  @Test func whatIsInASchemaThatNobodyNamedIsKnown() async throws {
    let workshop = try await workshop()
    _ = try workshop.ask("CREATE SCHEMA log CREATE TABLE entry (id int)")
    let lint = try workshop.command(
      ["lint", "-"] + workshop.connection, input: "ALTER TABLE log.entry ADD a int DEFAULT random();")
    #expect(
      lint.output.contains("the default random() of a rewrites log.entry (rows unknown: never analysed, 0 bytes)"))
  }

  @Test func rowsAreLookedAtOnlyWhenAsked() async throws {
    let workshop = try await workshop()
    try workshop.write(
      Array("CREATE UNIQUE INDEX CONCURRENTLY k ON orders (note);".utf8), to: "\(workshop.folder)/u.sql")
    let lint = ["lint", "u.sql", "--fail-on", "never"] + workshop.connection
    #expect(try workshop.command(lint).output.contains("rows with the same note; not checked"))
    let probed = try workshop.command(lint + ["--probe"]).output
    #expect(probed.contains("info: no two rows of public.orders ("))
    #expect(probed.contains(" UTC, ") && !probed.contains("rows with the same note"))
    let refused = try workshop.command(["lint", "u.sql", "--probe"])
    #expect(refused.status != 0 && refused.errors.contains("--probe asks a database"))
  }

  @Test func aPlanIsLookedAtStepByStep() async throws {
    let workshop = try await Workshop()
    let lint = try workshop.command(["lint", "plan.json"])
    #expect(lint.status == 3)
    #expect(lint.output.contains("plan.json:step 1.2: error: drops legacy_code of public.customers"))
  }

  @Test func theConfigurationChangesSeverities() async throws {
    let workshop = try await Workshop()
    try workshop.write(Array("DROP TABLE orders;".utf8), to: "\(workshop.folder)/m.sql")
    let configuration = "\(workshop.folder)/countersign.toml"
    func errors(_ text: String) throws -> Bool {
      try workshop.write(Array(text.utf8), to: configuration)
      return try workshop.command(["lint", "m.sql"]).output.contains("error: drops the table")
    }
    #expect(try errors(""))
    #expect(try !errors("[rules]\ndrop-table = \"off\"\n"))
    #expect(try errors("[rules.drop-table]\nseverity = \"error\"\n"))
    #expect(
      try workshop.command(["lint", "m.sql", "--ruleset", "relaxed"]).output.contains("warning: drops the table")
        == false)
  }

  @Test(arguments: [
    ("[rule]\n", "there is no [rule]", "did you mean rules?"),
    ("[rules]\ndrop-tabel = \"off\"\n", "there is no rule drop-tabel", "did you mean drop-table?"),
    ("[rules]\ndrop-table = \"fatal\"\n", "the severity of the rule drop-table is \"fatal\"", "write \"off\""),
    (
      "[rules.large-table-step]\nrow = 1\n", "there is no option row of the rule large-table-step", "did you mean rows?"
    ),
    (
      "[rules.large-table-step]\nrows = \"x\"\n", "rows of the rule large-table-step has another type", "rows = 1000000"
    ),
    ("[environments.dev]\nrulset = \"x\"\n", "there is no key rulset in [environments.dev]", "did you mean ruleset?"),
    ("[rules\n", "countersign.toml: line 1: ", "it has to be TOML"),
  ])
  func aWrongConfigurationIsOneClearError(_ text: String, _ message: String, _ hint: String) async throws {
    let workshop = try await Workshop()
    try workshop.write(Array(text.utf8), to: "\(workshop.folder)/countersign.toml")
    let lint = try workshop.command(["lint", "plan.json"])
    #expect(lint.status == 2 && lint.output.isEmpty)
    #expect(lint.errors.hasPrefix("error: ") && lint.errors.contains(message) && lint.errors.contains("hint: "))
    #expect(lint.errors.contains(hint) && lint.errors.split(separator: "\n").count == 2)
  }

  @Test func theFormatsOfMachinesAreWhatTheyRead() async throws {
    let workshop = try await workshop()
    let json = try workshop.command(["lint", "m 1.sql", "--format", "json"])
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let findings = try #require(document["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["rule"] as? String == "drop-table" && $0["allowed"] as? String != nil })
    #expect(findings.contains { $0["rule"] as? String == "index-create-not-concurrent" && $0["line"] as? Int == 8 })
    let sarif = try workshop.command(["lint", "m 1.sql", "--format", "sarif"])
    let log = try #require(try JSONSerialization.jsonObject(with: Data(sarif.output.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == findings.count && sarif.output.contains("\"uri\": \"m%201.sql\""))
    #expect(results.contains { $0["suppressions"] != nil })
    let github = try workshop.command(["lint", "m 1.sql", "--format", "github"])
    #expect(github.output.contains("::error file=m 1.sql,line=8,col=1,title=index-create-not-concurrent::writes to "))
    #expect(github.status == 3 && sarif.status == 3 && json.status == 3)
  }

  @Test(arguments: [
    (["lint"], "Missing expected argument"), (["lint", "gone.sql"], "gone.sql does not exist"),
    (["lint", "plan.json", "m.sql"], "a plan is looked at alone"), (["lint", "gone.json"], "gone.json"),
  ])
  func whatCannotBeReadIsOneClearError(_ arguments: [String], _ message: String) async throws {
    let lint = try await Workshop().command(arguments)
    #expect((lint.status == 1 || lint.status == 2) && lint.output.isEmpty && lint.errors.contains(message))
    #expect(lint.errors.hasPrefix("error: "))
  }

  @Test func aRuleIsExplained() async throws {
    let workshop = try await Workshop()
    let rule = try workshop.command(["rules", "--explain", "large-table-step"])
    #expect(rule.output.contains("severity  warning in the strict ruleset, off in the relaxed one"))
    #expect(rule.output.contains("[rules.large-table-step]\nrows = 1000000  # "))
    #expect(try workshop.command(["rules", "--explain", "drop-tabel"]).errors.contains("did you mean drop-table?"))
    #expect(try workshop.command(["rules", "--format", "markdown"]).output.contains("\n### drop-table\n"))
  }
}
