/// `unbatched-backfill`: one statement changes more rows than it should.
struct UnbatchedBackfill: ActionRule {
  static let id: RuleID = "unbatched-backfill"
  static let category = RuleCategory.performance
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("rows", .number(100_000), "rows of one statement that pass")]
  static let summary = "one statement changes more rows than it should"
  static let documentation = """
    An UPDATE or DELETE of many rows in one statement locks all of them until it commits, writes them and every index
    entry anew, and leaves as many dead ones to vacuum. Do it in parts by ranges of the key, each in its own transaction,
    with pauses. A condition that is true of every row is none. With any other condition the rows of the table are the most
    that it can be; that is a warning.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let limit = Int64(context.number("rows", of: Self.self))
    switch action {
    case .update(let rows): return judge("updates", rows, above: limit, at: step, in: context)
    case .delete(let rows): return judge("deletes", rows, above: limit, at: step, in: context)
    case .insert(let inserted):
      guard inserted.source == .query,
        let source = inserted.reads.filter({ !step.isNew($0) })
          .max(by: { rows(of: $0, context) < rows(of: $1, context) }), rows(of: source, context) > limit
      else { return nil }
      return finding(
        .warning, at: step,
        "inserts into \(inserted.table) from \(context.described(source)) at once; not checked: how many rows match",
        because: "All of it is one transaction: locks, WAL and the snapshot are held until its end.",
        instead: "ranges of the key, each in its own transaction, with pauses")
    default: return nil
    }
  }

  private func judge(
    _ verb: String, _ changed: ChangedRows, above limit: Int64, at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard !step.isNew(changed.table), rows(of: changed.table, context) > limit else { return nil }
    let isAll = context.meansEveryRow(changed)
    let place = context.described(changed.table)
    return finding(
      isAll ? .error : .warning, at: step,
      isAll
        ? "\(verb) every row of \(place) in one transaction"
        : "\(verb) rows of \(place) in one transaction; not checked: how many match",
      because: "The rows stay locked until it commits, and as many dead ones are left to vacuum.",
      instead: "ranges of the key, each in its own transaction, with pauses")
  }

  private func rows(of table: QualifiedName, _ context: ReviewContext) -> Int64 {
    context.relation(table)?.size.rows ?? 0
  }
}
