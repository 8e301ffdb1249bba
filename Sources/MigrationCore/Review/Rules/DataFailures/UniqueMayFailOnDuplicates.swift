/// `unique-may-fail-on-duplicates`: a unique index may meet duplicates.
struct UniqueMayFailOnDuplicates: StepRule {
  static let id: RuleID = "unique-may-fail-on-duplicates"
  static let category = RuleCategory.dataFailure
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a unique index may meet duplicates"
  static let documentation = """
    A unique index fails on the first pair of equal rows, at the end of its build; a concurrent one leaves an
    INVALID index behind that still makes writers fail. Whether there are duplicates is known only by looking: the
    remedy has the query. Tables without rows, and columns that an existing unique index covers, are left alone;
    statistics that count fewer values than rows make it an error.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard context.live != nil else { return [] }
      var keys: [(table: QualifiedName, columns: [Identifier], isWhole: Bool)] = []
      if case .alterTable = action {
        for (table, added) in action.constraintsAdded
        where (added.kind == .unique || added.kind == .primaryKey) && added.index == nil {
          keys.append((table, added.columns, true))
        }
      }
      if case .createIndex(let index) = action, index.isUnique {
        let columns = index.keys.compactMap(\.column)
        keys.append((index.table, columns, columns.count == index.keys.count && !index.isPartial))
      }
      return keys.compactMap { key in
        guard key.isWhole else { return finding(onPartOf: key.table, at: step, in: context) }
        return finding(key.table, key.columns, at: step, in: context)
      }
    }
  }

  private func finding(
    _ table: QualifiedName, _ columns: [Identifier], at step: ReviewedStep, in context: ReviewContext
  ) -> Finding? {
    guard !step.isNew(table), !columns.isEmpty, context.rows(of: table) != 0, context.rows(of: table) != 1,
      let state = context.state(of: table, before: step)
    else { return nil }
    let isCovered = state.indexes.contains { index in
      let covered = index.columns.compactMap { $0 }
      return index.isUnique && index.isValid && !index.isPartial && covered.count == index.columns.count
        && covered.allSatisfy { columns.contains($0) && state.columns[$0]?.isNotNull == true }
    }
    if isCovered || columns.contains(where: { context.isAllNull($0, of: table, before: step) }) { return nil }
    let names = columns.map(\.text).joined(separator: ", ")
    let duplicates = columns.count == 1 ? columns.first.flatMap { context.duplicates(of: $0, in: table) } : nil
    let probe: SQLText =
      "SELECT \(columns), count(*) FROM \(table) GROUP BY \(columns) HAVING count(*) > 1 LIMIT 10;"
    return finding(
      duplicates == nil ? .warning : .error, at: step,
      duplicates.map { "fails: \(names) of \(context.described(table)) has \($0)" }
        ?? "fails if \(context.described(table)) has rows with the same \(names); not checked",
      because: "The build ends with an error at the first duplicate; a concurrent one leaves an invalid index behind.",
      instead: "look for duplicates first: \(probe)")
  }

  private func finding(onPartOf table: QualifiedName, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard !step.isNew(table), context.rows(of: table) != 0, context.rows(of: table) != 1 else { return nil }
    return finding(
      .warning, at: step, "fails if rows of \(context.described(table)) have the same key; not checked",
      because: "The build ends with an error at the first duplicate; a concurrent one leaves an invalid index behind.",
      instead: "group the rows by the index's expressions, under its WHERE, and look for a count above 1")
  }
}
