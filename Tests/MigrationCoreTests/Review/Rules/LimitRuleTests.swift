import MigrationCore
import Testing

@Suite struct LimitRuleTests {
  @Test(arguments: [
    RuleCase(
      "comment-too-long", ["COMMENT ON TABLE orders IS 'too long'"], finds: "1.1 warning",
      choice: RuleChoice(
        overrides: ["comment-too-long": .warning], options: ["comment-too-long": ["characters": .number(5)]])),
    RuleCase(
      "comment-too-long", ["COMMENT ON TABLE orders IS 'short'"],
      choice: RuleChoice(overrides: ["comment-too-long": .warning])),
    RuleCase("affected-rows-limit", ["DELETE FROM orders"], finds: "1.1 warning"),
    RuleCase("affected-rows-limit", ["DELETE FROM orders WHERE id = 1"], finds: "1.1 warning", live: explained),
    RuleCase("affected-rows-limit", ["DELETE FROM orders WHERE id = 1"]),
    RuleCase("affected-rows-limit", ["DELETE FROM small"]),
    RuleCase("affected-rows-limit", ["DELETE FROM orders"], live: nil),
    RuleCase("insert-rows-limit", ["INSERT INTO orders (id) VALUES (1), (2), (3)"], finds: "1.1 warning", choice: two),
    RuleCase("insert-rows-limit", ["INSERT INTO orders (id) VALUES (1), (2)"], choice: two),
    RuleCase(
      "insert-rows-limit", ["INSERT INTO small (id) SELECT id FROM orders"], finds: "1.1 warning", live: explained),
    RuleCase("insert-rows-limit", ["INSERT INTO small (id) SELECT id FROM orders"]),
    RuleCase(
      "script-too-large", ["SELECT 1", "SELECT 2"], finds: "1.1 warning",
      choice: RuleChoice(options: ["script-too-large": ["statements": .number(1)]])),
    RuleCase("script-too-large", ["SELECT 1", "SELECT 2"]),
    RuleCase(
      "table-column-limit", ["CREATE TABLE t (a int, b int)", "ALTER TABLE t ADD c int"], finds: "1.2 warning",
      choice: columns(2)),
    RuleCase(
      "table-column-limit", ["CREATE TABLE t (a int, b int)", "ALTER TABLE t ADD IF NOT EXISTS b int"],
      choice: columns(2)),
    RuleCase("table-column-limit", ["ALTER TABLE orders ADD a int"], finds: "1.1 warning", choice: columns(4)),
    RuleCase("table-column-limit", ["ALTER TABLE orders ADD a int"], choice: columns(5)),
    RuleCase("identifier-too-long", ["CREATE TABLE \(String(repeating: "a", count: 64)) ()"], finds: "1.1 error"),
    RuleCase("identifier-too-long", ["CREATE TABLE \"\(String(repeating: "é", count: 32))\" ()"], finds: "1.1 error"),
    RuleCase("identifier-too-long", ["CREATE TABLE \(String(repeating: "a", count: 63)) ()"]),
  ])
  func finds(_ example: RuleCase) { #expect(example.found == example.findings) }

  /// However large a script is, every rule has looked at the whole of it.
  @Test func largeScriptsAreLookedAtToTheEnd() {
    let statements = Array(repeating: "SELECT 1", count: 600) + ["DELETE FROM orders"]
    let findings = RuleBook.findings(in: ReviewFixture.context([statements]))
    #expect(findings.contains { $0.rule == "script-too-large" })
    #expect(findings.contains { $0.rule == "delete-without-where" && $0.step == StepID(group: 1, step: 601) })
  }

  private static let two = RuleChoice(options: ["insert-rows-limit": ["rows": .number(2)]])

  private static func columns(_ count: Int) -> RuleChoice {
    RuleChoice(options: ["table-column-limit": ["columns": .number(count)]])
  }

  private static let explained: LiveFacts = {
    var live = ReviewFixture.live
    live.explainedRows = [
      "DELETE FROM orders WHERE id = 1": 20_000, "INSERT INTO small (id) SELECT id FROM orders": 12_000_000,
    ]
    return live
  }()
}
