import Foundation
import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

@Suite struct PlainReviewTests {
  @Test(
    arguments: [
      ("plain", Shop.facts), ("plain-without-database", GoldenScreenTests.withoutDatabase),
      ("plain-signed", GoldenScreenTests.signed),
    ] as [(String, @Sendable () -> ReviewFacts)])
  func readsAsRecorded(_ name: String, _ facts: @Sendable () -> ReviewFacts) throws {
    try expectText(name, PlainReview.text(facts(), tokens: Shop.tokens))
  }

  @Test(
    arguments: [
      Shop.facts, GoldenScreenTests.withoutDatabase, GoldenScreenTests.signed, Self.hostile, Self.wide,
    ] as [@Sendable () -> ReviewFacts])
  func noLineIsLongerThanEightyColumns(_ facts: @Sendable () -> ReviewFacts) {
    for line in PlainReview.text(facts()).split(separator: "\n") {
      #expect(StyledText(String(line)).width <= 80, "\(line)")
    }
  }

  @Test func rulesThatWereNotAskedAreCountedWithTheReason() {
    var facts = Shop.facts()
    var assessment = Shop.assessment
    assessment.unaskedRules = "9 rules not checked: there is no ledger"
    facts.assessment = .loaded(assessment)
    #expect(PlainReview.text(facts).contains("\nRules: 9 rules not checked: there is no ledger\n"))
    var reviewer = Shop.reviewer(facts)
    reviewer.press("W")
    #expect(reviewer.screen.contains("9 rules not checked: there is no ledger"))
  }

  @Test func statementsThatNoRuleUnderstoodAreCounted() {
    var facts = Shop.facts()
    var assessment = Shop.assessment
    assessment.notAnalysed = 2
    facts.assessment = .loaded(assessment)
    #expect(PlainReview.text(facts).contains("\nRules: 2 statements not analysed\n"))
    var reviewer = Shop.reviewer(facts)
    reviewer.press("W")
    #expect(reviewer.screen.contains("2 statements not analysed"))
  }

  @Test func noControlCharacterGetsOut() {
    let text = PlainReview.text(Self.hostile()).unicodeScalars
    #expect(!text.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E })
    #expect(PlainReview.text(Self.hostile()).contains("<ESC>"))
  }

  /// Escape sequences, NUL, bidi overrides and line ends wherever text can come from outside.
  @Sendable private static func hostile() -> ReviewFacts {
    let evil = "a\u{1B}[2J\u{0}\u{9B}31m\u{202E}b\u{7F}\r\nc\u{7}"
    return facts(saying: evil)
  }

  /// Characters that take two columns, and names as long as PostgreSQL lets them be.
  @Sendable private static func wide() -> ReviewFacts { facts(saying: String(repeating: "漢字テーブル", count: 10)) }

  private static func facts(saying text: String) -> ReviewFacts {
    var facts = Shop.facts()
    facts.planName = text
    facts.target = text
    facts.database = text
    facts.plan.groups[0].steps[0].sql = "ALTER TABLE \"\(text)\" ADD COLUMN \"\(text)\" text; -- \(text)"
    facts.plan.groups[0].steps[0].path = "public.\(text)"
    facts.plan.groups[0].steps[0].type = text
    facts.notes = [text]
    let table = Shop.table(Identifier(text), [(Identifier(text), text)])
    facts.current = .loaded(Shop.tree(.liveDatabase, tables: [table], view: text))
    facts.desired = .loaded(Shop.tree(.rehearsal(failure: text), tables: [], view: text))
    return facts
  }
}
