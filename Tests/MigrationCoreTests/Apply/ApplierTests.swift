import MigrationCore
import Testing

@Suite struct ApplierTests {
  static let index = QualifiedName("public", "i")
  static let build: StatementFacts = {
    var created = CreatedIndex(index, on: QualifiedName("public", "t"))
    created.isConcurrent = true
    return StatementFacts([.createIndex(created)])
  }()
  static let plain = StatementFacts([])
  static let lockTimeout = Applier.Event.failed(StepFailure(.lockNotAvailable, message: "no lock"))
  static let wait = Directive(type: Directive.wait, message: "m")

  /// A plan whose groups hold steps with these facts; nil for a wait.
  static func applier(_ groups: [[StatementFacts?]], attempts: Int = 3) throws(ApplyError) -> Applier {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "", sourceFingerprint: nil,
      groups: groups.map { TransactionGroup(steps: $0.map { Step(sql: "x", directive: $0 == nil ? wait : nil) }) })
    var facts: [StepID: StatementFacts] = [:]
    for (id, _) in plan.steps { facts[id] = groups[id.group - 1][id.step - 1] }
    return try Applier(plan: plan, facts: facts, retry: RetryRule(attempts: attempts, firstDelayMilliseconds: 100))
  }

  /// The actions that come of answering each with the next event.
  static func actions(_ applier: inout Applier, _ events: [Applier.Event]) -> [Applier.Action] {
    var actions = [applier.start()]
    for event in events { actions.append(applier.handle(event)) }
    return actions
  }

  /// The end; with remarks something is left.
  static func finish(_ ending: ApplyOutcome.Ending, _ committed: [Int], open: [Int], _ remarks: [String] = [])
    -> Applier.Action
  {
    .finish(
      ApplyOutcome(
        ending: ending, committedGroups: committed, openGroups: open, mayHaveLeftSomething: !remarks.isEmpty,
        remarks: remarks))
  }

  static func id(_ text: String) -> StepID { StepID(text)! }

  static let remark = "an invalid index is left; drop it: DROP INDEX CONCURRENTLY public.i;"

  @Test func groupsAreTransactionsWhereverPostgreSQLAllowsIt() throws {
    var applier = try Self.applier([[Self.plain, Self.plain], [Self.plain], [.notAnalysed("x")]])
    #expect(
      Self.actions(&applier, Array(repeating: .succeeded, count: 10)) == [
        .begin(group: 1), .run(Self.id("1.1")), .run(Self.id("1.2")), .commit(group: 1),
        .begin(group: 2), .run(Self.id("2.1")), .commit(group: 2),
        .announce(Self.id("3.1")), .runAlone(Self.id("3.1"), .none), .record(group: 3),
        Self.finish(.applied, [1, 2, 3], open: []),
      ])
  }

  @Test func anEmptyPlanIsApplied() throws {
    var applier = try Self.applier([])
    #expect(applier.start() == Self.finish(.applied, [], open: []))
  }

  @Test func aFailureRollsItsGroupBackAndRunsNothingMore() throws {
    var applier = try Self.applier([[Self.plain], [Self.plain, Self.plain], [Self.plain]])
    let failure = Applier.Event.failed(StepFailure(.other, message: "no"))
    #expect(
      Self.actions(
        &applier, Array(repeating: .succeeded, count: 5) + [failure, .succeeded]
      ).suffix(3) == [
        .run(Self.id("2.2")), .rollBack(group: 2),
        Self.finish(.failed(Self.id("2.2"), message: "no"), [1], open: [2, 3]),
      ])
  }

  @Test func aGroupWithoutItsLocksIsTriedAgainAndLaterEachTime() throws {
    var applier = try Self.applier([[Self.plain, Self.plain]])
    #expect(
      Self.actions(
        &applier,
        [
          .succeeded, Self.lockTimeout, .succeeded, .succeeded, .succeeded, Self.lockTimeout, .succeeded, .succeeded,
          .succeeded, Self.lockTimeout, .succeeded,
        ]) == [
          .begin(group: 1), .run(Self.id("1.1")), .rollBack(group: 1), .pause(group: 1, attempt: 2, milliseconds: 100),
          .begin(group: 1), .run(Self.id("1.1")), .rollBack(group: 1), .pause(group: 1, attempt: 3, milliseconds: 200),
          .begin(group: 1), .run(Self.id("1.1")), .rollBack(group: 1),
          Self.finish(.failed(Self.id("1.1"), message: "no lock (tried 3 times)"), [], open: [1]),
        ])
  }

  @Test func aSingleStepIsTriedAgainOnlyIfItLeavesNothing() throws {
    var applier = try Self.applier([[Self.plain]])
    #expect(
      Self.actions(&applier, [.succeeded, Self.lockTimeout, .succeeded, .succeeded]).suffix(2) == [
        .pause(group: 1, attempt: 2, milliseconds: 100), .begin(group: 1),
      ])
    applier = try Self.applier([[StatementFacts([.vacuum([], isFull: false)])]])
    #expect(
      Self.actions(&applier, [.succeeded, Self.lockTimeout]).last
        == .pause(group: 1, attempt: 2, milliseconds: 100))
    applier = try Self.applier([[.notAnalysed("x")]])
    #expect(
      Self.actions(&applier, [.succeeded, Self.lockTimeout]).last
        == Self.finish(.failed(Self.id("1.1"), message: "no lock"), [], open: [1]))
  }

  static let one = id("1.1")
  static let trace = StepTrace.index(index)

  /// The actions of a concurrent build that goes on as told, from the look at what is there.
  static func building(_ events: [Applier.Event], from point: ResumePoint = .beginning) throws -> [Applier.Action] {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: [Step(sql: "x")])])
    var applier = try Applier(
      plan: plan, facts: [one: build], retry: RetryRule(attempts: 3, firstDelayMilliseconds: 100), from: point)
    return actions(&applier, events)
  }

  @Test func aConcurrentBuildIsAnnouncedBeforeItIsSentAndLookedAtAfterwards() throws {
    #expect(
      try Self.building([.found(.notDone), .succeeded, .succeeded, .found(.done), .succeeded]) == [
        .inspect(Self.one, Self.trace), .announce(Self.one), .runAlone(Self.one, Self.trace),
        .inspect(Self.one, Self.trace), .record(group: 1), Self.finish(.applied, [1], open: []),
      ])
  }

  @Test func anInvalidIndexIsDroppedBeforeItsBuildIsTriedAgain() throws {
    let actions = try Self.building([
      .found(.notDone), .succeeded, Self.lockTimeout, .found(.half), .succeeded, .succeeded, .found(.notDone),
    ])
    #expect(
      actions.suffix(5) == [
        .inspect(Self.one, Self.trace), .repair(Self.one, Self.trace),
        .pause(group: 1, attempt: 2, milliseconds: 100), .inspect(Self.one, Self.trace), .announce(Self.one),
      ])
  }

  @Test func anInvalidIndexThatIsThereAlreadyIsDroppedAndBuiltAgain() throws {
    #expect(
      try Self.building([.found(.half), .succeeded, .found(.notDone)]).suffix(3) == [
        .repair(Self.one, Self.trace), .inspect(Self.one, Self.trace), .announce(Self.one),
      ])
  }

  @Test func anIndexThatSomebodyElseIsBuildingIsLeftAlone() throws {
    #expect(
      try Self.building([.found(.running(processID: 7))]).last
        == Self.finish(
          .failed(Self.one, message: "session 7 is doing what step 1.1 does: wait until it has ended"), [], open: [1]))
  }

  @Test func aBuildThatEndsInvalidSaysWhatItLeft() throws {
    let invalid = try Self.building([.found(.notDone), .succeeded, .succeeded, .found(.half)]).last
    #expect(
      invalid
        == Self.finish(
          .failed(
            Self.one, message: "step 1.1 ended without an error, but what it makes is not there or not valid"),
          [], open: [1], [Self.remark]))
    let failure = Applier.Event.failed(StepFailure(.other, message: "duplicate"))
    #expect(
      try Self.building([.found(.notDone), .succeeded, failure, .found(.half)]).last
        == Self.finish(.failed(Self.one, message: "duplicate"), [], open: [1], [Self.remark]))
  }

  /// What was seen of a build that may have run before, and what is done then.
  @Test(arguments: [
    (TraceState.done, [Applier.Action.record(group: 1)]), (.notDone, [.announce(one)]),
    (.half, [.repair(one, trace)]),
  ])
  func aChangeGoesOnByWhatItsLastStepLeft(_ found: TraceState, _ next: [Applier.Action]) throws {
    let point = ResumePoint(doneGroups: 0, attempted: Self.one)
    #expect(try Self.building([.found(found)], from: point) == [.inspect(Self.one, Self.trace)] + next)
  }

  @Test func aChangeGoesOnAfterTheGroupsThatAreDone() throws {
    let plan = Plan(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: "", sourceFingerprint: nil,
      groups: Array(repeating: TransactionGroup(steps: [Step(sql: "x")]), count: 3))
    let facts = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.id, Self.plain) })
    var applier = try Applier(plan: plan, facts: facts, from: ResumePoint(doneGroups: 2))
    #expect(applier.start() == .begin(group: 3))
    _ = applier.handle(.succeeded)
    _ = applier.handle(.succeeded)
    #expect(applier.handle(.succeeded) == Self.finish(.applied, [1, 2, 3], open: []))
    #expect(throws: ApplyError.self) {
      var unknown = facts
      unknown[Self.id("3.1")] = .notAnalysed("x")
      _ = try Applier(
        plan: plan, facts: unknown, from: ResumePoint(doneGroups: 2, attempted: Self.id("3.1")))
    }
  }

  @Test func aWaitForAnIndexThatIsInvalidHasItBuiltAgainAsOftenAsAllowed() throws {
    var applier = try Self.applier([[Self.build], [nil]])
    let hopeless = Applier.Event.failed(StepFailure(.hopelessWait, message: "never"))
    let rebuild: [Applier.Event] = [
      hopeless, .succeeded, .found(.notDone), .succeeded, .succeeded, .found(.done), .succeeded,
    ]
    let actions = Self.actions(
      &applier, [.found(.notDone), .succeeded, .succeeded, .found(.done), .succeeded] + rebuild + rebuild + [hopeless])
    #expect(actions.filter { $0 == .repair(Self.one, Self.trace) }.count == 2)
    #expect(actions.last == Self.finish(.failed(Self.id("2.1"), message: "never"), [1], open: [2]))
  }

  @Test func aWaitIsPolledLessOftenAsItLasts() throws {
    var applier = try Self.applier([[nil]])
    let polls = [0, 9_999, 10_000, 30_000].map { Applier.Event.polled(isDone: false, elapsedMilliseconds: $0) }
    let step = Self.id("1.1")
    #expect(
      Self.actions(&applier, polls + [.polled(isDone: true, elapsedMilliseconds: 40_000), .succeeded])
        == [0, 1_000, 1_000, 5_000, 10_000].map { .poll(step, afterMilliseconds: $0) } + [
          .record(group: 1), Self.finish(.applied, [1], open: []),
        ])
  }

  @Test func stoppingEndsBeforeTheNextStatement() throws {
    var applier = try Self.applier([[Self.plain, Self.plain], [Self.plain]])
    _ = Self.actions(&applier, [.succeeded])
    applier.isStopRequested = true
    #expect(applier.handle(.succeeded) == .rollBack(group: 1))
    #expect(applier.handle(.succeeded) == Self.finish(.cancelled(Self.id("1.1")), [], open: [1, 2]))

    applier = try Self.applier([[Self.plain], [Self.plain]])
    _ = Self.actions(&applier, [.succeeded, .succeeded])
    applier.isStopRequested = true
    #expect(applier.handle(.succeeded) == Self.finish(.cancelled(nil), [1], open: [2]))
  }

  @Test func aCancelledStatementIsAFailureUnlessWeAsked() throws {
    let cancelled = Applier.Event.failed(StepFailure(.cancelled, message: "statement timeout"))
    for isOurs in [true, false] {
      var applier = try Self.applier([[Self.plain]])
      _ = Self.actions(&applier, [.succeeded])
      applier.isStopRequested = isOurs
      let step = Self.id("1.1")
      #expect(applier.handle(cancelled) == .rollBack(group: 1))
      #expect(
        applier.handle(.succeeded)
          == Self.finish(isOurs ? .cancelled(step) : .failed(step, message: "statement timeout"), [], open: [1]))
    }
  }

  @Test func aConnectionLostAtCommitLeavesItOpenWhatHappened() throws {
    var applier = try Self.applier([[Self.plain, Self.plain]])
    let lost = Applier.Event.failed(StepFailure(.connectionLost, message: "gone"))
    guard case .finish(let outcome) = Self.actions(&applier, [.succeeded, .succeeded, .succeeded, lost]).last,
      case .failed(_, let message) = outcome.ending
    else { return #expect(Bool(false)) }
    #expect(message == "gone; whether group 1 was committed is not known here")
    #expect(outcome.isPartWay)
  }

  @Test(arguments: [(0, false), (1, true)])
  func whatIsLostWithItsSessionLeavesSomethingOnlyIfItWasSentAlone(_ form: Int, _ isPartWay: Bool) throws {
    var applier = try Self.applier([[form == 0 ? Self.plain : .notAnalysed("x")]])
    let lost = Applier.Event.failed(StepFailure(.connectionLost, message: "gone"))
    guard case .finish(let outcome) = Self.actions(&applier, [.succeeded, lost]).last else {
      Issue.record("it goes on")
      return
    }
    #expect(outcome.isPartWay == isPartWay && outcome.committedGroups.isEmpty)
  }

  @Test func aGroupMustBeATransaction() {
    for facts in [
      StatementFacts([.vacuum([], isFull: false)]), StatementFacts([.transactionControl("COMMIT")]), Self.build, nil,
    ] {
      do throws(ApplyError) {
        _ = try Self.applier([[Self.plain], [Self.plain, facts]])
        Issue.record("was taken")
      } catch {
        #expect(error.code == .notGroupable)
        #expect(error.message.hasPrefix("step 2.2: "))
      }
    }
  }
}
