/// `object-owner-mismatch`: a step needs to own what belongs to another role.
struct ObjectOwnerMismatch: StepRule {
  static let id: RuleID = "object-owner-mismatch"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a step needs to own what belongs to another role"
  static let documentation = """
    ALTER, DROP, CREATE INDEX, CREATE POLICY and COMMENT want the role that runs them to own the object, or to be a
    member of the owner. Otherwise the step fails in the middle of the plan. Run the plan as the owner, or SET ROLE to
    it.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let executor = context.live?.executor, !executor.isSuperuser else { return [] }
    var seen: Set<QualifiedName> = []
    return step.facts.actions.compactMap { action in
      guard let relation = Self.ownedRelation(action, context), !step.isNew(relation),
        let owner = context.owner(of: relation), !executor.rightsOf.contains(owner), seen.insert(relation).inserted
      else { return nil }
      let setRole: SQLText = "SET ROLE \(owner);"
      return finding(
        at: step, "\(relation) belongs to \(owner), and \(executor.name) has not that role's rights",
        because: "PostgreSQL refuses the statement with \"must be owner\", when earlier steps have run already.",
        instead: "run the plan as \(owner): \(setRole.text)")
    }
  }

  /// The relation that the statement wants to be owned.
  private static func ownedRelation(_ action: StatementAction, _ context: ReviewContext) -> QualifiedName? {
    switch action {
    case .alterTable(let table, _): return table
    case .createIndex(let index): return index.table
    case .alterIndex(let name): return context.relation(name)?.owningTable
    case .createPolicy(let policy): return policy.table
    case .alterPolicy(let change): return change.table
    case .renameTrigger(_, let table), .createRule(_, let table): return table
    case .alterView(let name), .alterSequence(let name, _): return name
    case .refreshMaterializedView(let name, _, _): return name
    case .createView(let view): return view.isReplacing ? view.name : nil
    case .changeOwner(let change): return change.kind.isRelation ? change.name : nil
    case .comment(.relation(let name), _), .comment(.column(_, let name), _), .comment(.member(let name), _):
      return name
    case .drop(let object):
      if object.kind == .index { return context.relation(object.name)?.owningTable }
      return object.kind.isRelation || object.member != nil ? object.name : nil
    default: return nil
    }
  }
}

extension DroppedObject.Kind {
  /// Whether its name is one of `pg_class`, an index's aside.
  fileprivate var isRelation: Bool {
    switch self {
    case .table, .view, .materializedView, .foreignTable, .sequence: true
    case .index, .function, .procedure, .aggregate, .type, .domain, .schema, .trigger, .policy, .rule, .extension,
      .publication, .statistics, .cast, .operator, .collation, .database, .other:
      false
    }
  }
}
