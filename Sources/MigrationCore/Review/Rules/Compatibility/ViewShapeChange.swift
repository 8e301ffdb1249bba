/// `view-shape-change`: CREATE OR REPLACE VIEW changes columns that the view has.
struct ViewShapeChange: ActionRule {
  static let id: RuleID = "view-shape-change"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "CREATE OR REPLACE VIEW changes columns that the view has"
  static let documentation = """
    CREATE OR REPLACE VIEW can only append columns: PostgreSQL refuses it when one of those that the view has is
    missing, has another name or another type. Dropping and making it again loses its grants. Types are not compared
    here.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createView(let view) = action, view.isReplacing, !step.isNew(view.name),
      !context.isGone(view.name, before: step),
      let stored = context.current.first(where: { $0.name == view.name.schema })?.views.first(where: {
        $0.name == view.name.name
      }),
      let outputs = step.facts.queries.first(where: { $0.use == .view(view.name) })?.outputs
    else { return nil }
    let old = stored.columns.map(\.name)
    var problem: String?
    if let position = zip(old, outputs).enumerated().first(where: { $1.1 != nil && $1.1 != $1.0 })?.offset {
      problem = "its column \(position + 1) is \(old[position]) and would be \(outputs[position]?.text ?? "another")"
    } else if outputs.count < old.count {
      problem = "it has \(Quantity.counted(old.count, "column")) and would have \(outputs.count)"
    }
    guard let problem else { return nil }
    return finding(
      at: step, "fails: CREATE OR REPLACE VIEW cannot change the columns of \(view.name): \(problem)",
      because: "PostgreSQL only lets columns be appended.",
      instead: "keep \(old.map(\.text).joined(separator: ", ")) in that order and append the new columns")
  }
}
