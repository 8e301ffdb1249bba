/// `rule-created`: a rewrite rule changes what queries do, under the strongest lock.
struct RuleCreated: ActionRule {
  static let id: RuleID = "rule-created"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a rewrite rule changes what queries do, under the strongest lock"
  static let documentation = """
    CREATE RULE, DROP RULE and ENABLE or DISABLE RULE take ACCESS EXCLUSIVE on the table. A rule rewrites the query and not
    its rows: volatile functions are called more than once, row counts come out wrong, COPY passes it by. A trigger, or
    a view with an INSTEAD OF trigger, does what it says. On a view a rule stops nobody for long and is only a remark.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let words: (String, QualifiedName)?
    switch action {
    case .createRule(let rule, let table): words = ("rule \(rule) rewrites queries on", table)
    case .drop(let object):
      guard object.kind == .rule, let rule = object.member, !step.isNew(object.name) else { return nil }
      words = ("the drop of rule \(rule) stops", object.name)
    case .alterTable(let table, .changeRules):
      guard !step.isNew(table) else { return nil }
      words = ("switching a rule stops", table)
    default: words = nil
    }
    guard let (what, table) = words else { return nil }
    let isView = context.relation(table)?.kind == .view
    return finding(
      isView || step.isNew(table) ? .info : .warning, at: step, "\(what) \(context.described(table))",
      because: "It takes ACCESS EXCLUSIVE, and rules change queries in ways that are hard to foresee.",
      instead: "a trigger, or a view with an INSTEAD OF trigger")
  }
}
