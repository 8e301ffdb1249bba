import MigrationCore
import Testing

@Suite struct AllowanceRuleTests {
  private static func findings(_ sql: String, _ allowances: [Allowance], live: LiveFacts? = ReviewFixture.live)
    -> [String]
  {
    var context = ReviewFixture.context([[sql]], live: live)
    context.allowances = [StepID(group: 1, step: 1): allowances]
    let rules: Set<RuleID> = ["drop-table", "unused-suppression", "suppression-without-reason"]
    return RuleBook.findings(in: context).filter { rules.contains($0.rule) }
      .map { "\($0.severity) \($0.rule) \($0.allowance?.reason ?? "-")" }
  }

  @Test func whatIsAcceptedIsARemarkWithItsReason() {
    let found = Self.findings("DROP TABLE orders", [Allowance("drop-table", reason: "empty since May")])
    #expect(found == ["info drop-table empty since May"])
  }

  @Test func anAllowanceWithoutAReasonIsAnError() {
    let found = Self.findings("DROP TABLE orders", [Allowance("drop-table", reason: "")])
    #expect(found == ["error suppression-without-reason -", "info drop-table "])
  }

  @Test(arguments: ["drop-column", "drop-tabel"] as [RuleID])
  func anAllowanceThatMatchesNothingIsTold(_ rule: RuleID) {
    let found = Self.findings("DROP TABLE orders", [Allowance(rule, reason: "so")])
    #expect(found == ["error drop-table -", "warning unused-suppression -"])
  }

  @Test func aRuleThatCannotBeAskedIsNotHeldAgainstItsAllowance() {
    let found = Self.findings("SELECT 1", [Allowance("rewrite-estimate", reason: "so")], live: nil)
    #expect(found.isEmpty)
  }

  @Test func aSyntaxErrorIsOneWhereTheServerHasOurGrammar() {
    #expect(RuleCase("syntax-error", ["ALTER TABLE orders VIRTUALIZE"]).found == ["1.1 error"])
    #expect(RuleCase("syntax-error", ["ALTER TABLE orders VIRTUALIZE"], live: nil).found.isEmpty)
    #expect(RuleCase("syntax-error", ["SELECT 1"]).found.isEmpty)
  }
}
