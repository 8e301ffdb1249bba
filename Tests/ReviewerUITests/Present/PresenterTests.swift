import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

@Suite struct PresenterTests {
  @Test func beginsWithTheStepThatWasLookedAt() {
    var presenter = Presenter(
      Shop.facts(), configuration: Presenter.Configuration(tokens: Shop.tokens), now: "2026-11-21T09:00:00Z", from: 2)
    #expect(presenter.stepsRun == 2)
    _ = presenter.handle(.reached(steps: 0, Shop.staged(0)))
    _ = presenter.handle(.reached(steps: 1, Shop.staged(1)))
    #expect(presenter.screen.contains("3 of 7"))
    #expect(presenter.screen.contains("running what comes before it: 1 of 2"))
    _ = presenter.handle(.reached(steps: 2, Shop.staged(2)))
    #expect(presenter.screen.contains("not run yet"))
    #expect(presenter.shownStep == 2)
  }

  @Test func aStepIsShownThenRunThenTheNextOneIsShown() {
    var presenter = Shop.presenter()
    #expect(presenter.press("Space") == [])
    #expect(presenter.screen.contains("1 of 7"))
    #expect(presenter.screen.contains("not run yet"))
    #expect(presenter.press("Space") == [.showSchema(afterSteps: 1)])
    #expect(presenter.screen.contains("running"))
    _ = presenter.handle(.reached(steps: 1, Shop.staged(1)))
    #expect(presenter.screen.contains("✓ run on the copy"))
    #expect(presenter.press("n") == [])
    #expect(presenter.screen.contains("2 of 7"))
  }

  @Test(arguments: ["b", "p", "Left", "Backspace"]) func goingBackTakesTheStepBack(_ key: String) {
    var presenter = Shop.presenter(at: 2)
    #expect(presenter.screen.contains("2 of 7"))
    #expect(presenter.press(key) == [.showSchema(afterSteps: 1)])
    #expect(presenter.screen.contains("not run yet"))
    #expect(presenter.press(key) == [])
    #expect(presenter.screen.contains("1 of 7"))
    #expect(presenter.press("\(key) \(key)") == [.showSchema(afterSteps: 0)])
    #expect(presenter.screen.contains("the copy is ready"))
    presenter.press(key)
    #expect(presenter.screen.contains("this is the beginning"))
  }

  @Test func nothingIsSkippedWhileAStepRuns() {
    var presenter = Shop.presenter()
    presenter.press("Space Space")
    #expect(presenter.press("Space Space Space") == [])
    #expect(presenter.screen.contains("the step is still running"))
    #expect(presenter.screen.contains("1 of 7"))
    #expect(!presenter.isIdle)
  }

  @Test func pausesCanBeSkipped() {
    var presenter = Shop.presenter()
    presenter.press("s")
    #expect(presenter.press("Space") == [.showSchema(afterSteps: 1)])
    _ = presenter.handle(.reached(steps: 1, Shop.staged(1)))
    #expect(presenter.press("Space") == [.showSchema(afterSteps: 2)])
    _ = presenter.handle(.reached(steps: 2, Shop.staged(2)))
    #expect(presenter.press("b") == [.showSchema(afterSteps: 1)])
    #expect(presenter.screen.contains("1 of 7"))
  }

  @Test func aStepThatFailsSaysWhyAndEndsTheWay() {
    var presenter = Shop.presenter(at: 1)
    presenter.press("Space Space")
    _ = presenter.handle(.stopped(step: 1, message: "ERROR: column \"email_verified\" already exists"))
    #expect(presenter.screen.contains("✗ fails on the copy"))
    #expect(presenter.screen.contains("already exists"))
    #expect(presenter.press("Space") == [])
    #expect(presenter.screen.contains("the plan stops here"))
    #expect(presenter.press("b") == [.showSchema(afterSteps: 1)])
    #expect(presenter.screen.contains("not run yet"))
  }

  @Test func withoutACopyTheStepsAreShownAllTheSame() {
    var presenter = Shop.presenter()
    _ = presenter.handle(.notReady("no PostgreSQL is installed here"))
    presenter.press("Space")
    #expect(presenter.screen.contains("not run"))
    #expect(presenter.press("Space Space") == [])
    #expect(presenter.screen.contains("2 of 7"))
  }

