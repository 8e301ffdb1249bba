/// `ddl-on-hot-table`: a busy table is stopped.
struct DdlOnHotTable: StepRule {
  static let id: RuleID = "ddl-on-hot-table"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let options = [
    RuleOption("uses_per_second", .number(100), "rows written and scans, each second, from which a table is busy")
  ]
  static let summary = "a busy table is stopped"
  static let documentation = """
    On a table that is read and written all the time it is not the work that hurts but the wait for ACCESS EXCLUSIVE:
    everybody who comes meanwhile queues behind it. A quiet time, a short lock_timeout and retries keep that queue short.
    What counts is what pg_stat_user_tables has counted since its statistics were reset.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let limit = Double(context.number("uses_per_second", of: Self.self))
    return context.stoppedTables(by: step, atLeast: .accessExclusive).compactMap { table in
      guard let rate = context.usesPerSecond(of: table), rate >= limit else { return nil }
      return finding(
        at: step, "stops \(context.described(table)), which is used \(Quantity.count(Int64(rate))) times a second",
        because: "Everybody who comes while the statement waits for its lock queues behind it.",
        instead: "a quiet time, a lock_timeout of 1 or 2 seconds, and retries")
    }
  }
}

extension ReviewContext {
  /// Rows written and scans of a table and its partitions, each second; nil when not known.
  func usesPerSecond(of table: QualifiedName) -> Double? {
    let parts = [table] + (relation(table)?.partitions ?? [])
    let rates = parts.compactMap { part -> Double? in
      guard let use = relation(part)?.use, let writes = use.writesPerSecond, let scans = use.scansPerSecond else {
        return nil
      }
      return min(writes + scans, 1e12)
    }
    return rates.isEmpty ? nil : rates.reduce(0, +)
  }
}
