/// `gin-on-whole-jsonb`: a GIN index on a document serves containment, not ->>.
struct GinOnWholeJsonb: ActionRule {
  static let id: RuleID = "gin-on-whole-jsonb"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a GIN index on a document serves containment, not ->>"
  static let documentation = """
    GIN on a jsonb column with the default operator class serves @>, ? and @@; a comparison of doc ->> 'key' does not use
    it. For that a B-tree on the expression is right and far smaller. jsonb_path_ops serves @> alone in a smaller index.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, index.accessMethod == "gin" else { return nil }
    let column = index.keys.first { key in
      guard let name = key.column else { return false }
      if key.operatorClass == "jsonb_ops" { return true }
      return key.operatorClass == nil
        && context.state(of: index.table, before: step)?.columns[name]?.type?.name == "jsonb"
    }
    guard let name = column?.column else { return nil }
    return finding(
      at: step, "\(index.shownName) holds every key and value of \(name), and serves @> and ? but not ->>",
      because: "A comparison of one field with ->> reads the whole table all the same.",
      instead: "a B-tree on the field that is compared, or jsonb_path_ops where only @> is used")
  }
}