  @Test func beforeTheCopyIsThereTheTalkDoesNotBegin() {
    var presenter = Shop.presenter(isReady: false)
    _ = presenter.handle(.preparing("rebuilding the schema"))
    presenter.press("Space")
    #expect(presenter.screen.contains("the copy is not ready yet: rebuilding the schema"))
    #expect(!presenter.isIdle)
  }

  @Test func commandsAreRunByName() {
    var presenter = Shop.presenter()
    presenter.press(":")
    presenter.type("toggle-n")
    #expect(presenter.screen.contains("speaker's notes"))
    presenter.press("Enter")
    #expect(presenter.screen.contains("─ notes ─"))
    presenter.press("g t")
    #expect(presenter.screen.contains("theme "))
    presenter.press("Esc")
    #expect(!presenter.screen.contains("commands"))
  }

  @Test func helpIsFilteredAndRunsWhatIsChosen() {
    var presenter = Shop.presenter()
    presenter.press("? f")
    presenter.type("timer")
    presenter.press("Enter")
    #expect(presenter.screen.contains("filter: timer, 1 of "))
    presenter.press("Enter")
    _ = presenter.handle(.tick(milliseconds: 1000))
    #expect(presenter.screen.contains("0:00"))
    presenter.press("? f x Esc")
    #expect(!presenter.screen.contains("filter: "))
  }

  @Test func aBlankScreenIsBlankAndAnyKeyBringsThePageBack() {
    var presenter = Shop.presenter(at: 1)
    let before = presenter.screen
    presenter.press(".")
    #expect(presenter.screen.allSatisfy { $0 == "\n" })
    presenter.press("Space")
    #expect(presenter.screen == before)
  }

  @Test func theTimerCountsFromWhereItWasStarted() {
    var presenter = Shop.presenter(at: 1)
    _ = presenter.handle(.tick(milliseconds: 5000))
    presenter.press("t")
    #expect(presenter.screen.contains("0:00"))
    _ = presenter.handle(.tick(milliseconds: 20_000))
    _ = presenter.handle(.tick(milliseconds: 20_000 + 75_000))
    #expect(presenter.screen.contains("1:15"))
    presenter.press("t")
    #expect(!presenter.screen.contains("1:15"))
  }

  @Test(arguments: [(0, "09:00"), (60, "10:00"), (-600, "23:00"), (345, "14:45")])
  func theClockIsTheOneOnTheWall(_ minutes: Int, _ time: String) {
    #expect(Shop.presenter(minutesAheadOfUTC: minutes).screen.contains(time))
  }

  @Test func whateverStandsInDataIsShownAndNotObeyed() {
    var facts = Shop.facts()
    facts.plan.groups[0].steps[0].path = "public.\u{1B}[2J\u{202E}"
    var presenter = Shop.presenter(facts)
    presenter.press("Space")
    #expect(presenter.screen.contains("<ESC>[2J<U+202E>"))
  }

  @Test(arguments: [(1, 1), (2, 30), (19, 5), (20, 6), (40, 12), (300, 4), (80, 24), (300, 100)])
  func everySizeIsDrawn(_ columns: Int, _ rows: Int) {
    for pages in 0...9 {
      var presenter = Shop.presenter(at: pages, columns: columns, rows: rows)
      presenter.press("N")
      let grid = presenter.draw()
      #expect((grid.columns, grid.rows) == (columns, rows))
      _ = presenter.handle(.terminal(.resize(columns: rows, rows: columns)))
      #expect(presenter.draw().columns == rows)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var drive: @Sendable (inout Presenter) -> Void

    init(_ name: String, drive: @escaping @Sendable (inout Presenter) -> Void) {
      (testDescription, self.drive) = (name, drive)
    }
  }

  @Test(arguments: [
    Case("opening") { _ in },
    Case("step-before") {
      $0.stage(1); $0.press("Space")
    },
    Case("step-after") { $0.stage(2) },
    Case("step-notes") {
      $0.stage(2); $0.press("N")
    },
    Case("created") { $0.stage(1) },
    Case("ending") { $0.stage(8) },
  ])
  func looksAsRecorded(_ example: Case) throws {
    for (columns, rows) in [(80, 24), (120, 40), (200, 50)] {
      var presenter = Shop.presenter(columns: columns, rows: rows)
      example.drive(&presenter)
      try expectScreen("present-\(example.testDescription)-\(columns)x\(rows)", presenter.draw())
    }
  }
}
