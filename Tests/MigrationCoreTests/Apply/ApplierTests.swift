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

  static func finish(_ ending: ApplyOutcome.Ending, _ committed: [Int], open: [Int], _ remarks: [String] = [])
    -> Applier.Action
  {
    .finish(ApplyOutcome(ending: ending, committedGroups: committed, openGroups: open, remarks: remarks))
  }

  static func id(_ text: String) -> StepID { StepID(text)! }

  static let remark = "an invalid index is left; drop it: DROP INDEX CONCURRENTLY public.i;"

  @Test func groupsOfSeveralStepsAreTransactionsAndSingleStepsAreNot() throws {
    var applier = try Self.applier([[Self.plain, Self.plain], [Self.plain]])
    #expect(
      Self.actions(&applier, [.succeeded, .succeeded, .succeeded, .succeeded, .succeeded]) == [
        .begin(group: 1), .run(Self.id("1.1")), .run(Self.id("1.2")), .commit(group: 1), .run(Self.id("2.1")),
        Self.finish(.applied, [1, 2], open: []),
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
      Self.actions(&applier, [.succeeded, .succeeded, .succeeded, failure, .succeeded]).suffix(3) == [
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
      Self.actions(&applier, [Self.lockTimeout, .succeeded]).suffix(2) == [
        .pause(group: 1, attempt: 2, milliseconds: 100), .run(Self.id("1.1")),
      ])
    for facts in [StatementFacts([.vacuum([], isFull: false)]), .notAnalysed("x")] {
      applier = try Self.applier([[facts]])
      #expect(
        Self.actions(&applier, [Self.lockTimeout]).last
          == Self.finish(.failed(Self.id("1.1"), message: "no lock"), [], open: [1]))
    }
  }

  @Test func aConcurrentBuildIsDroppedBeforeItIsTriedAgain() throws {
    var applier = try Self.applier([[Self.build]])
    let step = Self.id("1.1")
    #expect(
      Self.actions(
        &applier,
        [
          .index(.missing), Self.lockTimeout, .index(.invalid), .succeeded, .succeeded, .index(.missing), .succeeded,
          .index(.valid),
        ]) == [
          .inspectIndex(step, Self.index), .run(step), .inspectIndex(step, Self.index),
          .dropInvalidIndex(step, Self.index), .pause(group: 1, attempt: 2, milliseconds: 100),
          .inspectIndex(step, Self.index), .run(step), .inspectIndex(step, Self.index),
          Self.finish(.applied, [1], open: []),
        ])
  }

  @Test func theDropOfAnInvalidIndexIsTriedAgainToo() throws {
    var applier = try Self.applier([[Self.build]])
    let step = Self.id("1.1")
    let events: [Applier.Event] = [
      .index(.missing), Self.lockTimeout, .index(.invalid), Self.lockTimeout, .succeeded, .index(.invalid),
    ]
    #expect(
      Self.actions(&applier, events).suffix(3) == [
        .pause(group: 1, attempt: 2, milliseconds: 100), .inspectIndex(step, Self.index),
        .dropInvalidIndex(step, Self.index),
      ])
    _ = applier.handle(.succeeded)
    _ = applier.handle(.succeeded)
    #expect(applier.handle(.index(.missing)) == .run(step))
    _ = applier.handle(Self.lockTimeout)
    #expect(
      applier.handle(.index(.invalid))
        == Self.finish(.failed(step, message: "no lock (tried 3 times)"), [], open: [1], [Self.remark]))
  }

  @Test func anInvalidIndexStopsBeforeAndAfterTheBuild() throws {
    let step = Self.id("1.1")
    var applier = try Self.applier([[Self.build], [nil]])
    #expect(
      Self.actions(&applier, [.index(.invalid)]).last
        == Self.finish(
          .failed(
            step, message: "the index public.i is there already, left by a build that did not end and is invalid"),
          [], open: [1, 2], [Self.remark]))
    applier = try Self.applier([[Self.build], [nil]])
    #expect(
      Self.actions(&applier, [.index(.missing), .succeeded, .index(.invalid)]).last
        == Self.finish(
          .failed(step, message: "the index public.i was built by this step and is invalid"), [], open: [1, 2],
          [Self.remark]))
  }

  @Test func aFailedBuildSaysWhatItLeft() throws {
    var applier = try Self.applier([[Self.build]])
    let failure = Applier.Event.failed(StepFailure(.other, message: "duplicate"))
    #expect(
      Self.actions(&applier, [.index(.missing), failure, .index(.invalid)]).last
        == Self.finish(.failed(Self.id("1.1"), message: "duplicate"), [], open: [1], [Self.remark]))
  }

  @Test func aWaitIsPolledLessOftenAsItLasts() throws {
    var applier = try Self.applier([[nil]])
    let polls = [0, 9_999, 10_000, 30_000].map { Applier.Event.polled(isDone: false, elapsedMilliseconds: $0) }
    let step = Self.id("1.1")
    #expect(
      Self.actions(&applier, polls + [.polled(isDone: true, elapsedMilliseconds: 40_000)])
        == [0, 1_000, 1_000, 5_000, 10_000].map { .poll(step, afterMilliseconds: $0) } + [
          Self.finish(.applied, [1], open: [])
        ])
  }

  @Test func stoppingEndsBeforeTheNextStatement() throws {
    var applier = try Self.applier([[Self.plain, Self.plain], [Self.plain]])
    _ = Self.actions(&applier, [.succeeded])
    applier.isStopRequested = true
    #expect(applier.handle(.succeeded) == .rollBack(group: 1))
    #expect(applier.handle(.succeeded) == Self.finish(.cancelled(Self.id("1.1")), [], open: [1, 2]))

    applier = try Self.applier([[Self.plain], [Self.plain]])
    _ = applier.start()
    applier.isStopRequested = true
    #expect(applier.handle(.succeeded) == Self.finish(.cancelled(nil), [1], open: [2]))
  }

  @Test func aCancelledStatementIsAFailureUnlessWeAsked() throws {
    let cancelled = Applier.Event.failed(StepFailure(.cancelled, message: "statement timeout"))
    for isOurs in [true, false] {
      var applier = try Self.applier([[Self.plain]])
      _ = applier.start()
      applier.isStopRequested = isOurs
      let step = Self.id("1.1")
      #expect(
        applier.handle(cancelled)
          == Self.finish(isOurs ? .cancelled(step) : .failed(step, message: "statement timeout"), [], open: [1]))
    }
  }

  @Test func aConnectionLostAtCommitLeavesItOpenWhatHappened() throws {
    var applier = try Self.applier([[Self.plain, Self.plain]])
    let lost = Applier.Event.failed(StepFailure(.connectionLost, message: "gone"))
    guard case .finish(let outcome) = Self.actions(&applier, [.succeeded, .succeeded, .succeeded, lost]).last,
      case .failed(_, let message) = outcome.ending
    else { return #expect(Bool(false)) }
    #expect(message == "gone; whether group 1 was committed is not known: look before applying again")
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
