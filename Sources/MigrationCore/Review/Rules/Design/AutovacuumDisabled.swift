/// `autovacuum-disabled`: autovacuum is switched off for a table.
struct AutovacuumDisabled: ActionRule {
  static let id: RuleID = "autovacuum-disabled"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "autovacuum is switched off for a table"
  static let documentation = """
    Without autovacuum dead rows are never removed, statistics go stale, and only the forced vacuum against transaction
    ID wraparound comes, which reads the whole table and does not give way to DDL. Set autovacuum_vacuum_scale_factor,
    autovacuum_vacuum_cost_delay and the like instead. A load can do without, if it switches it on again in the same
    plan.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (table: QualifiedName, parameters: [StorageParameter])
    switch action {
    case .createTable(let table): found = (table.name, table.parameters)
    case .alterTable(let table, .setStorageParameters(let parameters)): found = (table, parameters)
    default: return nil
    }
    let names = ["autovacuum_enabled", "toast.autovacuum_enabled"]
    let off = found.parameters.first { names.contains($0.name) && Self.isOff($0.value) }
    guard let off, !isRestored(off.name, found.table, after: step, context) else { return nil }
    let on: SQLText = "ALTER TABLE \(found.table) RESET (autovacuum_enabled);"
    return finding(
      at: step,
      "switches autovacuum off for \(step.isNew(found.table) ? "\(found.table)" : context.described(found.table))",
      because:
        "Dead rows stay, statistics go stale, and transaction IDs near wraparound force a vacuum that nothing stops.",
      instead: "tune autovacuum_vacuum_scale_factor and autovacuum_vacuum_cost_delay; to undo: \(on.text)")
  }

  private func isRestored(
    _ name: String, _ table: QualifiedName, after step: ReviewedStep, _ context: ReviewContext
  ) -> Bool {
    context.steps(naming: table).contains { later in
      later.id > step.id
        && later.facts.actions.contains { action in
          guard case .alterTable(table, .setStorageParameters(let parameters)) = action else { return false }
          return parameters.isEmpty || parameters.contains { $0.name == name && !Self.isOff($0.value) }
        }
    }
  }

  private static func isOff(_ value: String?) -> Bool {
    value.map { ["false", "off", "0", "no"].contains($0.lowercased()) } ?? false
  }
}
