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
      let isHarmless = isRelation(action) && context.relation(name).map { $0.dependents.isEmpty } ?? false
      var what = "\(name)"
      var isConcerned: (Dependent) -> Bool = { _ in true }
      if case .drop(let object) = action { what = object.words }
      if case .alterTable(_, .dropColumn(let name, _)) = action {
        what = "\(what).\(name)"
        isConcerned = { $0.column == name }
      }
      if case .alterTable(_, .dropConstraint(let name, _)) = action {
        what = "\(name) of \(what)"
        isConcerned = { $0.object.kind == .constraint }
      }
      return finding(
        isHarmless ? .info : .error, at: step,
        "CASCADE drops with \(what) \(dependents(of: name, in: context, isConcerned))",
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
  private func isRelation(_ action: StatementAction) -> Bool {
    guard case .drop(let object) = action else { return false }
    return [.table, .view, .materializedView, .sequence].contains(object.kind)
  }

  private func dependents(
    of name: QualifiedName, in context: ReviewContext, _ isConcerned: (Dependent) -> Bool
  ) -> String {
    guard context.live != nil else { return "whatever depends on it (not checked: no database)" }
    let dependents = (context.relation(name)?.dependents ?? []).filter(isConcerned)
    let objects = Set(dependents.map(\.object)).sorted()
    guard !objects.isEmpty else { return "whatever depends on it (nothing known to)" }
    return Quantity.listed(objects.map { "\($0.kind.rawValue) \($0)" })
  }
}
