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
    guard context.live != nil else { return [] }
    return step.facts.actions.flatMap { action -> [Finding] in
      var keys: [UniqueKey] = []
      if case .alterTable = action { keys = action.constraintsAdded.compactMap(UniqueKey.init) }
      if case .createIndex(let index) = action, index.isUnique { keys = [UniqueKey(index)] }
      return keys.compactMap { finding($0, at: step, in: context) }
    }
  }

  private func finding(_ key: UniqueKey, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let table = key.table
    guard !step.isNew(table), context.rows(of: table) != 0, context.rows(of: table) != 1,
      let state = context.state(of: table, before: step)
    else { return nil }
    if let columns = key.columns {
      if columns.isEmpty || columns.contains(where: { context.isAllNull($0, of: table, before: step) }) { return nil }
      let isCovered = state.indexes.contains { index in
        let covered = index.columns.compactMap { $0 }
        return index.isUnique && index.isValid && !index.isPartial && covered.count == index.columns.count
          && covered.allSatisfy { columns.contains($0) && state.columns[$0]?.isNotNull == true }
      }
      if isCovered { return nil }
    }
    let column = key.columns?.count == 1 ? key.columns?.first : nil
    let duplicates = column.flatMap { context.duplicates(of: $0, in: table) }
    let doubt =
      if let duplicates {
        "fails: by the statistics \(key.words) of \(context.described(table)) has \(duplicates)"
      } else { "fails if \(context.described(table)) has rows with the same \(key.words)" }
    return finding(
      key.probe(in: context), at: step, in: context, doubt: doubt, limit: duplicates == nil ? .warning : .error,
      because: "The build ends with an error at the first duplicate; a concurrent one leaves an invalid index behind.",
      instead: "look for duplicates first")
  }
}

/// What a new unique index or constraint keeps apart.
private struct UniqueKey {
  var table: QualifiedName
  var keys: [SQLText]?
  /// Of a key of all rows without expressions.
  var columns: [Identifier]?
  var words: String
  var predicate: CatalogSQL?
  var areNullsDistinct: Bool
  var functions: [Identifier] = []

  /// Nil for what is no new unique index.
  init?(_ table: QualifiedName, _ added: AddedConstraint) {
    guard added.kind == .unique || added.kind == .primaryKey, added.index == nil, !added.isTemporal else { return nil }
    self.table = table
    keys = added.columns.map { "\($0)" }
    columns = added.columns
    words = added.columns.map(\.text).joined(separator: ", ")
    areNullsDistinct = added.kind == .unique && !added.isNullsNotDistinct
  }

  init(_ index: CreatedIndex) {
    table = index.table
    let written = index.keys.compactMap(\.written)
    let isTold = written.count == index.keys.count && (index.predicate != nil || !index.isPartial)
    keys = isTold ? written : nil
    let plain = index.keys.compactMap(\.column)
    columns = plain.count == index.keys.count && !index.isPartial ? plain : nil
    words = index.keys.map { $0.column?.text ?? $0.expression?.text ?? "…" }.joined(separator: ", ")
    predicate = index.predicate
    areNullsDistinct = !index.isNullsNotDistinct
    functions = index.functions
  }

  /// Nil where the text of an expression is not known.
  func probe(in context: ReviewContext) -> DataProbe? {
    guard let keys else { return nil }
    var probe = context.probe(
      forDuplicatesOf: keys, in: table, called: words, where: predicate, areNullsDistinct: areNullsDistinct)
    probe.functions = functions
    return probe
  }
}
