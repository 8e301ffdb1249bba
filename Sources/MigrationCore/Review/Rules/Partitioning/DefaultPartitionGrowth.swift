/// `default-partition-growth`: a default partition is made.
struct DefaultPartitionGrowth: StepRule {
  static let id: RuleID = "default-partition-growth"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a default partition is made"
  static let documentation = """
    Rows that fit no other partition go to the default one, unnoticed. As it grows every new partition takes longer
    to attach, because all of it is read, and DETACH … CONCURRENTLY is impossible while it exists. Make partitions
    ahead, and watch that it stays empty.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      let made: (name: QualifiedName, parent: QualifiedName)
      if case .createTable(let table) = action, let parent = table.partitionOf, table.isDefaultPartition {
        made = (table.name, parent)
      } else if case .alterTable(let parent, .attachPartition(let name, .default)) = action {
        made = (name, parent)
      } else {
        return nil
      }
      return finding(
        .info, at: step, "\(made.name) takes every row of \(made.parent) that fits no other partition",
        because: "As it grows new partitions take longer to attach, and DETACH … CONCURRENTLY is refused.",
        instead: "make partitions ahead, and raise an alarm when rows arrive in it")
    }
  }
}
