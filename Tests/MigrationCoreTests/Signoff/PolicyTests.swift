import MigrationCore
import Testing

@Suite struct PolicyTests {
  static func file(_ pgschemaVersion: String = Plan.pgschemaVersion) throws -> PlanFile {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: pgschemaVersion, createdAt: "x", sourceFingerprint: exampleHash,
      groups: [TransactionGroup(steps: [Step(sql: "SELECT 1;")])])
    return try PlanFile(PlanCodec.encode(plan))
  }

  static func statement(
    _ principal: String = "ann", _ verdict: Statement.Verdict = .approve, second: Int = 0,
    in document: ReviewDocument = ReviewDocument(planHash: exampleHash)
  ) throws -> Statement {
    Statement(
      on: try file(), in: document, verdict: verdict, message: "m", principal: principal,
      signedAt: "2026-01-01T00:00:0\(second)Z")
  }

  static func statuses(_ entries: [(Statement, SignatureCheck)], planHash: String? = nil) throws -> [SignoffStatus] {
    let document = ReviewDocument(
      planHash: exampleHash, signoffs: entries.map { Signoff(statement: $0.0.text, signature: "s") })
    return SignoffStatus.all(in: document, planHash: try planHash ?? file().hash, checks: entries.map(\.1))
  }

  static func approve(
    _ statuses: [SignoffStatus], _ confirmation: Policy.Confirmation = .typed("shop", expected: "shop"),
    findings: [Finding] = [], acknowledgements: [Acknowledgement] = []
  ) throws(PolicyError) -> ApprovedPlan {
    guard let file = try? file() else { preconditionFailure("the example is a plan") }
    return try Policy.approve(
      file, signoffs: statuses, findings: findings, acknowledgements: acknowledgements, confirmation: confirmation)
  }

  static func code(_ body: () throws(PolicyError) -> Void) -> PolicyError.Code? {
    do { try body() } catch { return error.code }
    return nil
  }

  @Test func aStatementIsCanonicalAndComesOutAsItWentIn() throws {
    let statement = try Self.statement()
    #expect(try Statement(statement.text) == statement)
    #expect(
      statement.text
        == #"{"discussion":"\#(ReviewDocument(planHash: "").discussionHash)","environment":"*","format":1,"message":"m","#
        + #""plan":"\#(statement.planHash)","previous":null,"principal":"ann","signed_at":"2026-01-01T00:00:00Z","#
        + #""source_fingerprint":"\#(exampleHash)","verdict":"approve"}"#)
    #expect(throws: SignoffError.self) { try Statement(" " + statement.text) }
    #expect(throws: SignoffError.self) { try Statement(statement.text.replacing("approve", with: "agree")) }
    #expect(throws: SignoffError.self) { try Statement(statement.text.replacing("00Z", with: "00+02:00")) }
  }

  @Test func oneValidApprovalAndTheTypedNameAreEnough() throws {
    let statuses = try Self.statuses([(Self.statement(), .goodFromUnknownSigner(key: "SHA256:k"))])
    #expect(try Self.approve(statuses).approvals.count == 1)
    #expect(
      Self.code { () throws(PolicyError) in _ = try Self.approve(statuses, .typed("sho", expected: "shop")) }
        == .notConfirmed)
    #expect(Self.code { () throws(PolicyError) in _ = try Self.approve([]) } == .notApproved)
  }

  @Test func atThePromptTheAnswerIsThePolicy() throws {
    #expect(try Self.approve([], .answered(yes: true)).approvals.isEmpty)
    #expect(try Self.approve([], .automatic).approvals.isEmpty)
    #expect(Self.code { () throws(PolicyError) in _ = try Self.approve([], .answered(yes: false)) } == .notConfirmed)
  }

  @Test func oneChangedByteVoidsEverySignoff() throws {
    let statuses = try Self.statuses([(Self.statement(), .good(key: "SHA256:k"))], planHash: exampleHash)
    #expect(statuses[0].validity == .void(.planChanged))
    #expect(Self.code { () throws(PolicyError) in _ = try Self.approve(statuses) } == .notApproved)
  }

  @Test(arguments: [SignatureCheck.bad(.forged), .notChecked("no ssh-keygen")])
  func aSignatureThatIsNotGoodApprovesNothing(_ check: SignatureCheck) throws {
    let statuses = try Self.statuses([(Self.statement(), check)])
    #expect(Self.code { () throws(PolicyError) in _ = try Self.approve(statuses) } == .notApproved)
  }

  @Test func aRejectionStopsEveryWayUntilItsAuthorApproves() throws {
    let reject = try Self.statement("bob", .reject, second: 1)
    var entries: [(Statement, SignatureCheck)] = [
      (try Self.statement(), .good(key: "SHA256:k")), (reject, .good(key: "SHA256:k")),
    ]
    for confirmation in [Policy.Confirmation.typed("shop", expected: "shop"), .answered(yes: true), .automatic] {
      let statuses = try Self.statuses(entries)
      #expect(Self.code { () throws(PolicyError) in _ = try Self.approve(statuses, confirmation) } == .rejected)
    }
    // Not lifted by another's approval, an older one put last, or one that could not be checked.
    for (statement, check) in [
      (try Self.statement("ann", second: 5), SignatureCheck.good(key: "SHA256:k")),
      (try Self.statement("bob", second: 0), .good(key: "SHA256:k")),
      (try Self.statement("bob", second: 5), .notChecked("x")),
      (try Self.statement("bob", second: 5), .goodFromUnknownSigner(key: "SHA256:other")),
    ] {
      let statuses = try Self.statuses(entries + [(statement, check)])
      #expect(Self.code { () throws(PolicyError) in _ = try Self.approve(statuses) } == .rejected)
    }
    entries.append((try Self.statement("bob", second: 2), .good(key: "SHA256:k")))
    #expect(try Self.approve(Self.statuses(entries)).approvals.count == 2)
  }

  @Test func aRejectionThatCannotBeCheckedCounts() throws {
    let statuses = try Self.statuses([(Self.statement("bob", .reject), .notChecked("no ssh-keygen"))])
    #expect(Self.code { () throws(PolicyError) in _ = try Self.approve(statuses, .automatic) } == .rejected)
  }

  @Test func anErrorNeedsAReason() throws {
    let statuses = try Self.statuses([(Self.statement(), .good(key: "SHA256:k"))])
    let step = StepID(group: 1, step: 1)
    let finding = Finding(rule: "drop-column", severity: .error, step: step, message: "", reason: "", remedy: "")
    let reason = Acknowledgement(rule: "drop-column", step: step, author: "ann", writtenAt: "", reason: "empty")
    #expect(
      Self.code { () throws(PolicyError) in _ = try Self.approve(statuses, findings: [finding]) } == .notAcknowledged)
    let facts = PolicyFacts(planHash: try Self.file().hash, findings: [finding])
    #expect(
      Policy.gates(facts, isOnScreen: true).filter { $0.state == .closed }.map(\.words) == [
        "nobody has approved this plan", "findings that nobody has acknowledged: drop-column at step 1.1",
      ])
    _ = try Self.approve(statuses, findings: [finding], acknowledgements: [reason])
  }

  @Test func aStatementTakenOutBreaksTheChain() throws {
    let first = try Self.statement()
    let document = ReviewDocument(planHash: exampleHash, signoffs: [Signoff(statement: first.text, signature: "s")])
    let second = try Self.statement("bob", second: 1, in: document)
    #expect(
      try Self.statuses([(first, .good(key: "SHA256:k")), (second, .good(key: "SHA256:k"))]).map(\.isValid) == [
        true, true,
      ])
    #expect(try Self.statuses([(second, .good(key: "SHA256:k"))])[0].validity == .void(.chainBroken))
  }

  @Test func aLaterCommentShowsButVoidsNothing() throws {
    let statement = try Self.statement()
    let document = ReviewDocument(
      planHash: exampleHash, comments: [comment("c")], signoffs: [Signoff(statement: statement.text, signature: "s")])
    let status = SignoffStatus.all(in: document, planHash: statement.planHash, checks: [.good(key: "SHA256:k")])[0]
    #expect(status.isValid)
    #expect(status.discussionChanged)
  }

  @Test func aPlanOfAnotherPgschemaRunsNowhere() throws {
    let file = try Self.file("1.7.1")
    #expect(
      Self.code { () throws(PolicyError) in _ = try Policy.approve(file, signoffs: [], confirmation: .automatic) }
        == .notApplicable)
  }
}
