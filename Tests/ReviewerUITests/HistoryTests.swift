import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// The ledger on the screen: read when it is asked for, and again when that is asked for.
@Suite struct HistoryTests {
  @Test func theLedgerIsReadOnceAndAgainWhenAsked() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("H") == [.readHistory])
    #expect(reviewer.draw().transcript.contains("reading the ledger"))
    _ = reviewer.handle(.past(.loaded(Shop.past)))
    #expect(reviewer.draw().transcript.contains("the schema is not as recorded by 7"))
    #expect(reviewer.press("q H") == [])
    #expect(reviewer.press("R") == [.readHistory])
  }

  @Test func withoutADatabaseThereIsNothingToRead() {
    var reviewer = Shop.reviewer(GoldenScreenTests.withoutDatabase())
    #expect(reviewer.press("H") == [])
    #expect(reviewer.draw().transcript.contains("not read: no database was named"))
  }

  @Test func aBrowserReadsItToo() {
    var browser = Shop.browser()
    #expect(browser.press("H") == [.readHistory])
    _ = browser.handle(.past(.unavailable("connection refused")))
    #expect(browser.draw().transcript.contains("not read: connection refused"))
    #expect(browser.press("R") == [.readHistory])
    browser.press("q")
    #expect(browser.draw().transcript.contains("users"))
  }

  @Test func hostileTextOfTheLedgerIsHarmless() {
    var past = Shop.past
    past.ledger = "file \u{1B}[31mx"
    var reviewer = Shop.reviewer()
    reviewer.press("H")
    _ = reviewer.handle(.past(.loaded(past)))
    #expect(!reviewer.draw().transcript.contains("\u{1B}"))
  }
}
