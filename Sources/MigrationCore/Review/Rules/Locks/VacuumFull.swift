/// `vacuum-full`: VACUUM FULL rewrites a table.
struct VacuumFull: StepRule {
  static let id: RuleID = "vacuum-full"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "VACUUM FULL rewrites a table"
  static let documentation = """
    It writes the table and all its indexes again under ACCESS EXCLUSIVE, and needs the disk for both copies meanwhile.
    Plain VACUUM lets everybody through; pg_repack and pg_squeeze give the room back while the table is in use. Without
    a table it does so to every table of the database.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .vacuum(let tables, isFull: true) = action else { return [] }
      if tables.isEmpty {
        return [
          finding(
            at: step, "rewrites every table of the database and all their indexes",
            because: "ACCESS EXCLUSIVE is held on each until all its rows are written again.",
            instead: "VACUUM without FULL")
        ]
      }
      return tables.filter { !step.isNew($0) }.map { table in
        finding(
          context.severity(.error, on: table), at: step, "rewrites \(context.described(table)) and all its indexes",
          because: "ACCESS EXCLUSIVE is held until every row is written again: reads and writes wait.",
          instead: context.rewriteInUse ?? "VACUUM without FULL, or pg_repack where the room must be given back")
      }
    }
  }
}

extension ReviewContext {
  /// How a table is rewritten while it is in use, where the server can.
  var rewriteInUse: String? {
    guard let version = live?.serverVersion, version >= 190_000 else { return nil }
    return "REPACK (CONCURRENTLY)"
  }
}
