/// `drop-cascade`: CASCADE drops what is not named.
struct DropCascade: StepRule {
  static let id: RuleID = "drop-cascade"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "CASCADE drops what is not named"
  static let documentation = """
    CASCADE drops every object that depends on the named one, at any depth: of a type or a domain whole columns, of an
    extension indexes and functions, of a schema everything. Name them, in order, instead. Where the target knows of no
    dependent, it is a remark.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.compactMap { action in
      guard let name = cascading(action), !step.isNew(name) else { return nil }
      var dependents = context.relation(name)?.dependents.map(\.object) ?? []
      var isHarmless = false
      var what = "\(name)"
      if case .drop(let object) = action {
        what = object.words
        dependents = context.cascade(of: object)
        isHarmless = isRelation(object) && context.relation(name) != nil && dependents.isEmpty
      }
      if case .alterTable(let table, .dropColumn(let name, _)) = action {
        what = "\(what).\(name)"
        dependents = (context.relation(table)?.dependents ?? []).filter { $0.column == name }.map(\.object)
      }
      if case .alterTable(_, .dropConstraint(let name, _)) = action {
        what = "\(name) of \(what)"
        dependents = dependents.filter { $0.kind == .constraint }
      }
      return finding(
        isHarmless ? .info : .error, at: step,
        "CASCADE drops with \(what) \(listed(dependents, in: context))",
        because: "Objects go that no statement names, whole columns among them.",
        instead: "leave CASCADE out and drop the dependent objects by name, in order")
    }
  }

  private func cascading(_ action: StatementAction) -> QualifiedName? {
    switch action {
    case .drop(let object) where object.isCascading: object.name
    case .alterTable(let table, .dropColumn(_, true)), .alterTable(let table, .dropConstraint(_, true)): table
    default: nil
    }
  }

  /// Only for relations all dependents are known.
  private func isRelation(_ object: DroppedObject) -> Bool {
    [.table, .view, .materializedView, .sequence].contains(object.kind)
  }

  private func listed(_ dependents: [ObjectID], in context: ReviewContext) -> String {
    guard context.live != nil else { return "whatever depends on it (not checked: no database)" }
    let objects = Set(dependents).sorted()
    guard !objects.isEmpty else { return "whatever depends on it (nothing known to)" }
    return Quantity.listed(objects.map { "\($0.kind.rawValue) \($0)" })
  }
}
