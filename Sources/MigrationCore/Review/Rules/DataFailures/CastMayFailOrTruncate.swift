/// `cast-may-fail-or-truncate`: a type change may fail on values or round them.
struct CastMayFailOrTruncate: ActionRule {
  static let id: RuleID = "cast-may-fail-or-truncate"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a type change may fail on values or round them"
  static let documentation = """
    A narrower number, a shorter string, a parsed type (text to integer, uuid, json or an enum) fails at the first
    value that does not fit, after rewriting the table up to there; a smaller numeric scale, a float that becomes an
    integer or a lower timestamp precision rounds every value without a word, and an explicit cast to a shorter
    varchar cuts it off. The remedy has the query that shows what would happen.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
      !step.isNew(table), !context.isEmpty(table)
    else { return nil }
    if case .computed(let value) = conversion { return finding(value, type, of: table, at: step, in: context) }
    guard let current = context.state(of: table, before: step)?.columns[column]?.type else {
      guard context.live == nil, !ConversionRisk.takesEverything(type) else { return nil }
      return finding(
        .warning, at: step, "values of \(table).\(column) may not fit \(type.words); not checked: the present type",
        because: "A value that does not fit ends the statement with an error, or is rounded.",
        instead: "look at the values first")
    }
    if context.isAllNull(column, of: table, before: step) { return nil }
    guard let risk = ConversionRisk(from: context.baseType(of: current), to: context.baseType(of: type)) else {
      return nil
    }
    let probe = context.probe(forValuesOf: column, in: table, becoming: type, at: risk)
    return finding(
      context.live == nil ? nil : probe, at: step, in: context,
      doubt: "\(risk.words(column, current, type)) in \(context.described(table))", limit: .error,
      because: risk.isSilent
        ? "The change goes through, and what was cut off or rounded is gone."
        : "The statement ends with an error at the first such value, with the lock held until there.",
      instead: "look first")
  }

  /// What `USING` computes is known only by computing it.
  private func finding(
    _ value: WrittenExpression, _ type: ColumnType, of table: QualifiedName, at step: ReviewedStep,
    in context: ReviewContext
  ) -> Finding? {
    guard context.live != nil, let probe = context.probe(computing: value, as: type, of: table) else { return nil }
    return finding(
      probe, at: step, in: context, doubt: "fails if USING fails for a row of \(context.described(table))",
      limit: .info, because: "The statement ends with an error at the first such row, with the lock held until there.",
      instead: "look first")
  }
}
