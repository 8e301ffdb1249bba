/// `materialized-view-created-with-data`: a large query runs inside the change.
struct MaterializedViewCreatedWithData: ActionRule {
  static let id: RuleID = "materialized-view-created-with-data"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a large query runs inside the change"
  static let documentation = """
    CREATE MATERIALIZED VIEW and CREATE TABLE AS run their whole query before the transaction can end: its snapshot keeps
    dead rows alive, and its other locks are held as long. WITH NO DATA makes it at once; REFRESH fills a materialized view
    in a step of its own, INSERT … SELECT in parts fills a table. Small sources are not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let name: QualifiedName
    let reads: [QualifiedName]
    switch action {
    case .createMaterializedView(let view, let sources, isFilled: true): (name, reads) = (view, sources)
    case .createTable(let table) where table.isFilled: (name, reads) = (table.name, table.reads)
    default: return nil
    }
    let large = reads.filter { !step.isNew($0) && !context.isSmall($0) && context.relation($0)?.kind != .view }
    guard !large.isEmpty else { return nil }
    let isView = if case .createMaterializedView = action { true } else { false }
    return finding(
      context.live == nil ? .info : .warning, at: step, "fills \(name) from \(context.listed(large)) at once",
      because: "The whole query runs inside the transaction, which holds its snapshot and its locks until then.",
      instead: isView
        ? "WITH NO DATA, and REFRESH in a transaction group of its own" : "WITH NO DATA, and fill it in parts")
  }
}
