/// `cross-plan-ordering`: a step needs what another plan makes.
struct CrossPlanOrdering: StepRule {
  static let id: RuleID = "cross-plan-ordering"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a step needs what another plan makes"
  static let documentation = """
    A step that uses a relation which is not on the target, and which another plan in the same folder makes, fails unless
    that one runs before. Without a database it is told as a warning: the relation may be there by now.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard !context.openPlans.isEmpty else { return [] }
    var told: Set<QualifiedName> = []
    return step.facts.actions.flatMap { context.relationsUsed(by: $0, at: step) }.compactMap { relation in
      guard !step.isNew(relation), !step.facts.createdRelations.contains(relation), context.relation(relation) == nil,
        let maker = context.openPlans.first(where: { $0.made.contains(relation) }), told.insert(relation).inserted
      else { return nil }
      return finding(
        context.live == nil ? .warning : .error, at: step,
        "needs \(relation), which \(maker.name) makes\(context.live == nil ? "; not checked: whether it did" : "")",
        because: "It is not there before that plan has run.", instead: "run \(maker.name) first")
    }
  }
}

extension ReviewContext {
  /// The relations that have to be there for an action: what it changes, reads or points to.
  fileprivate func relationsUsed(by action: StatementAction, at step: ReviewedStep) -> [QualifiedName] {
    touches(of: action, at: step).flatMap { touch in
      [touch.relation].compactMap(\.self) + touch.companions.map(\.relation)
    }
  }
}
