import MigrationCore
import ReviewerUI
import TerminalKit
import Testing

/// Each screen at the smallest size that shows everything and at a large one.
@Suite struct GoldenScreenTests {
  struct Size: Sendable, CustomTestStringConvertible {
    var columns: Int
    var rows: Int
    var testDescription: String { "\(columns)x\(rows)" }
  }
  static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 50)]

  struct Scene: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var facts: @Sendable () -> ReviewFacts
    var play: @Sendable (inout Reviewer) -> Void
    init(
      _ name: String, _ facts: @escaping @Sendable () -> ReviewFacts = Shop.facts,
      _ play: @escaping @Sendable (inout Reviewer) -> Void
    ) {
      (testDescription, self.facts, self.play) = (name, facts, play)
    }
  }

  static let scenes = [
    Scene("opening") { _ in },
    Scene("step-walked") { $0.press("J") },
    Scene("step-reviewed") { $0.press("J J r") },
    Scene("definition") { $0.press("J J J J Enter") },
    Scene("definition-side-by-side") { $0.press("J J J J Enter |") },
    Scene("definition-lines") {
      $0.press("J J J J Enter j v j c")
      $0.type("why both?")
      $0.press("Enter v j Tab")
    },
    Scene("steps") { $0.press("J r L") },
    Scene("warnings") { $0.press("W") },
    Scene("warning-accepted") {
      $0.press("W a")
      $0.type("unused since March")
      $0.press("Enter")
    },
    Scene("comment-typing") {
      $0.press("J c")
      $0.type("and who fills it?")
    },
    Scene("comments") { $0.press("C") },
    Scene("not-ready") { $0.press("S") },
    Scene("sign-off") {
      GoldenScreenTests.ready(&$0)
      $0.press("S")
      $0.wait(500)
      $0.type("fine after the backup")
    },
    Scene("sign-offs") { $0.press("s") },
    Scene("history") {
      $0.press("H")
      _ = $0.handle(.past(.loaded(Shop.past)))
    },
    Scene("apply-dialog", GoldenScreenTests.signed) {
      $0.press("A")
      _ = $0.handle(.fingerprintChecked(.matches))
      $0.wait(500)
      $0.type("sho")
    },
    Scene("apply-running", GoldenScreenTests.signed) { GoldenScreenTests.run(&$0) },
    Scene("apply-stop", GoldenScreenTests.signed) {
      GoldenScreenTests.run(&$0)
      $0.press("C-c")
    },
    Scene("outcome", GoldenScreenTests.signed) {
      GoldenScreenTests.run(&$0)
      _ = $0.handle(
        .applyEnded(
          ApplyReport(
            outcome: ApplyOutcome(
              ending: .failed(StepID(group: 2, step: 1), message: "ERROR: canceling statement due to lock timeout"),
              committedGroups: [1], openGroups: [2, 3]),
            resultingFingerprint: "77aa1131737c955e", fingerprintAsExpected: false,
            next: ["countersign plan --env production, then review what is left"])))
    },
    Scene("applied", GoldenScreenTests.signed) {
      GoldenScreenTests.run(&$0)
      _ = $0.handle(
        .applyEnded(
          ApplyReport(
            outcome: ApplyOutcome(ending: .applied, committedGroups: [1, 2, 3], openGroups: []),
            resultingFingerprint: "77aa1131737c955e", fingerprintAsExpected: true)))
    },
    Scene("reject") {
      $0.press("X")
      $0.wait(500)
      $0.type("no backup")
    },
    Scene("step-sql") { $0.press("J J Tab Enter") },
    Scene("not-saved-quit") {
      _ = $0.handle(.reviewNotSaved("no space left on device"))
      $0.press("Q")
    },
    Scene("help") { $0.press("?") },
    Scene("prefix") { $0.press("z") },
    Scene("palette") {
      $0.press(":")
      $0.type("fold")
    },
    Scene("options") { $0.press("o") },
    Scene("help-filtered") {
      $0.press("? f")
      $0.type("comment")
      $0.press("Enter j")
    },
    Scene("searching") {
      $0.press("L /")
      $0.type("users")
    },
    Scene("filter") {
      $0.press("f")
      $0.type("mail")
    },
    Scene("step-paths", GoldenScreenTests.withoutDatabase) { $0.press("J") },
    Scene("loading", GoldenScreenTests.loading) { _ in },
    Scene("plan-changed", GoldenScreenTests.signed) {
      _ = $0.handle(.planChanged(hash: String(Shop.planHash.reversed())))
      $0.press("s")
    },
  ]

  @Test(arguments: scenes, sizes)
  func looksAsRecorded(_ scene: Scene, _ size: Size) throws {
    var reviewer = Shop.reviewer(scene.facts(), columns: size.columns, rows: size.rows)
    scene.play(&reviewer)
    try expectScreen("\(scene.testDescription)-\(size.testDescription)", reviewer.draw())
  }

  @Test func looksAsRecordedInASCII() throws {
    var configuration = Shop.configuration
    configuration.usesASCII = true
    var reviewer = Shop.reviewer(configuration: configuration)
    reviewer.press("J r")
    try expectScreen("ascii-80x24", reviewer.draw())
  }

  @Test(arguments: [Size(columns: 60, rows: 16), Size(columns: 40, rows: 12), Size(columns: 20, rows: 5)])
  func looksAsRecordedWhenSmall(_ size: Size) throws {
    var reviewer = Shop.reviewer(columns: size.columns, rows: size.rows)
    reviewer.press("J")
    try expectScreen("small-trees-\(size.testDescription)", reviewer.draw())
    reviewer.press("Tab")
    try expectScreen("small-step-\(size.testDescription)", reviewer.draw())
  }

  // MARK: Scenes

  static func ready(_ reviewer: inout Reviewer) {
    reviewer.walkAllSteps()
    reviewer.press("W a")
    reviewer.type("unused since March")
    reviewer.press("Enter q")
  }

  @Sendable static func signed() -> ReviewFacts {
    var facts = Shop.facts()
    facts.review.acknowledgements = [
      Acknowledgement(
        rule: "drop-column", step: StepID(group: 1, step: 3), author: "ada", writtenAt: "2026-11-20T10:01:00Z",
        reason: "unused since March")
    ]
    let statement = """
      {"discussion":"\(facts.review.discussionHash)","environment":"*","format":1,"message":"backup taken",\
      "plan":"\(Shop.planHash)","previous":null,"principal":"ada@example.org","signed_at":"2026-11-20T11:00:00Z",\
      "source_fingerprint":"\(Shop.fingerprint)","verdict":"approve"}
      """
    facts.review.signoffs = [Signoff(statement: statement, signature: "-----BEGIN SSH SIGNATURE-----")]
    facts.signoffs = SignoffStatus.all(in: facts.review, planHash: Shop.planHash, checks: [.good(key: "SHA256:k")])
    return facts
  }

  static func run(_ reviewer: inout Reviewer) {
    reviewer.press("A")
    _ = reviewer.handle(.fingerprintChecked(.matches))
    reviewer.wait(500)
    reviewer.type("shop")
    reviewer.press("Enter")
    func tell(_ progress: ApplyProgress, at milliseconds: Int) {
      _ = reviewer.handle(.tick(milliseconds: milliseconds))
      _ = reviewer.handle(.applyProgress(progress))
    }
    tell(.groupStarted(1, of: 3), at: 1600)
    for step in 1...5 {
      tell(.stepStarted(StepID(group: 1, step: step)), at: 1600 + step * 200)
      tell(.stepFinished(StepID(group: 1, step: step), milliseconds: 170), at: 1800 + step * 200)
    }
    tell(.notice(StepID(group: 1, step: 1), "NOTICE:  relation \"audit_log\" already exists, skipping"), at: 3000)
    tell(.groupCommitted(1), at: 3000)
    tell(.groupStarted(2, of: 3), at: 3000)
    tell(.stepStarted(StepID(group: 2, step: 1)), at: 3000)
    tell(.stepProgress(StepID(group: 2, step: 1), percent: 12), at: 9000)
    tell(
      .stepWaiting(
        StepID(group: 2, step: 1),
        on: [
          LockHolder(
            processID: 4242, user: "app", applicationName: "worker", query: "UPDATE orders SET total = 0 WHERE id = 1")
        ]), at: 15_000)
    _ = reviewer.handle(.tick(milliseconds: 17_000))
  }

  @Sendable static func withoutDatabase() -> ReviewFacts {
    ReviewFacts(
      planName: "plan.json", planHash: Shop.planHash, plan: Shop.plan, findings: .loaded(Shop.findings))
  }

  @Sendable static func loading() -> ReviewFacts {
    var facts = ReviewFacts(
      planName: "plan.json", planHash: Shop.planHash, plan: Shop.plan, target: "shop @ production", database: "shop",
      fingerprint: .checking, current: .loading("reading the catalog"), desired: .loading("waiting for it"),
      impacts: .loading("waiting for the catalog"), findings: .loading("checking the rules"))
    facts.assessment = .loading("connecting")
    return facts
  }
}
