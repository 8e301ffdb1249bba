/// `domain-constraint-locks-all-users`: a domain's constraint is checked in every table that uses it, all at once.
struct DomainConstraintLocksAllUsers: ActionRule {
  static let id: RuleID = "domain-constraint-locks-all-users"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a domain's constraint is checked in every table that uses it, all at once"
  static let documentation = """
    ALTER DOMAIN … ADD CONSTRAINT, SET NOT NULL and VALIDATE CONSTRAINT hold SHARE on every table with a column of the
    domain while all of them are read: writes wait everywhere. NOT VALID reads nothing, but the VALIDATE that follows
    takes SHARE too, not the lighter lock that tables have. A CHECK of the table can be validated while it is written to.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterDomain(let name, _) = action, !step.isNewType(name),
      context.touches(of: action, at: step).contains(where: { $0.form == .addDomainConstraint })
    else { return nil }
    guard context.live != nil else {
      return finding(
        .warning, at: step,
        "writes to every table with a column of \(name) wait; not checked: which, for want of a database",
        because: "SHARE is held on each while all of them are read.",
        instead: "a CHECK of the tables, added NOT VALID and validated later")
    }
    let tables = context.tables(holding: name).filter { !step.isNew($0) }
    guard !tables.isEmpty else { return nil }
    return finding(
      tables.allSatisfy(context.isSmall) ? .info : .error, at: step,
      "writes to \(context.listed(tables)) wait until all of them are read",
      because: "SHARE is held on every table with a column of the domain \(name), all at once.",
      instead: "a CHECK of the tables, added NOT VALID and validated later")
  }
}
