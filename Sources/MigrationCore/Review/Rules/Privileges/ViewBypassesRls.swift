/// `view-bypasses-rls`: a view shows rows past row-level security.
struct ViewBypassesRls: ActionRule {
  static let id: RuleID = "view-bypasses-rls"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a view shows rows past row-level security"
  static let documentation = """
    A view reads its tables with its owner's rights, so the policies of those tables are applied to the owner, or not at
    all if the owner owns the tables too or has BYPASSRLS. From PostgreSQL 15 on, WITH (security_invoker = true) reads
    them with the rights of the one who asks. Materialized views always hold what their owner saw. Found only where a
    table that is read has row-level security.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let name: QualifiedName
    let reads: [QualifiedName]
    switch action {
    case .createView(let view):
      guard !view.isSecurityInvoker else { return nil }
      (name, reads) = (view.name, view.reads)
    case .createMaterializedView(let view, let tables, _): (name, reads) = (view, tables)
    default: return nil
    }
    let secured = reads.first { context.rowSecurity(of: $0).isEnabled }
    guard let secured else { return nil }
    if let version = context.live?.serverVersion, version < 150_000 {
      return finding(
        at: step, "\(name) reads \(secured) past its row-level security",
        because: "A view reads with its owner's rights, and this server has no security_invoker.",
        instead: "make sure that the view's owner is held by the policies: neither the table's owner nor BYPASSRLS")
    }
    let alter: SQLText = "ALTER VIEW \(name) SET (security_invoker = true);"
    if case .createMaterializedView = action {
      return finding(
        at: step, "\(name) holds rows of \(secured) for everybody who may read the view",
        because: "A materialized view is filled with its owner's rights, and has no policies of its own.",
        instead: "grant it to roles that may see every row, or read the table through a view")
    }
    return finding(
      at: step, "\(name) reads \(secured) past its row-level security",
      because: "A view reads with its owner's rights unless security_invoker is set.", instead: alter.text)
  }
}
