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

  @Test func aSignatureThatIsWorthNothingIsMarkedWhereItStands() throws {
    var past = Shop.past
    let adopted = try #require(past.events.first { if case .adoption = $0 { true } else { false } })
    past.signatureProblems = [adopted.id: "does not hold: the key is revoked"]
    var reviewer = Shop.reviewer(rows: 60)
    reviewer.press("H")
    _ = reviewer.handle(.past(.loaded(past)))
    let lines = reviewer.screen.split(separator: "\n").map(String.init)
    let marked = try #require(lines.firstIndex { $0.contains("✗ the signature does not hold: the key is revoked") })
    #expect(lines[marked - 1].contains("signed by  amy"))
    #expect(lines.count { $0.contains("✗ the signature") } == 1)
  }

  @Test func aLedgerThatWasChangedIsSaidAboveEverything() {
    var past = Shop.past
    past.brokenRow = BrokenEntry(id: 3, problem: "it was changed after it was written")
    var reviewer = Shop.reviewer(columns: 120)
    reviewer.press("H")
    _ = reviewer.handle(.past(.loaded(past)))
    #expect(reviewer.screen.contains("! row 3 of the ledger does not hold: it was changed after it was written"))
  }

  @Test func commandsHaveTheFlagsThatLedThere() {
    var past = Shop.past
    past.standing = .unfinished(7)
    past.flags = ["--env", "production"]
    past.resuming = CopiedCommand.resuming(7, plan: "plan.json", past.flags)
    var reviewer = Shop.reviewer(columns: 120, rows: 40)
    reviewer.press("H")
    _ = reviewer.handle(.past(.loaded(past)))
    #expect(reviewer.screen.contains("to go on: countersign apply --plan plan.json --env production --resume"))
    #expect(reviewer.screen.contains("countersign plan --reverse-of 7 --env production"))
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
