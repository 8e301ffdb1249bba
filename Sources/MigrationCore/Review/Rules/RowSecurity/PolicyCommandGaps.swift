/// `policy-command-gaps`: policies leave out some commands.
struct PolicyCommandGaps: StepRule {
  static let id: RuleID = "policy-command-gaps"
  static let category = RuleCategory.rowSecurity
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "policies leave out some commands"
  static let documentation = """
    Without a permissive policy for a command that command finds no row: UPDATE and DELETE do nothing, without an error,
    and INSERT fails. UPDATE and DELETE with a WHERE or RETURNING also need a policy that lets SELECT see the row. Often
    that is what is meant; say so by accepting the finding. Looked at when the plan has run, at its last step that
    touches the table's policies.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let tables = step.facts.actions.compactMap(\.securedTable)
    return Set(tables).sorted().compactMap { table in
      let isLast = !context.steps(naming: table).contains { later in
        later.id > step.id && later.facts.actions.contains { $0.securedTable == table }
      }
      let state = context.rowSecurity(of: table)
      guard isLast, state.isComplete, state.isEnabled, !state.allowedCommands.isEmpty else { return nil }
      let commands: [RowSecurityPolicy.Command] = [.select, .insert, .update, .delete]
      let missing = commands.filter { !state.allowedCommands.contains($0) }
      guard !missing.isEmpty else { return nil }
      return finding(
        at: step, "no policy of \(table) lets \(missing.map { $0.words.uppercased() }.joined(separator: ", ")) through",
        because: "UPDATE and DELETE without a policy find no row and report no error; INSERT fails.",
        instead: "CREATE POLICY … FOR each command that the roles need, or FOR ALL")
    }
  }
}

extension StatementAction {
  /// The table whose row-level security changes.
  fileprivate var securedTable: QualifiedName? {
    switch self {
    case .alterTable(let table, .changeRowSecurity(.enable)): table
    case .createPolicy(let policy): policy.table
    case .drop(let object): object.kind == .policy ? object.name : nil
    default: nil
    }
  }
}
