import MigrationCore
import ReviewerUI
import Testing

/// A plan that was made anew is known again step by step.
@Suite struct LookedAtPlanTests {
  /// The shop's plan with another type, one step less and one more, the first step moved to the end.
  private static let again: Plan = {
    var plan = Shop.plan
    plan.groups[0].steps[3].sql = "ALTER TABLE orders ALTER COLUMN total TYPE numeric(16,2);"
    let moved = plan.groups[0].steps.removeFirst()
    plan.groups[0].steps.removeAll { $0.operation == "drop" }
    plan.groups.append(TransactionGroup(steps: [moved]))
    plan.groups.append(
      TransactionGroup(steps: [
        Step(sql: "DROP TABLE carts;", type: "table", operation: "drop", path: "public.carts")
      ]))
    return plan
  }()

  private static let everything = ReviewProgress(
    seen: Set(Shop.plan.steps.map(\.id)), reviewed: [StepID(group: 1, step: 1), StepID(group: 1, step: 4)])

  @Test func whatIsUnchangedKeepsItsMarks() {
    let progress = ReviewProgress(in: Self.again, since: LookedAtPlan(Shop.plan, Self.everything))
    #expect(progress.reviewed == [StepID(group: 4, step: 1)], "moved, and still the same")
    #expect(progress.seen == Set(Self.again.steps.map(\.id)).subtracting(progress.novelties.keys))
    #expect(progress.novelties == [StepID(group: 1, step: 2): .changed, StepID(group: 5, step: 1): .new])
    #expect(progress.gone == ["table.column drop public.users.legacy_flag"])
  }

  @Test func whatWasNotSeenYetStaysNew() {
    let first = ReviewProgress(in: Self.again, since: LookedAtPlan(Shop.plan, Self.everything))
    let second = ReviewProgress(in: Self.again, since: LookedAtPlan(Self.again, first))
    #expect(second.novelties == first.novelties)
    var looked = first
    looked.seen.insert(StepID(group: 5, step: 1))
    let third = ReviewProgress(in: Self.again, since: LookedAtPlan(Self.again, looked))
    #expect(third.novelties == [StepID(group: 1, step: 2): .changed])
  }

  @Test func theSamePlanHasNoNews() {
    let progress = ReviewProgress(in: Shop.plan, since: LookedAtPlan(Shop.plan, Self.everything))
    #expect(progress == Self.everything)
    #expect(progress.news(of: Shop.plan).isEmpty)
  }

  @Test func whatIsKeptIsReadBack() throws {
    let looked = LookedAtPlan(
      Self.again, ReviewProgress(in: Self.again, since: LookedAtPlan(Shop.plan, Self.everything)))
    #expect(try LookedAtPlan(json: looked.json) == looked)
  }

  @Test func openingSaysItAndOneKeyWalksIt() throws {
    var facts = Shop.facts()
    facts.plan = Self.again
    let progress = ReviewProgress(in: Self.again, since: LookedAtPlan(Shop.plan, Self.everything))
    var reviewer = Reviewer(
      facts, configuration: Shop.configuration, now: "2026-11-21T09:00:00Z", progress: progress)
    try expectScreen("news-80x24", reviewer.draw())
    reviewer.press("Enter")
    #expect(reviewer.screen.contains("2/7"))
    reviewer.press("] n")
    #expect(reviewer.screen.contains("7/7"))
    reviewer.press("[ n L")
    #expect(reviewer.screen.contains("~ changed table.column alter"))
    #expect(reviewer.screen.contains("- new table drop"))
  }

  @Test func aReloadKnowsStepsAgain() {
    var reviewer = Shop.reviewer()
    reviewer.walkAllSteps()
    var facts = Shop.facts()
    facts.plan = Self.again
    facts.planHash = String(repeating: "0", count: 64)
    _ = reviewer.handle(.reloaded(facts))
    #expect(reviewer.screen.contains("1 step is changed: 1.2"))
    #expect(reviewer.progress.seen.count == 5)
  }
}
