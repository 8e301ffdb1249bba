import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// SQL of many lines, and of lines without an end: only what is seen costs, and nothing of it is lost.
@Suite struct LongSQLTests {
  private static func reviewer(_ sql: String, columns: Int = 80, rows: Int = 24) -> Reviewer {
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: sql, type: "function", operation: "create", path: "public.f")])])
    var facts = ReviewFacts(planName: "plan.json", planHash: Shop.planHash, plan: plan)
    facts.findings = .loaded([])
    return Shop.reviewer(facts, columns: columns, rows: rows)
  }

  private static let lines = (0..<20_000).map { "  perform work(\($0), 'number \($0)');" }
  private static let function = "CREATE FUNCTION f() RETURNS void AS $$\n\(lines.joined(separator: "\n"))\n$$;"
  private static let oneLine =
    "INSERT INTO t VALUES " + (0..<60_000).map { "(\($0), 'x')" }.joined(separator: ", ") + ";"

  /// The sum over all keys is bounded: each of them used to cost as much as the whole text.
  @Test(arguments: ["function", "one line"]) func keysDoNotCostMoreForIt(_ kind: String) {
    let sql = kind == "function" ? Self.function : Self.oneLine
    var reviewer = Self.reviewer(sql)
    var short = Self.reviewer("SELECT 1;")
    func press(_ reviewer: inout Reviewer) {
      reviewer.press("Tab")
      for _ in 0..<40 {
        reviewer.press("j C-f C-b")
        _ = reviewer.draw()
      }
    }
    let clock = ContinuousClock()
    let usual = clock.measure { press(&short) }
    let long = clock.measure { press(&reviewer) }
    #expect(long < usual * 20 + .seconds(2), "\(long) instead of \(usual)")
  }

  @Test func itsLastLineIsReached() {
    var reviewer = Self.reviewer(Self.function)
    reviewer.press("Tab G")
    #expect(reviewer.screen.contains("number 19999"))
    reviewer.press("g g")
    #expect(reviewer.screen.contains("number 3'"))
    reviewer.press("Enter G")
    #expect(reviewer.screen.contains("number 19999") && reviewer.screen.contains("$$;"))
  }

  @Test func aLineWithoutAnEndIsShownToItsEnd() {
    var reviewer = Self.reviewer(Self.oneLine)
    reviewer.press("Tab G")
    #expect(reviewer.screen.contains("(59999, 'x');"))
    reviewer.press("Enter G")
    #expect(reviewer.screen.contains("(59999, 'x');"))
  }

  @Test(arguments: [78, 79, 80, 133]) func noWordOfALongLineIsLost(_ columns: Int) {
    let words = (0..<6000).map { "w\($0)" }
    var reviewer = Self.reviewer(words.joined(separator: " "), columns: columns, rows: 60)
    reviewer.press("Tab + +")
    var seen: Set<Substring> = []
    for _ in 0..<60 {
      for word in reviewer.screen.split(whereSeparator: { $0.isWhitespace || $0 == "│" }) { seen.insert(word) }
      reviewer.press("C-f")
    }
    #expect(words.filter { !seen.contains($0[...]) } == [])
  }

  @Test func aLineOfNothingButTabsIsMeasuredOnce() {
    var reviewer = Self.reviewer(String(repeating: "\t", count: 200_000) + "x")
    let time = ContinuousClock().measure { reviewer.press("Tab j j Enter j") }
    #expect(time < .seconds(60))
  }

  /// They may be part of a text, and nobody would see them.
  @Test func blanksAtTheEndOfALineAreMarked() {
    var reviewer = Self.reviewer("COMMENT ON TABLE t IS 'a \t\n  b  c  \n\t\n';  ")
    reviewer.press("Tab Enter")
    for line in ["IS 'a<SP><TAB>", "  b  c<SP><SP>", "';<SP><SP>"] {
      #expect(reviewer.screen.contains(line), "\(line)\n\(reviewer.screen)")
    }
    #expect(reviewer.screen.split(separator: "\n").contains { $0.contains("<TAB>") && !$0.contains("IS") })
  }

  @Test func withoutWrappingALongLineIsOneRow() {
    var reviewer = Self.reviewer(Self.oneLine)
    reviewer.press("w Tab")
    #expect(reviewer.screen.contains("INSERT INTO t VALUES (0, 'x')"))
    #expect(reviewer.screen.split(separator: "\n").count { $0.contains("'x')") } == 1)
  }
}
