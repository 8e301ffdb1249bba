/// `statement-after-access-exclusive`: a table stays stopped while its transaction does something else.
struct StatementAfterAccessExclusive: ReviewRule {
  static let id: RuleID = "statement-after-access-exclusive"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a table stays stopped while its transaction does something else"
  static let documentation = """
    A lock is kept until COMMIT. After a statement that took ACCESS EXCLUSIVE, every scan, backfill or query of the same
    transaction makes the readers and writers of that table wait on. Put the strong lock last, or give it a transaction
    of its own. A change of the catalog that follows is a remark where it needs a strong lock on another table, and
    nothing otherwise: it is over at once.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    context.transactions.compactMap { transaction in
      var held: (step: ReviewedStep, tables: [QualifiedName])?
      var worst: Finding?
      for step in transaction.steps {
        let stopped = context.stoppedTables(by: step, atLeast: .accessExclusive)
        if let held {
          let limit = weight(of: step, beside: held.tables, in: context)
          if let limit, limit > worst?.severity ?? .info || worst == nil {
            worst = finding(
              limit, at: step,
              "reads and writes on \(context.listed(held.tables)) wait for this too, since step \(held.step.id)",
              because: "ACCESS EXCLUSIVE is held until the transaction ends, over everything that follows in it.",
              instead: "a transaction group of its own for step \(held.step.id), or that step last")
          }
        } else if !stopped.isEmpty {
          held = (step, stopped)
        }
      }
      return worst
    }
  }

  /// How much a statement prolongs what is held; nil when not at all.
  private func weight(of step: ReviewedStep, beside held: [QualifiedName], in context: ReviewContext) -> Severity? {
    guard step.facts.isAnalysed else { return .warning }
    for action in step.facts.actions {
      switch action {
      case .update(let rows), .delete(let rows), .merge(let rows):
        if !step.isNew(rows.table), !context.isSmall(rows.table) { return .error }
      case .insert(let rows):
        if ([rows.table] + rows.reads).contains(where: { !step.isNew($0) && !context.isSmall($0) }) { return .error }
      case .select(let reads, _):
        if reads.contains(where: { !step.isNew($0) && !context.isSmall($0) }) { return .error }
      case .createMaterializedView(_, let reads, isFilled: true):
        if reads.contains(where: { !step.isNew($0) && !context.isSmall($0) }) { return .error }
      case .createTable(let table) where table.isFilled:
        if table.reads.contains(where: { !step.isNew($0) && !context.isSmall($0) }) { return .error }
      case .other, .runCode, .call: return .warning
      default: continue
      }
    }
    let impact = context.impact(of: step)
    if (impact.scans + impact.rewrites).contains(where: { !context.isSmall($0) }) { return .error }
    if case .notChecked = impact.workBasis, !impact.locks.isEmpty { return .warning }
    let others = context.stoppedTables(by: step, atLeast: .shareRowExclusive).filter { !held.contains($0) }
    return others.isEmpty ? nil : .info
  }
}
