/// `partition-bounds-may-fail`: rows may be outside a partition's bounds.
struct PartitionBoundsMayFail: StepRule {
  static let id: RuleID = "partition-bounds-may-fail"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "rows may be outside a partition's bounds"
  static let documentation = """
    ATTACH PARTITION reads the rows of the new partition, and those of the default partition, and fails at the first
    row that belongs elsewhere; CREATE TABLE … PARTITION OF reads the default partition. Move the rows of the
    default partition that the new one shall have before it is attached.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard let new = context.newPartition(action, at: step), new.bound != .default,
        let rest = context.defaultPartition(of: new.parent, before: step), rest != new.name,
        context.rows(of: rest) != 0,
        context.hasCheck(on: context.partitionKey(of: new.parent), of: rest, before: step) != true
      else { return nil }
      return finding(
        context.probe(of: rest, for: new.bound, of: new.parent, belongingTo: new.name), at: step, in: context,
        doubt: "fails if the default partition \(context.described(rest)) has rows that belong to \(new.name)",
        because: "A row may be in one partition only, so all of the default partition is read for such rows.",
        instead: "look first, and move such rows out of \(rest)")
    }
  }
}
