import MigrationCore
import Testing

/// The gates of an environment, each with what opens and closes it.
@Suite struct PolicyGateTests {
  static let now = "2026-01-10T12:00:00Z"
  static let dba = Team(name: "dba", members: ["amy", "bob", "cy"])
  static let leads = Team(name: "leads", members: ["cy", "dee"])

  /// `amy+k1:approve`, with `@production` and `-10d` or so behind it where it is not for all and made an hour ago.
  static func signoff(_ text: String, _ check: SignatureCheck? = nil) throws -> (Statement, SignatureCheck) {
    let words = text.split(separator: " ").map(String.init)
    let parts = words[0].split { "+:".contains($0) }.map(String.init)
    var statement = try PolicyTests.statement(parts[0], try #require(Statement.Verdict(rawValue: parts[2])))
    statement.signedAt = "2026-01-10T11:00:00Z"
    for word in words.dropFirst() {
      if word.hasPrefix("@") { statement.environment = String(word.dropFirst()) } else { statement.signedAt = word }
    }
    return (statement, check ?? .good(key: parts[1]))
  }

  static func environment(_ change: (inout TargetEnvironment) -> Void) -> TargetEnvironment {
    var environment = TargetEnvironment(name: "production", dsn: "d")
    environment.acknowledged = nil
    change(&environment)
    return environment
  }

  static func facts(
    _ signoffs: [(Statement, SignatureCheck)] = [], _ change: (inout TargetEnvironment) -> Void = { _ in }
  ) throws -> PolicyFacts {
    let document = ReviewDocument(
      planHash: try PolicyTests.file().hash, signoffs: signoffs.map { Signoff(statement: $0.0.text, signature: "s") })
    let statuses = SignoffStatus.all(
      in: document, planHash: document.planHash, checks: signoffs.map(\.1), now: Self.now)
    var facts = PolicyFacts(
      planHash: document.planHash, in: environment(change), review: document, signoffs: statuses, findings: [])
    facts.fingerprint = .matches
    facts.circumstances.clock = .read(now: Self.now, aheadSeconds: 2, lastRecordedAt: nil)
    return facts
  }

  static func approve(_ facts: PolicyFacts) throws(PolicyError) -> ApprovedPlan {
    guard let file = try? PolicyTests.file() else { preconditionFailure("the example is a plan") }
    return try Policy.approve(file, facts, confirmation: .automatic)
  }

  static func gate(_ kind: Gate.Kind, _ facts: PolicyFacts, team: String = "") throws -> Gate {
    let gates = Policy.gates(facts, isOnScreen: false).filter { $0.kind == kind && $0.words.contains(team) }
    return try #require(gates.first { $0.state != .open } ?? gates.first)
  }

  struct Approvals: Sendable {
    var name: String
    var signoffs: [String]
    var isOpen: Bool
    var words: String
    var change: @Sendable (inout TargetEnvironment) -> Void

    init(
      _ name: String, _ signoffs: [String], _ isOpen: Bool, _ words: String,
      _ change: @escaping @Sendable (inout TargetEnvironment) -> Void = {
        $0.approvals = [ApprovalRule(team: dba, count: 2, authorMayApprove: true)]
      }
    ) {
      (self.name, self.signoffs, self.isOpen, self.words, self.change) = (name, signoffs, isOpen, words, change)
    }
  }

  static let both: @Sendable (inout TargetEnvironment) -> Void = {
    $0.approvals = [
      ApprovalRule(team: dba, count: 1, authorMayApprove: true),
      ApprovalRule(team: leads, count: 1, authorMayApprove: true),
    ]
  }
  static let strict: @Sendable (inout TargetEnvironment) -> Void = { $0.approvals = [ApprovalRule(team: dba)] }

  @Test(arguments: [
    Approvals("nobody", [], false, "0 of 2 from dba"),
    Approvals("one of two", ["amy+1:approve"], false, "1 of 2 from dba (amy)"),
    Approvals("two of two", ["amy+1:approve", "bob+2:approve"], true, "2 of 2 from dba (amy, bob)"),
    Approvals("two keys of one person", ["amy+1:approve", "amy+2:approve"], false, "1 of 2 from dba (amy)"),
    Approvals(
      "one key under two names", ["amy+1:approve", "bob+1:approve"], false,
      "1 of 2 from dba (amy); not counted: bob: counts for another team, or the same key counts for somebody else"),
    Approvals("of no team", ["amy+1:approve", "dee+2:approve"], false, "1 of 2 from dba (amy)"),
    Approvals(
      "for another environment", ["amy+1:approve @staging", "bob+2:approve @production"], false,
      "1 of 2 from dba (bob); not counted: amy: signed for staging, not for production"),
    Approvals(
      "a later rejection elsewhere counts there", ["amy+1:approve", "amy+1:reject @staging", "bob+2:approve"], true,
      "2 of 2 from dba"),
    Approvals(
      "one person for one team", ["cy+1:approve"], false, "not counted: cy: counts for another team", both),
    Approvals(
      "the right person for each team", ["cy+1:approve", "amy+2:approve"], true, "1 of 1 from leads (cy)", both),
    Approvals(
      "one person for both if that is allowed", ["cy+1:approve"], true, "1 of 1 from leads (cy)",
      {
        both(&$0)
        $0.onePersonPerTeam = false
      }),
    Approvals("no author", ["amy+1:approve"], false, "nobody has signed as the author, who may not approve", strict),
    Approvals(
      "the author", ["amy+1:approve", "amy+1:author"], false, "0 of 1 from dba; not counted: amy: made the plan", strict
    ),
    Approvals(
      "the author's key", ["bob+1:approve", "amy+1:author"], false, "not counted: bob: made the plan", strict),
    Approvals("somebody else", ["bob+2:approve", "amy+1:author"], true, "1 of 1 from dba (bob)", strict),
    Approvals(
      "expired", ["amy+1:approve 2026-01-01T11:00:00Z", "bob+2:approve"], false,
      "not counted: amy: expired: signed 9 d ago, and a sign-off holds for 7 d here",
      {
        $0.approvals = [ApprovalRule(team: dba, count: 2, authorMayApprove: true)]
        $0.expirySeconds = 7 * 86_400
      }),
    Approvals(
      "signed tomorrow", ["amy+1:approve 2026-01-11T11:00:00Z", "bob+2:approve"], false,
      "amy: it says that it was signed at 2026-01-11T11:00:00Z, and it is 2026-01-10T12:00:00Z"),
    Approvals("a minute ahead", ["amy+1:approve 2026-01-10T12:01:00Z", "bob+2:approve"], true, "2 of 2"),
  ])
  func approvalsAreCountedByPeopleAndKeys(_ example: Approvals) throws {
    let facts = try Self.facts(example.signoffs.map { try Self.signoff($0) }, example.change)
    let gates = Policy.gates(facts, isOnScreen: false).filter { $0.kind == .approvals }
    #expect(gates.allSatisfy { $0.state == .open } == example.isOpen, "\(example.name): \(gates)")
    #expect(gates.contains { $0.words.contains(example.words) }, "\(example.name): \(gates.map(\.words))")
    #expect(gates.allSatisfy { ($0.state == .open) == $0.opensBy.isEmpty })
    #expect(gates.allSatisfy { $0.state == .open || $0.opensBy.contains("countersign sign PLAN --env production") })
  }

  @Test(arguments: [
    (SignatureCheck.bad(.forged), "it is no signature of this text"),
    (.bad(.otherNamespace("git")), "the signature was made for git, not for countersign"),
    (.bad(.expired(key: "k", when: "then")), "the key k had expired then"),
    (.bad(.notYetValid(key: "k", when: "then")), "was not yet valid"),
    (.bad(.revoked(key: "k")), "the key k is revoked"),
    (.bad(.unknownKey("k", file: "f")), "the key k is not in f"),
    (.bad(.otherPrincipal(key: "k", owners: "bob", claimed: "amy")), "the key k is not amy's; it is bob's"),
    (.bad(.namespaceNotAllowed(key: "k")), "the key k may not sign for countersign"),
    (.goodFromUnknownSigner(key: "k"), "no allowed_signers file says whose the key k is"),
    (.notChecked("no ssh-keygen"), "not checked: no ssh-keygen"),
  ])
  func everyBadSignatureSaysWhy(_ check: SignatureCheck, _ words: String) throws {
    let facts = try Self.facts([Self.signoff("amy+1:approve", check)]) {
      $0.approvals = [ApprovalRule(team: Self.dba, authorMayApprove: true)]
    }
    let gate = try Self.gate(.approvals, facts)
    #expect(gate.state == .closed && gate.words.contains(words), "\(gate.words)")
  }

  @Test func aRejectionClosesAndOnlyHereIfItIsForHere() throws {
    for (environment, state) in [("*", Gate.State.closed), ("production", .closed), ("staging", .open)] {
      let facts = try Self.facts([Self.signoff("bob+2:reject @\(environment)")])
      #expect(try Self.gate(.rejection, facts).state == state)
    }
  }

  @Test func aReviewOfAnotherPlanIsNoneOfThisOne() throws {
    var facts = try Self.facts([Self.signoff("amy+1:approve")])
    facts.reviewedPlan = exampleHash
    facts.environment?.acknowledged = .error
    let step = StepID(group: 1, step: 1)
    facts.findings = [Finding(rule: "r", severity: .error, step: step, message: "", reason: "", remedy: "")]
    facts.acknowledgements = [Acknowledgement(rule: "r", step: step, author: "", writtenAt: "", reason: "fine")]
    #expect(try Self.gate(.file, facts).words.contains("the review file is of another plan"))
    #expect(try Self.gate(.acknowledgements, facts).state == .closed)
  }

  @Test(arguments: [
    (Severity?.some(.error), Gate.State.open), (.warning, .closed), (nil, nil),
  ])
  func theConfigurationSaysWhatNeedsAReason(_ least: Severity?, _ state: Gate.State?) throws {
    var facts = try Self.facts { $0.acknowledged = least }
    let step = StepID(group: 1, step: 1)
    facts.findings = [Finding(rule: "r", severity: .warning, step: step, message: "", reason: "", remedy: "")]
    func found() -> Gate.State? {
      Policy.gates(facts, isOnScreen: false).first { $0.kind == .acknowledgements }?.state
    }
    #expect(found() == state)
    facts.findings = nil
    #expect(found() == (least == nil ? nil : .notChecked))
  }

  @Test func clocksThatDisagreeCloseAndEachSaysHow() throws {
    var facts = try Self.facts()
    facts.circumstances.clock = .read(now: Self.now, aheadSeconds: 301, lastRecordedAt: nil)
    #expect(try Self.gate(.clock, facts).words.hasPrefix("this machine's clock is 5 min ahead of the server's"))
    facts.circumstances.clock = .read(now: Self.now, aheadSeconds: -301, lastRecordedAt: nil)
    #expect(try Self.gate(.clock, facts).words.contains("behind"))
    facts.circumstances.clock = .read(now: Self.now, aheadSeconds: 0, lastRecordedAt: "2026-01-10T13:00:00.000001Z")
    #expect(try Self.gate(.clock, facts).words.hasPrefix("the server's clock was set back"))
    facts.environment?.windows = [try ChangeWindow("daily 00:00-24:00 UTC")]
    facts.circumstances.clock = .notRead("x")
    #expect(try Self.gate(.clock, facts).state == .notChecked)
    #expect(
      PolicyTests.code { () throws(PolicyError) in _ = try Self.approve(facts) } == .clock)
  }

