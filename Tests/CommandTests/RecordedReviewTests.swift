import Foundation
import MigrationCore
import Testing

/// What the ledger and the folder of a plan have to say of it, as `lint` tells it.
@Suite struct RecordedReviewTests {
  private static let index = [
    [Step(sql: "CREATE INDEX orders_note ON orders (note);", type: "table.index", operation: "create", path: "p")]
  ]

  /// A shop whose plan has run and is recorded.
  private func applied(_ groups: [[Step]] = Workshop.change, sql: String = Workshop.shop) async throws -> Workshop {
    let workshop = try await Workshop(groups, sql: sql)
    let apply = try workshop.command(
      ["apply", "--plan", "plan.json", "--auto-approve", "--ledger", "target"] + workshop.connection)
    #expect(apply.status == 0, "\(apply.errors)")
    return workshop
  }

  private func lint(_ workshop: Workshop, _ file: String = "plan.json") throws -> String {
    try workshop.command(["lint", file, "--fail-on", "never"] + workshop.connection).output
  }

  @Test func withoutALedgerItIsNotChecked() async throws {
    let workshop = try await Workshop()
    #expect(try lint(workshop).hasSuffix("; 4 rules not checked: there is no ledger\n"))
  }

  @Test func aPlanThatRanIsToldByItsChange() async throws {
    let workshop = try await applied()
    let found = try lint(workshop)
    #expect(found.contains("error: change 1 of ") && found.contains(" ran this very plan here (non-linear-history)\n"))
    #expect(!found.contains("not checked: there is no ledger") && !found.contains("(drift-before-apply)"))
  }

  @Test func whatWasChangedPastTheLedgerIsNamed() async throws {
    let workshop = try await applied()
    _ = try workshop.ask("ALTER TABLE customers ADD COLUMN by_hand int")
    let found = try lint(workshop)
    #expect(found.contains(" left it: table customers changed (drift-before-apply)\n"))
  }

  @Test func aFileThatWasEditedAfterItRanIsTold() async throws {
    let workshop = try await applied()
    let text = try String(contentsOfFile: workshop.plan, encoding: .utf8)
    try workshop.write(Array(text.replacing("'What was ordered.'", with: "'Orders.'").utf8), to: workshop.plan)
    #expect(try lint(workshop).contains(" ran this file, which has been changed since (applied-file-modified)\n"))
  }

  @Test func howLongAStepTookNarrowsTheNextEstimate() async throws {
    let rows = "INSERT INTO customers SELECT n, 'x' FROM generate_series(1, 50000) n; ANALYZE customers;"
    let fill = "INSERT INTO orders SELECT n, n, 'x' FROM generate_series(1, 50000) n; ANALYZE orders;"
    let workshop = try await applied(Self.index, sql: Workshop.shop + rows + fill)
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: "CREATE INDEX again ON orders (id, note);")])])
    try workshop.write(PlanCodec.encode(plan), to: "\(workshop.folder)/next.json")
    try workshop.write(
      Array("[rules.index-build-estimate]\nrows = 1000\n".utf8), to: "\(workshop.folder)/countersign.toml")
    #expect(try lint(workshop, "next.json").contains(": half to twice of what change 1, step 1.1: 50.0k rows in "))
  }

  @Test func aPlanInTheSameFolderThatHasToRunBeforeIsNamed() async throws {
    let workshop = try await Workshop([[Step(sql: "ALTER TABLE cities ADD COLUMN n int;")]])
    let other = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: "CREATE TABLE cities (id int);")])])
    try workshop.write(PlanCodec.encode(other), to: "\(workshop.folder)/cities.json")
    try workshop.write(Array("{}".utf8), to: "\(workshop.folder)/package.json")
    #expect(try lint(workshop).contains("error: needs public.cities, which cities.json makes (cross-plan-ordering)\n"))
  }
}
