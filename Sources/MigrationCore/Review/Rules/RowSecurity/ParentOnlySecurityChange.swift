/// `parent-only-security-change`: a change of access to a partitioned table does not reach its partitions.
struct ParentOnlySecurityChange: StepRule {
  static let id: RuleID = "parent-only-security-change"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a change of access to a partitioned table does not reach its partitions"
  static let documentation = """
    ENABLE ROW LEVEL SECURITY, CREATE POLICY, OWNER TO, GRANT and REVOKE on a parent hold for queries of the parent
    alone; none of them goes down to partitions or children. A role with rights on a partition reads it directly, past
    the parent's policies. Take the rights on partitions away, or repeat the change for each. Silent where nobody has
    rights on a partition.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard context.live != nil else { return [] }
    return step.facts.actions.flatMap { action -> [Finding] in
      guard let (parent, what) = Self.change(action) else { return [] }
      let open = context.partitions(of: parent).filter { partition in
        guard !changes(partition, like: action, in: context) else { return false }
        if case .alterTable(_, .changeOwner(let owner)) = action {
          return context.owner(of: partition).map { $0 != owner } ?? false
        }
        return context.isGranted(partition) && !(action.isPolicyChange && context.rowSecurity(of: partition).isEnabled)
      }
      guard let first = open.first else { return [] }
      let others = open.count > 1 ? " and \(Quantity.counted(open.count - 1, "other partition"))" : ""
      return [
        finding(
          at: step, "\(what) \(parent) does not reach \(first)\(others)",
          because: "A role with rights on a partition reads and writes it directly, past what is set on the parent.",
          instead: "repeat it for each partition, or revoke the rights on the partitions")
      ]
    }
  }

  private static func change(_ action: StatementAction) -> (QualifiedName, String)? {
    switch action {
    case .alterTable(let table, .changeRowSecurity(.enable)): return (table, "row-level security of")
    case .alterTable(let table, .changeOwner): return (table, "the new owner of")
    case .createPolicy(let policy): return (policy.table, "the policy \(policy.name) of")
    case .changePrivileges(let change):
      guard !change.isGrant, let table = change.relations.first else { return nil }
      return (table, "the REVOKE on")
    default: return nil
    }
  }

  /// Whether some step does the same to the partition.
  private func changes(_ partition: QualifiedName, like action: StatementAction, in context: ReviewContext) -> Bool {
    context.steps(naming: partition).lazy.flatMap(\.facts.actions).contains { other in
      switch (action, other) {
      case (.alterTable(_, let change), .alterTable(partition, let same)): return change == same
      case (.createPolicy, .createPolicy(let policy)): return policy.table == partition
      case (.createPolicy, .alterTable(partition, .changeRowSecurity(.enable))): return true
      case (_, .changePrivileges(let change)): return !change.isGrant && change.relations.contains(partition)
      case (_, .drop(let object)): return object.name == partition
      default: return false
      }
    }
  }
}

extension StatementAction {
  fileprivate var isPolicyChange: Bool {
    if case .changePrivileges = self { return false }
    return true
  }
}

extension ReviewContext {
  /// The partitions of the table at any depth.
  fileprivate func partitions(of table: QualifiedName) -> [QualifiedName] {
    var found: [QualifiedName] = []
    var rest = relation(table)?.partitions ?? []
    while let partition = rest.popLast() {
      guard !found.contains(partition) else { continue }
      found.append(partition)
      rest += relation(partition)?.partitions ?? []
    }
    return found.sorted()
  }

  /// Whether a role other than its owner has rights on the table.
  fileprivate func isGranted(_ table: QualifiedName) -> Bool {
    let privilege = current.first { $0.name == table.schema }?.privileges.first {
      $0.object.name == table.name && $0.object.kind == .table
    }
    return privilege?.grants.contains { $0.grantee != .role(privilege?.owner ?? "") } ?? false
  }
}