  @Test func aWindowThatClosesBeforeThePlanIsThroughIsClosed() throws {
    let window = try ChangeWindow("Mon 09:00-16:00 UTC")
    var facts = try Self.facts { $0.windows = [window] }
    let step = StepID(group: 1, step: 1)
    for (window, seconds, state) in [
      (WindowState?.none, 0.0, Gate.State.notChecked), (.closed(opensIn: 90), 0, .closed),
      (.closed(opensIn: nil), 0, .closed), (.open(closesIn: 360), 600, .closed), (.open(closesIn: 360), 360, .open),
    ] {
      facts.circumstances.window = window
      facts.circumstances.estimates = [step: seconds]
      #expect(try Self.gate(.window, facts).state == state)
    }
    let approved = try Self.approve(facts)
    #expect(approved.windowClosesIn == 360)
    #expect(approved.refusal(toStart: [step], afterSeconds: 0) == nil)
    #expect(
      approved.refusal(toStart: [step], afterSeconds: 240)
        == "the window closes in 2 min, and this group takes up to 6 min; nothing of it ran")
    let other = StepID(group: 2, step: 1)
    #expect(approved.refusal(toStart: [other], afterSeconds: 359) == nil)
    #expect(approved.refusal(toStart: [other], afterSeconds: 360) == "the window is closed; nothing of this group ran")
  }

  @Test(arguments: [
    (PromotionStanding?.none, Gate.State.notChecked), (.neverRan, .closed), (.notKnown("x"), .notChecked),
    (.notApplied(change: 3, "failed"), .closed), (.ledElsewhere(change: 3), .closed),
    (.appliedUnderWaiver(change: 3, gate: "order", by: "amy"), .closed),
    (.applied(change: 3, at: "2026-01-10T11:59:00Z"), .open),
  ])
  func theEnvironmentBeforeComesFirst(_ standing: PromotionStanding?, _ state: Gate.State) throws {
    var facts = try Self.facts { $0.promoteFrom = "staging" }
    facts.circumstances.standing = standing
    #expect(try Self.gate(.order, facts).state == state)
    let code = PolicyTests.code { () throws(PolicyError) in _ = try Self.approve(facts) }
    #expect(code == (state == .open ? nil : .order))
  }

  @Test(arguments: [(3600, Gate.State.open), (3601, .closed)])
  func aPlanSoaks(_ seconds: Int, _ state: Gate.State) throws {
    var facts = try Self.facts {
      $0.promoteFrom = "staging"
      $0.soakSeconds = seconds
    }
    facts.circumstances.standing = .applied(change: 1, at: "2026-01-10T11:00:00.5Z")
    #expect(try Self.gate(.soak, facts).state == state)
  }

  @Test func aWaiverOfSomebodyWhoMayOpensTheOrderAndNothingElse() throws {
    let allowed: (inout TargetEnvironment) -> Void = {
      $0.promoteFrom = "staging"
      $0.executors = Self.dba
    }
    for (signer, kind, isOpen) in [("amy", "order", true), ("zed", "order", false), ("amy", "executor", false)] {
      var facts = try Self.facts([], allowed)
      facts.circumstances.standing = .neverRan
      let waiver = Waiver(
        gate: kind, environment: "production", planHash: facts.planHash,
        executor: Executor(name: signer, login: "", machine: "", role: ""), reason: "burning")
      var (words, check) = try Self.signoff("\(signer)+1:waive @production")
      words.message = waiver.statementMessage
      let statement = try Self.facts([(words, check)]).signoffs[0]
      facts.waivers = [(waiver, statement)]
      let gate = try Self.gate(.order, facts)
      #expect(gate.state == (isOpen ? .open : .closed), "\(signer) \(kind)")
      #expect(gate.words.contains("not waived: zed is in no team that decides in production") == (signer == "zed"))
    }
  }

  @Test(arguments: [
    ("cy+3:execute @production", Gate.State.open, "cy runs it"),
    ("dee+4:execute @production", .closed, "not in the team"),
    ("amy+1:execute @production", .closed, "made the plan"),
    ("bob+2:execute @production", .closed, "approved the plan"),
    ("cy+2:execute @production", .closed, "approved the plan"), ("cy+3:execute @staging", .closed, "nobody signed"),
    ("cy+3:execute @production 2026-01-10T11:00:01Z", .closed, "signed 60 min ago"),
    ("cy+3:approve @production", .closed, "nobody signed"),
  ])
  func whoRunsItSignsAndIsNeitherAuthorNorApprover(_ text: String, _ state: Gate.State, _ words: String) throws {
    var facts = try Self.facts([Self.signoff("amy+1:author"), Self.signoff("bob+2:approve")]) {
      $0.executors = Self.dba
      $0.authorMayExecute = false
      $0.approverMayExecute = false
    }
    #expect(try Self.gate(.executor, facts).state == .notChecked)
    facts.circumstances.executor = "cy"
    #expect(try Self.gate(.executor, facts).state == .open)
    #expect(PolicyTests.code { () throws(PolicyError) in _ = try Self.approve(facts) } == .executor)
    let time = text.contains("Z") ? text : text + " 2026-01-10T11:59:59Z"
    facts.execution = try Self.facts([Self.signoff(time)]).signoffs[0]
    let gate = try Self.gate(.executor, facts)
    #expect(gate.state == state && gate.words.contains(words), "\(gate)")
  }

  @Test func theFingerprintIsItsOwnKindOfRefusal() throws {
    var facts = try Self.facts()
    facts.fingerprint = .differs(expected: "a", found: "b")
    #expect(
      PolicyTests.code { () throws(PolicyError) in _ = try Self.approve(facts) }
        == .schemaDrifted)
  }

  @Test func timesAreSecondsSince1970() {
    #expect(Timestamp.seconds("1970-01-01T00:00:00Z") == 0)
    #expect(Timestamp.seconds("2026-11-21T21:15:43.123456Z") == 1_795_295_743)
    #expect(Timestamp.seconds("2024-02-29T12:00:00Z") == 1_709_208_000)
    for text in ["", "2026-13-01T00:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+01"] {
      #expect(Timestamp.seconds(text) == nil)
    }
  }
}
