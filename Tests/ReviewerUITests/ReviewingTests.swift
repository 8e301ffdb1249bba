import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

@Suite struct ReviewingTests {
  @Test func aStepIsSeenOnceItWasShown() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.progress.seen == [StepID(group: 1, step: 1)])
    reviewer.press("J J")
    #expect(reviewer.progress.seen.count == 3)
    reviewer.press("L G")
    #expect(reviewer.progress.seen.count == 3, "a list shows no step")
    reviewer.press("Enter")
    #expect(reviewer.progress.seen.contains(StepID(group: 3, step: 1)))
  }

  @Test func aScreenWithoutTheStepSeesNothing() {
    let reviewer = Shop.reviewer(columns: 60, rows: 16)
    #expect(reviewer.progress.seen.isEmpty)
  }

  @Test func theTreeFollowsTheStepAndTheStepTheTree() {
    var reviewer = Shop.reviewer()
    reviewer.press("5 J")
    #expect(reviewer.screen.contains("6/7"))
    reviewer.press("g g")
    reviewer.press("j j")
    #expect(reviewer.screen.contains("1/7"), "the cursor is on audit_log, which step 1 creates")
    reviewer.press("j")
    #expect(reviewer.screen.contains("unchanged by this plan"))
    reviewer.press("K")
    #expect(reviewer.screen.contains("that was the first step"))
  }

  @Test func aStepInAFoldIsUnfolded() {
    var reviewer = Shop.reviewer()
    reviewer.press("z M")
    #expect(!reviewer.screen.contains("email_verified"))
    reviewer.press("J J")
    #expect(reviewer.screen.contains("+         email_verified  boolean"))
  }

  @Test func aCountRepeats() {
    var reviewer = Shop.reviewer()
    reviewer.press("g g")
    reviewer.press("4 j")
    let grid = reviewer.draw()
    let selected = (0..<grid.rows).first { grid[2, $0].paint.surface == .selection }
    #expect(selected == 6)
  }

  @Test func aNumberAloneIsAPaneAfterAPause() {
    var reviewer = Shop.reviewer()
    reviewer.press("4")
    #expect(reviewer.tickInterval != nil)
    reviewer.wait(1000)
    #expect(reviewer.screen.contains("drop-column"))
    #expect(reviewer.tickInterval == nil)
  }

  @Test func anUnknownKeySaysSo() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("@") == [.bell])
    #expect(reviewer.screen.contains("@ does nothing here"))
  }

  @Test func escapeForgetsAPrefix() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("z Esc").isEmpty)
    #expect(reviewer.press("J").isEmpty)
    #expect(reviewer.screen.contains("2/7"))
  }

  @Test func aCommentIsSavedWhereItBelongs() throws {
    var reviewer = Shop.reviewer()
    reviewer.press("J J c")
    reviewer.type("is it unused?")
    let effects = reviewer.press("Enter")
    guard case .saveReview(let document)? = effects.first else {
      Issue.record("nothing was saved: \(effects)")
      return
    }
    let comment = try #require(document.comments.last)
    #expect(comment.place == .step(StepID(group: 1, step: 3)))
    #expect(comment.author == "grace")
    #expect(comment.writtenAt == "2026-11-21T09:00:00Z")
    #expect(reviewer.screen.contains("is it unused?"))
  }

  @Test func undoTakesACommentBackAndRedoBringsItAgain() {
    var reviewer = Shop.reviewer()
    reviewer.press("c")
    reviewer.type("first")
    reviewer.press("Enter")
    #expect(reviewer.facts.review.comments.count == 2)
    reviewer.press("u")
    #expect(reviewer.facts.review.comments == [Shop.comment])
    reviewer.press("C-r")
    #expect(reviewer.facts.review.comments.count == 2)
  }

  @Test func twoEqualCommentsHaveTwoNames() {
    var reviewer = Shop.reviewer()
    for _ in 0..<2 {
      reviewer.press("c")
      reviewer.type("same")
      reviewer.press("Enter")
    }
    #expect(Set(reviewer.facts.review.comments.map(\.id)).count == 3)
  }

  @Test func aCommentCanBeResolved() {
    var reviewer = Shop.reviewer()
    reviewer.press("J x")
    #expect(reviewer.facts.review.comments[0].isResolved)
    reviewer.press("x")
    #expect(!reviewer.facts.review.comments[0].isResolved)
  }

  @Test func aPasteIsTextAndNeverKeys() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.handle(.terminal(.paste("qqqQ"))) == [.bell])
    #expect(reviewer.screen.contains("never run as keys"))
    reviewer.press("c")
    _ = reviewer.handle(.terminal(.paste("two\nlines")))
    reviewer.press("Enter")
    #expect(reviewer.facts.review.comments.last?.text == "two\nlines")
  }

  @Test func copyingGivesExactlyTheBytes() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("y") == [.copy(Shop.plan.groups[0].steps[0].sql)])
    #expect(reviewer.press("Y") == [.copy(Shop.fingerprint)])
  }

  @Test func whatTheEditorGivesBackIsAComment() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("e") == [.openEditor(EditorText(text: "", fileExtension: "md", isWritable: true))])
    _ = reviewer.handle(.editorReturned("  from the editor\n"))
    #expect(reviewer.facts.review.comments.last?.text == "from the editor")
    reviewer.press("J c")
    reviewer.type("half")
    #expect(reviewer.press("C-x") == [.openEditor(EditorText(text: "half", fileExtension: "md", isWritable: true))])
    _ = reviewer.handle(.editorReturned("whole"))
    #expect(reviewer.facts.review.comments.last?.text == "whole")
    #expect(reviewer.screen.contains("» whole"))
  }

  @Test func unsavedCommentsAreNotLeftSilently() {
    var reviewer = Shop.reviewer()
    reviewer.press("c")
    reviewer.type("kept?")
    reviewer.press("Enter")
    _ = reviewer.handle(.reviewNotSaved("the folder is read-only"))
    #expect(reviewer.screen.contains("the folder is read-only"))
    #expect(reviewer.press("R").isEmpty)
    #expect(reviewer.screen.contains("R again"))
    #expect(reviewer.press("j R").isEmpty)
    #expect(reviewer.press("R") == [.reload])
    #expect(reviewer.press("Q").isEmpty)
    #expect(reviewer.press("Q") == [.quit])
  }

  @Test func theSearchGoesRoundTheTree() {
    var reviewer = Shop.reviewer()
    reviewer.press("/")
    reviewer.type("touch")
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("function  public.touch()"))
    reviewer.press("n")
    #expect(reviewer.screen.contains("match 1 of 1"))
  }

  @Test func aResizeKeepsTheCursorInView() {
    var reviewer = Shop.reviewer()
    reviewer.press("5 J")
    for rows in [50, 30, 24, 10, 6, 3] {
      _ = reviewer.handle(.terminal(.resize(columns: 90, rows: rows)))
      #expect(reviewer.screen.contains("idx_orders_placed_at"), "\(rows) rows")
    }
  }

  @Test func theCursorStaysWithItsObjectWhenTreesArrive() {
    var reviewer = Shop.reviewer(GoldenScreenTests.loading())
    reviewer.press("J J")
    _ = reviewer.handle(.currentTree(.loaded(Shop.current)))
    _ = reviewer.handle(.desiredTree(.loaded(Shop.desired)))
    #expect(reviewer.screen.contains("-         legacy_flag  integer"))
    #expect(reviewer.screen.contains("3/7"))
  }

  @Test func nothingWakesAnIdleScreen() {
    #expect(Shop.reviewer().tickInterval == nil)
    #expect(Shop.reviewer(GoldenScreenTests.loading()).tickInterval != nil)
  }

  @Test func aClickSelectsAndASecondOneUnfolds() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.screen.contains("▸ customers"))
    _ = reviewer.handle(.terminal(.mouse(.press, column: 10, row: 5)))
    #expect(reviewer.screen.contains("table  public.customers"))
    _ = reviewer.handle(.terminal(.mouse(.press, column: 10, row: 5)))
    #expect(reviewer.screen.contains("▾ customers"))
  }

  @Test func theMouseDragsTheLinesBetweenThePanes() {
    var reviewer = Shop.reviewer(columns: 100, rows: 40)
    let before = ReviewLayout(columns: 100, rows: 40, focus: .trees)
    guard let heading = before.heading, let divider = before.divider else {
      Issue.record("there are no lines")
      return
    }
    _ = reviewer.handle(.terminal(.mouse(.press, column: 20, row: heading)))
    _ = reviewer.handle(.terminal(.mouse(.drag, column: 20, row: 10)))
    _ = reviewer.handle(.terminal(.mouse(.release, column: 20, row: 10)))
    #expect(reviewer.draw().text(row: 10).contains("step 1.1"))
    _ = reviewer.handle(.terminal(.mouse(.press, column: divider, row: 5)))
    _ = reviewer.handle(.terminal(.mouse(.drag, column: 70, row: 5)))
    #expect(Array(reviewer.draw().text(row: 5))[70] == "│")
  }

  @Test func anItemThatIsLongerThanTheScreenIsReadToItsEnd() {
    var facts = Shop.facts()
    let reason = (1...40).map { "part\($0)" }.joined(separator: " ")
    facts.findings = .loaded(
      (1...3).map { number in
        Finding(
          rule: "drop-column", severity: .error, step: StepID(group: 1, step: number), message: "finding \(number)",
          reason: number == 1 ? reason : "short", remedy: "")
      })
    var reviewer = Shop.reviewer(facts, columns: 30, rows: 8)
    reviewer.press("W")
    var seen = ""
    for _ in 1...40 where !reviewer.screen.contains("finding 2") {
      seen += reviewer.screen
      reviewer.press("j")
    }
    for number in 1...40 { #expect(seen.contains("part\(number)"), "part\(number)") }
    #expect(reviewer.screen.contains("finding 2"))
    reviewer.press("k")
    #expect(reviewer.screen.contains("part40"))
  }

  @Test func theAssessmentAboveTheWarningsIsNoneOfThem() {
    var reviewer = Shop.reviewer(columns: 80, rows: 12)
    reviewer.press("W")
    let count = Shop.findings.count
    #expect(reviewer.screen.contains("/\(count) "), "\(reviewer.screen)")
    #expect(!reviewer.screen.contains("/\(count + 1)"))
    reviewer.press("G")
    #expect(reviewer.screen.contains("\(count)/\(count) "), "\(reviewer.screen)")
    reviewer.press("2 g g Enter")
    let second = reviewer.screen
    var walked = Shop.reviewer(columns: 80, rows: 12)
    walked.press("W g g j j Enter")
    #expect(second == walked.screen, "2 is the second finding")
  }

  @Test func aPageOfAListIsAsLongAsTheScreen() {
    var facts = Shop.facts()
    facts.findings = .loaded(
      (1...30).map { number in
        Finding(
          rule: "drop-column", severity: .error, step: StepID(group: 1, step: 1), message: "finding \(number).",
          reason: "short", remedy: "short")
      })
    var reviewer = Shop.reviewer(facts)
    reviewer.press("W PgDn")
    #expect(reviewer.screen.contains("finding 6."))
    reviewer.press("G")
    #expect(reviewer.screen.contains("finding 30."))
    reviewer.press("g g j")
    #expect(reviewer.screen.contains("finding 1."))
  }

  @Test func aTalkLeadsBackToTheStepThatItEndedWith() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("J J p") == [.present])
    #expect(reviewer.shownStep == 2)
    _ = reviewer.handle(.presented(upTo: 4))
    #expect(reviewer.screen.contains("5/7  step 1.5"))
  }

  @Test func thePaletteRunsACommandByName() {
    var reviewer = Shop.reviewer()
    reviewer.press(":")
    reviewer.type("show-warn")
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("drop-column  step 1.3"))
  }
}
