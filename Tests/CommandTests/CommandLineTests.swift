import Foundation
import MigrationCore
import Postgres
import Testing

/// The command without a terminal: what it prints, and what it says when something is wrong.
@Suite struct CommandLineTests {
  @Test func applyRunsThePlanAndRefusesItAfterwards() async throws {
    let workshop = try await Workshop()
    let apply = ["apply", "--plan", workshop.plan] + workshop.connection
    let declined = try workshop.command(apply, input: "no\n")
    #expect(declined.status == 0)
    #expect(declined.output.contains("Apply cancelled."))
    let applied = try workshop.command(apply, input: "yes\n")
    #expect(applied.status == 0)
    #expect(applied.output.contains("Changes applied successfully!"))
    let again = try workshop.command(apply + ["--auto-approve"])
    #expect(again.status == 5)
    #expect(again.errors.contains("schema fingerprint mismatch - expected: "))
  }

  @Test func aFailureInTheSecondGroupKeepsTheFirst() async throws {
    var groups = Workshop.change
    groups[1][0].sql = "CREATE INDEX CONCURRENTLY broken ON orders (no_such_column);"
    let workshop = try await Workshop(groups)
    let outcome = try workshop.command(["apply", "--plan", workshop.plan, "--auto-approve"] + workshop.connection)
    #expect(outcome.status == 6)
    #expect(outcome.errors.contains("step 2.1"))
    #expect(outcome.errors.contains("1 of 3 groups committed"))
    #expect(try workshop.ask("SELECT obj_description('orders'::regclass)") == nil)
  }

  @Test func theReviewIsPlainTextWithoutATerminal() async throws {
    let workshop = try await Workshop()
    let outcome = try workshop.command(["review", workshop.plan] + workshop.connection)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Fingerprint of the target: matches"))
    #expect(outcome.output.contains("drop column public.customers.legacy_code"))
    #expect(outcome.output.contains("ERROR drop-column"))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func anEmptyPlanIsNothingToDo() async throws {
    let workshop = try await Workshop([])
    #expect(try String(contentsOfFile: workshop.plan, encoding: .utf8).contains("\"groups\": null"))
    let review = try workshop.command(["review", workshop.plan] + workshop.connection)
    #expect((review.status, review.errors) == (0, ""))
    #expect(review.output.contains("nothing to review"))
    let apply = try workshop.command(["apply", "--plan", workshop.plan] + workshop.connection)
    #expect((apply.status, apply.errors) == (0, ""))
    #expect(apply.output.contains("No changes to apply."))
  }

  struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let arguments: [String]
    var content: String?
    var status: Int32 = 1
    let error: String
  }

  @Test(arguments: [
    BadInput(testDescription: "no file", arguments: ["review", "none.json"], error: "there is no file none.json"),
    BadInput(testDescription: "a folder", arguments: ["review", "."], error: "cannot be read"),
    BadInput(
      testDescription: "not JSON", arguments: ["review", "bad.json"], content: "SELECT 1;", error: "not valid JSON"),
    BadInput(
      testDescription: "an unknown version", arguments: ["review", "bad.json"],
      content: #"{"version":"9.0.0","pgschema_version":"1.12.4","created_at":"","groups":null}"#,
      error: "unsupported plan format version"),
    BadInput(
      testDescription: "a duplicate key", arguments: ["review", "bad.json"],
      content: #"{"version":"1.0.0","version":"1.0.0"}"#, error: "a key that was there before at byte 19"),
    BadInput(
      testDescription: "no server", arguments: ["apply", "--plan", "plan.json", "--host", "/nowhere", "--db", "x"],
      error: "/nowhere"),
    BadInput(
      testDescription: "no server to browse", arguments: ["browse", "--plain", "--host", "/nowhere", "--db", "x"],
      error: "hint: check that the server runs"),
    BadInput(
      testDescription: "no server to dump", arguments: ["dump", "--host", "/nowhere", "--db", "x"],
      error: "hint: check that the server runs"),
    BadInput(
      testDescription: "no server for a fingerprint", arguments: ["fingerprint", "--host", "/nowhere", "--db", "x"],
      error: "hint: check that the server runs"),
    BadInput(
      testDescription: "no such service", arguments: ["fingerprint", "--dsn", "service=none", "--db", "x"],
      error: "hint: write a URI or key words"),
    BadInput(
      testDescription: "a rollout", arguments: ["rollout", "plan.json", "--group", "tenants"], status: 2,
      error: "rollout is not built yet"),
    BadInput(
      testDescription: "a shell that is not known", arguments: ["completions", "csh"], status: 2, error: "csh"),
    BadInput(
      testDescription: "no database", arguments: ["apply", "--plan", "plan.json"], status: 2,
      error: "database name is required"),
    BadInput(
      testDescription: "an unknown flag", arguments: ["review", "plan.json", "--wrong"], status: 2, error: "--wrong"),
    BadInput(
      testDescription: "an unknown rule", arguments: ["rules", "--explain", "no-such-rule"], status: 2,
      error: "no rule is called no-such-rule"),
    BadInput(
      testDescription: "a wrong sslmode", arguments: ["fingerprint", "--db", "x", "--sslmode", "maybe"], status: 2,
      error: "invalid sslmode"),
  ])
  func badInputIsOneClearError(_ bad: BadInput) async throws {
    let workshop = try await Workshop()
    if let content = bad.content { try workshop.write(Array(content.utf8), to: workshop.folder + "/bad.json") }
    let outcome = try workshop.command(bad.arguments)
    #expect(outcome.status == bad.status)
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(outcome.errors.contains(bad.error))
    #expect(!FileManager.default.fileExists(atPath: workshop.review))
  }

  @Test func shellsAreGivenCompletions() async throws {
    let workshop = try await Workshop()
    for shell in ["bash", "zsh", "fish"] {
      let script = try workshop.command(["completions", shell])
      #expect(script.status == 0 && script.output.contains("countersign"))
      if shell == "bash" { #expect(try workshop.run(["bash", "-n"], input: script.output).status == 0) }
    }
  }

  @Test func groupsAreSaidToBeOfNoUse() async throws {
    let workshop = try await Workshop()
    try workshop.write(
      Array("[groups.tenants]\ndsn = \"service=tenants\"\n".utf8), to: "\(workshop.folder)/countersign.toml")
    let listed = try workshop.command(["history"] + workshop.connection)
    #expect(listed.status == 0 && listed.errors.split(separator: "\n").count == 1)
    #expect(listed.errors.hasPrefix("note: [groups] of countersign.toml is read and not used: "))
    let named = try workshop.command(["apply", "--plan", "plan.json", "--env", "tenants"])
    #expect(named.status == 2 && named.errors.contains("tenants is a group, and rollouts over groups"))
  }

  @Test func aFileBesideThePlanSetsNothingButConnectionParameters() async throws {
    let workshop = try await Workshop()
    let text = "PGHOST=\(workshop.database.host ?? "")\nNO_SUCH_NAME=x\nTERM=\nCOUNTERSIGN_PG_BIN=/nowhere\n"
    try workshop.write(Array(text.utf8), to: "\(workshop.folder)/.env")
    let user = ["--user", workshop.database.user ?? "", "--db", workshop.database.database ?? ""]
    #expect(try workshop.command(["fingerprint"] + user).status == 0)
    // Whatever that names is run as a program.
    let rehearsed = try workshop.command(["rehearse", "plan.json"] + user)
    #expect(!rehearsed.errors.contains("/nowhere"), "\(rehearsed.errors)")
  }

  @Test func aDatabaseThatIsNotThereIsNotChecked() async throws {
    let workshop = try await Workshop()
    let outcome = try workshop.command(
      ["review", workshop.plan, "--host", workshop.database.host ?? "", "--user", "postgres", "--db", "no_such_db"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("not checked"))
    #expect(outcome.output.contains("no_such_db"))
    let schema = try workshop.command(["fingerprint"] + workshop.connection + ["--schema", "no_such_schema"])
    #expect(schema.status == 1)
    #expect(schema.errors.contains("no_such_schema"))
  }
}
