import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// Nothing is signed or applied but by a person who typed a word into a box that they had time to read.
@Suite struct DecisionTests {
  private func ready() -> Reviewer {
    var reviewer = Shop.reviewer()
    GoldenScreenTests.ready(&reviewer)
    return reviewer
  }

  private func isSigned(_ effects: [Effect]) -> Bool {
    effects.contains { effect in
      if case .sign = effect { return true }
      return effect == .apply
    }
  }

  @Test func theTypedNameSigns() {
    var reviewer = ready()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.type("fine")
    reviewer.press("Enter")
    reviewer.type("shop")
    #expect(reviewer.press("Enter") == [.sign(.approve, message: "fine")])
  }

  @Test func withoutADatabaseTheHashIsTyped() {
    var facts = GoldenScreenTests.withoutDatabase()
    facts.findings = .loaded([])
    var reviewer = Shop.reviewer(facts)
    reviewer.walkAllSteps()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.press("Tab")
    reviewer.type("3f1c9a4b")
    #expect(reviewer.press("Enter") == [.sign(.approve, message: "")])
  }

  @Test func whatIsMissingIsSaidInstead() {
    var reviewer = Shop.reviewer()
    reviewer.press("S")
    #expect(reviewer.screen.contains("6 steps not seen yet"))
    #expect(reviewer.screen.contains("1 error not acknowledged"))
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("2/7"), "Enter goes to the first step that was not seen")
  }

  @Test func oneUnseenStepIsEnoughToRefuse() {
    var facts = Shop.facts()
    facts.findings = .loaded([])
    var reviewer = Shop.reviewer(facts)
    for _ in 1..<6 { reviewer.press("J") }
    reviewer.press("S")
    #expect(reviewer.screen.contains("1 step not seen yet"))
    #expect(!reviewer.screen.contains("acknowledged"))
  }

  @Test func oneOpenErrorIsEnoughToRefuse() {
    var reviewer = Shop.reviewer()
    reviewer.walkAllSteps()
    reviewer.press("S")
    #expect(reviewer.screen.contains("1 error not acknowledged"))
    #expect(!reviewer.screen.contains("not seen yet"))
  }

  @Test func enterAndYSignNothing() {
    var reviewer = ready()
    reviewer.press("S")
    reviewer.wait(500)
    for _ in 0..<50 { #expect(!isSigned(reviewer.press("Enter"))) }
    for _ in 0..<50 { #expect(!isSigned(reviewer.press("y Enter"))) }
  }

  @Test func aPasteSignsNothing() {
    var reviewer = ready()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.press("Tab")
    #expect(reviewer.handle(.terminal(.paste("shop"))) == [.bell])
    #expect(reviewer.screen.contains("a paste is refused"))
    #expect(!isSigned(reviewer.press("Enter")))
    #expect(!isSigned(reviewer.handle(.terminal(.paste("shop\n")))))
  }

  @Test func whatWasTypedAheadSignsNothing() {
    var reviewer = ready()
    var effects = reviewer.press("S Tab")
    effects += reviewer.type("shop")
    effects += reviewer.press("Enter")
    reviewer.wait(200)
    effects += reviewer.press("Tab")
    effects += reviewer.type("shop")
    effects += reviewer.press("Enter")
    #expect(!isSigned(effects))
    reviewer.wait(1000, from: 2000)
    #expect(!isSigned(reviewer.press("Enter Enter Enter")))
  }

  @Test func theMouseSignsNothing() {
    var reviewer = ready()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.press("Tab")
    reviewer.type("shop")
    for row in 0..<24 {
      for column in 0..<80 {
        #expect(!isSigned(reviewer.handle(.terminal(.mouse(.press, column: column, row: row)))))
      }
    }
  }

  @Test func aResizeClosesTheBox() {
    var reviewer = ready()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.press("Tab")
    reviewer.type("shop")
    _ = reviewer.handle(.terminal(.resize(columns: 100, rows: 30)))
    #expect(!isSigned(reviewer.press("Enter")))
  }

  @Test func aChangedPlanClosesTheBoxAndVoidsWhatWasSigned() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    reviewer.walkAllSteps()
    reviewer.press("S")
    reviewer.wait(500)
    reviewer.press("Tab")
    reviewer.type("shop")
    _ = reviewer.handle(.planChanged(hash: String(repeating: "0", count: 64)))
    #expect(!isSigned(reviewer.press("Enter")))
    reviewer.press("Esc")
    #expect(reviewer.screen.contains("changed on disk"))
    reviewer.press("s")
    #expect(reviewer.screen.contains("void: the plan file changed"))
    reviewer.press("q S")
    #expect(reviewer.screen.contains("read it again first"))
  }

  @Test func aRejectionNeedsAReason() {
    var reviewer = Shop.reviewer()
    reviewer.press("X")
    reviewer.wait(500)
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("a reason is needed"))
    reviewer.type("no backup")
    reviewer.press("Enter")
    reviewer.type("shop")
    #expect(reviewer.press("Enter") == [.sign(.reject, message: "no backup")])
  }

  @Test func applyIsRefusedWhenTheCommandLineDidNotAllowIt() {
    var configuration = Shop.configuration
    configuration.applyRefusal = "start with --apply"
    var reviewer = Shop.reviewer(GoldenScreenTests.signed(), configuration: configuration)
    #expect(reviewer.press("A").isEmpty)
    #expect(reviewer.screen.contains("start with --apply"))
  }

  @Test func aBoxThatLeadsNowhereDoesNotOfferTo() {
    var configuration = Shop.configuration
    configuration.applyRefusal = "start with --apply"
    var reviewer = Shop.reviewer(configuration: configuration)
    reviewer.press("A")
    #expect(reviewer.screen.contains("start with --apply") && !reviewer.screen.contains("go there"))
    reviewer.press("Esc S")
    #expect(reviewer.screen.contains("not seen yet") && reviewer.screen.contains("go there"))
  }

  @Test func applyChecksTheFingerprintAgainAndWaitsForIt() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    #expect(reviewer.press("A") == [.checkFingerprint])
    reviewer.wait(500)
    reviewer.type("shop")
    #expect(reviewer.press("Enter").isEmpty, "the fingerprint is not known yet")
    _ = reviewer.handle(.fingerprintChecked(.differs(found: "00")))
    #expect(reviewer.press("Enter").isEmpty)
    _ = reviewer.handle(.fingerprintChecked(.matches))
    #expect(reviewer.press("Enter") == [.apply])
  }

  @Test func whatCannotBeAppliedAsksForNoWord() {
    var reviewer = Shop.reviewer()
    reviewer.press("A")
    _ = reviewer.handle(.fingerprintChecked(.matches))
    reviewer.wait(500)
    #expect(reviewer.screen.contains("every condition above has to hold"))
    #expect(!reviewer.screen.contains("then Enter"))
  }

  @Test func whoAppliesAPlanThatStoppedHalfWayIsToldHowItGoesOn() throws {
    let target = LedgerTarget(environment: "production", database: "shop", schemas: ["public"], system: "7.1")
    let beginning = ChangeBeginning(
      target: target, executor: Executor(name: "amy", key: "SHA256:x", login: "amy", machine: "laptop", role: "shop"),
      planHash: Shop.planHash, before: RecordedState(fingerprint: "f", catalogHashes: []), signoffs: [],
      tool: "countersign 0.1.0")
    let entry = LedgerEntry(
      id: 3, writtenAt: "2026-03-01T09:00:00.000000Z", change: nil, record: .began(beginning),
      previous: LedgerEntry.firstPrevious)
    let past = RecordedPast(
      ledger: "database shop", events: try RecordedHistory([entry]).events, standing: .unfinished(3))
    var reviewer = Shop.reviewer(GoldenScreenTests.signed(), rows: 40)
    reviewer.press("A")
    #expect(reviewer.handle(.fingerprintChecked(.differs(found: "00"))) == [.readHistory])
    #expect(!reviewer.screen.contains("--resume"))
    _ = reviewer.handle(.past(.loaded(past)))
    #expect(reviewer.screen.contains("change 3"))
    #expect(reviewer.screen.contains("--resume"))
  }

  @Test func nothingIsAppliedWithoutAnApproval() {
    var reviewer = Shop.reviewer()
    reviewer.press("A")
    _ = reviewer.handle(.fingerprintChecked(.matches))
    reviewer.wait(500)
    reviewer.type("shop")
    #expect(reviewer.press("Enter").isEmpty)
    #expect(reviewer.screen.contains("nobody has approved this plan"))
  }

  @Test func aRunningApplyIsNotLeftByQuitting() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    GoldenScreenTests.run(&reviewer)
    #expect(reviewer.press("q").isEmpty)
    #expect(reviewer.screen.contains("stop the apply?"))
    reviewer.press("Esc")
    #expect(reviewer.press("Q").isEmpty)
    #expect(reviewer.press("s") == [.cancelApply(.afterStatement)])
    reviewer.press("C-c")
    #expect(reviewer.press("c") == [.cancelApply(.currentStatement)])
    #expect(reviewer.press("Esc Esc Q").isEmpty)
  }

  @Test func twoInterruptsQuitAnIdleScreen() {
    var reviewer = Shop.reviewer()
    #expect(reviewer.press("C-c").isEmpty)
    #expect(reviewer.press("j C-c").isEmpty, "a key in between")
    #expect(reviewer.press("C-c") == [.quit])
  }

  @Test func whatWasNeverBegunIsNotCalledFailed() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    GoldenScreenTests.run(&reviewer)
    var report = ApplyReport(
      outcome: ApplyOutcome(ending: .cancelled(nil), committedGroups: [], openGroups: [1, 2, 3]),
      next: ["make a new plan"])
    report.refusal = "the schema changed"
    _ = reviewer.handle(.applyEnded(report))
    #expect(reviewer.screen.contains("not begun: the schema changed"))
    #expect(reviewer.screen.contains("Nothing was run."))
  }

  @Test func theScreenGoesAlongWithWhatRuns() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed(), columns: 60, rows: 19)
    GoldenScreenTests.run(&reviewer)
    _ = reviewer.handle(.terminal(.resize(columns: 60, rows: 6)))
    #expect(reviewer.screen.contains("2.1"))
    reviewer.press("g g")
    _ = reviewer.handle(.tick(milliseconds: 18_000))
    #expect(!reviewer.screen.contains("2.1"))
    reviewer.press("j j j")
    _ = reviewer.handle(.applyProgress(.stepStarted(StepID(group: 3, step: 1))))
    #expect(reviewer.screen.contains("3.1"))
  }

  @Test func whoHoldsALockStaysOnTheScreenUntilItIsGiven() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    GoldenScreenTests.run(&reviewer)
    let step = StepID(group: 2, step: 1)
    _ = reviewer.handle(.applyProgress(.stepProgress(step, percent: 99)))
    #expect(reviewer.screen.contains("held by process 4242, app (worker)"))
    _ = reviewer.handle(.applyProgress(.stepWaiting(step, on: [])))
    #expect(!reviewer.screen.contains("held by process 4242"))
    #expect(reviewer.screen.contains("running  99%"))
  }

  @Test func theFailureCardHasTheStatementTheErrorAndTheWayOut() {
    var reviewer = Shop.reviewer(GoldenScreenTests.signed())
    GoldenScreenTests.run(&reviewer)
    _ = reviewer.handle(
      .applyEnded(
        ApplyReport(
          outcome: ApplyOutcome(
            ending: .failed(StepID(group: 2, step: 1), message: "ERROR: no room\nDETAIL: disk full"),
            committedGroups: [1], openGroups: [2, 3]),
          next: ["go on where it stopped: countersign apply --plan plan.json --resume"])))
    for words in [
      "step 2.1  table.index create", "ERROR: no room", "DETAIL: disk full", "CREATE INDEX CONCURRENTLY",
      "committed, and stays: group 1 (5 steps)", "groups 2, 3 (2 steps)", "--resume",
    ] { #expect(reviewer.screen.contains(words), "\(words)") }
  }
}
