/// `drop-extension`: an extension goes with its types, functions and operators.
struct DropExtension: ActionRule {
  static let id: RuleID = "drop-extension"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an extension goes with its types, functions and operators"
  static let documentation = """
    DROP EXTENSION drops every member of the extension. Without CASCADE it fails while a column, an index or a function
    uses one; with CASCADE those columns and indexes are dropped too.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, object.kind == .extension else { return nil }
    let name = object.name.name.text
    if let live = context.live, !live.extensions.isEmpty, live.extensions[name] == nil, object.hasGuard { return nil }
    let version = context.live?.extensions[name].map { " \($0)" } ?? ""
    return finding(
      at: step,
      "drops the extension \(name)\(version)\(object.isCascading ? " and every column, index and function that uses it" : "")",
      because: object.isCascading
        ? "CASCADE drops whole columns that no statement names."
        : "Queries that use its functions, types or operators fail; the statement fails while an object uses them.",
      instead: "list what it contains (\\dx+ \(name)), free every user of that first, and leave CASCADE out")
  }
}
