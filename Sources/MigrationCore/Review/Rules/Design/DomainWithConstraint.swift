/// `domain-with-constraint`: a domain gets a constraint.
struct DomainWithConstraint: ActionRule {
  static let id: RuleID = "domain-with-constraint"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a domain gets a constraint"
  static let documentation = """
    A domain's CHECK or NOT NULL is checked by every column of the domain: to change it later, every table with such a
    column is read under a lock, and adding a column of such a domain rewrites the table even without a default. A
    column of the plain type with a CHECK of the table's own can be changed table by table, with NOT VALID. NOT NULL of
    a domain can still be got round by an outer join or a sub-select.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createDomain(let domain) = action, domain.isConstrained else { return nil }
    let what = domain.checks.isEmpty ? "NOT NULL" : domain.isNotNull ? "NOT NULL and a CHECK" : "a CHECK"
    return finding(
      at: step, "gives the domain \(domain.name) \(what)",
      because: "A new column of it rewrites its table, and to change the constraint locks and reads every such table.",
      instead: "use the plain type, and a CHECK of the table: it can be added NOT VALID and validated on its own")
  }
}
