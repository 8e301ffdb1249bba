/// `invalid-index-left-behind`: an index that a build left unfinished is in the way, or costs writes.
struct InvalidIndexLeftBehind: ReviewRule {
  static let id: RuleID = "invalid-index-left-behind"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "an index that a build left unfinished is in the way, or costs writes"
  static let documentation = """
    A CREATE INDEX CONCURRENTLY that was ended leaves an INVALID index: no query uses it, every write may pay for it. IF NOT
    EXISTS finds its name taken and builds nothing, without a word; without IF NOT EXISTS the statement fails. Drop it, or
    build it anew with REINDEX INDEX CONCURRENTLY, before the next try, and look at pg_index.indisvalid after each build.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let live = context.live else { return [] }
    var invalid: [QualifiedName: QualifiedName] = [:]
    for (name, relation) in live.relations where relation.index?.isValid == false && relation.kind == .index {
      invalid[name] = relation.owningTable
    }
    guard !invalid.isEmpty else { return [] }
    return context.steps.flatMap { step -> [Finding] in
      var found: [Finding] = []
      for action in step.facts.actions {
        if case .createIndex(let index) = action { found += finding(for: index, invalid, at: step, in: context) }
        if let name = action.droppedIndex { invalid[name] = nil }
        if case .reindex(.index(let name), _) = action { invalid[name] = nil }
        if case .reindex(.table(let table), isConcurrent: false) = action {
          invalid = invalid.filter { $0.value != table }
        }
      }
      return found
    }
  }

  private func finding(
    for index: CreatedIndex, _ invalid: [QualifiedName: QualifiedName], at step: ReviewedStep, in context: ReviewContext
  ) -> [Finding] {
    if let name = index.name, invalid[name] != nil {
      let drop: SQLText = "DROP INDEX CONCURRENTLY \(name);"
      return [
        finding(
          at: step,
          index.hasGuard
            ? "builds nothing: \(name) is there, left INVALID by an earlier build, and IF NOT EXISTS passes it by"
            : "fails: \(name) is there already, left INVALID by an earlier build",
          because: "No query uses an INVALID index, and writes may pay for it.",
          instead: "\(drop.text) in a group before this one")
      ]
    }
    let others = invalid.filter { $0.value == index.table }.keys.sorted()
    guard index.isConcurrent, let first = others.first else { return [] }
    let drop: SQLText = "DROP INDEX CONCURRENTLY \(first);"
    return [
      finding(
        .warning, at: step,
        "\(context.described(index.table)) has \(others.count) INVALID index\(others.count == 1 ? "" : "es"): \(first)",
        because: "An earlier build was ended; what it left serves no query, and writes may pay for it.",
        instead: drop.text)
    ]
  }
}
