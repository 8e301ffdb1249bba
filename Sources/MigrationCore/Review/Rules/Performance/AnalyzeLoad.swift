/// `analyze-load`: VACUUM or ANALYZE reads a large table.
struct AnalyzeLoad: StepRule {
  static let id: RuleID = "analyze-load"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [RuleOption("megabytes", .number(1024), "the size of a table from which it is reported")]
  static let summary = "VACUUM or ANALYZE reads a large table"
  static let documentation = """
    VACUUM reads all that changed, ANALYZE a sample, both under SHARE UPDATE EXCLUSIVE: nobody waits but other maintenance,
    but disks and caches feel it. Of a partitioned table ANALYZE reads every partition; since 18 both read the children of
    an inheritance parent too, unless ONLY is written. VACUUM may take ACCESS EXCLUSIVE for a moment to give room back.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let limit = Int64(context.number("megabytes", of: Self.self)) << 20
    return step.facts.actions.flatMap { action -> [Finding] in
      let verb: String
      let tables: [QualifiedName]
      switch action {
      case .analyze(let named): (verb, tables) = ("ANALYZE", named)
      case .vacuum(let named, isFull: false): (verb, tables) = ("VACUUM", named)
      default: return []
      }
      if tables.isEmpty {
        return [
          finding(
            at: step, "\(verb) of every table of the database", because: "It reads the whole database's tables.",
            instead: "name the tables that need it, in a quiet time")
        ]
      }
      return tables.compactMap { table in
        let parts = [table] + (context.relation(table)?.partitions ?? [])
        let bytes = parts.compactMap { context.relation($0)?.size.totalBytes }.reduce(0, +)
        guard bytes >= limit else { return nil }
        return finding(
          at: step, "\(verb) reads \(table), \(Quantity.bytes(bytes))",
          because: "Nobody waits, but disks and caches feel it, and other maintenance of the table stays away.",
          instead: "a quiet time")
      }
    }
  }
}
