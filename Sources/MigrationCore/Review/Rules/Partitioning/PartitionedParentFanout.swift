/// `partitioned-parent-fanout`: a change of a partitioned table locks every partition.
struct PartitionedParentFanout: StepRule {
  static let id: RuleID = "partitioned-parent-fanout"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a change of a partitioned table locks every partition"
  static let documentation = """
    Changes of columns, constraints, indexes and triggers of a partitioned table are made in every partition: the
    lock is taken on all of them, scans run one after the other in one transaction, and with thousands of partitions
    the lock table may overflow ("out of shared memory": max_locks_per_transaction). Owner, name, schema, rights,
    row security and comments stay on the parent. Where there is a form with NOT VALID or ONLY, do it partition by
    partition.
    """

  static let options = [
    RuleOption("partitions", .number(100), "from how many partitions a change that reads no rows is more than a remark")
  ]

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard context.live != nil else { return [] }
    for action in step.facts.actions {
      for touch in context.touches(of: action, at: step) {
        let footprint = LockFootprint(of: touch.form)
        guard !touch.isAlone, footprint.reach != .relation, let parent = touch.relation, !step.isNew(parent),
          let mode = footprint.named,
          context.relation(parent)?.kind == .partitionedTable
        else { continue }
        let count = context.partitions(below: parent).count
        if count > 0 { return [finding(parent, count, mode, footprint.work, at: step, in: context)] }
      }
    }
    return []
  }

  private func finding(
    _ parent: QualifiedName, _ count: Int, _ mode: LockMode, _ work: LockedWork, at step: ReviewedStep,
    in context: ReviewContext
  ) -> Finding {
    let isLight = work == .catalogOnly && count < context.number("partitions", of: Self.self)
    let room = context.live?.settings["max_locks_per_transaction"].flatMap { Int($0) }
    let isTight = room.map { count > $0 * 10 } ?? false
    let worry = isTight ? ", with max_locks_per_transaction at \(room ?? 0)" : ""
    return finding(
      isLight && !isTight ? .info : .warning, at: step,
      "takes \(mode.rawValue) on \(Quantity.counted(count, "partition")) of \(context.described(parent))\(worry)",
      because: work == .catalogOnly
        ? "The change is made in every partition in one transaction."
        : "Every partition is worked on, one after the other, and all locks are held until the last is done.",
      instead:
        "do it partition by partition where NOT VALID or ONLY allows; raise max_locks_per_transaction for thousands")
  }
}
