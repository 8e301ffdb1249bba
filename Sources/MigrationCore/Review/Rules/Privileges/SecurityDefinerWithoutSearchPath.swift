/// `security-definer-without-search-path`: a SECURITY DEFINER routine lets its caller choose what names mean.
struct SecurityDefinerWithoutSearchPath: ActionRule {
  static let id: RuleID = "security-definer-without-search-path"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a SECURITY DEFINER routine lets its caller choose what names mean"
  static let documentation = """
    A SECURITY DEFINER routine runs with its owner's rights, but finds tables, functions and operators by the caller's
    search_path unless it has one of its own. A caller who can create objects in any schema on that path, pg_temp
    included, gets them run with those rights. SET search_path = pg_catalog, pg_temp and qualify every name, or name
    trusted schemas and put pg_temp last. A body in SQL-standard form is bound when it is created, but what it calls is
    not.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .createRoutine(let routine):
      guard routine.isSecurityDefiner, !routine.settings.contains(where: Self.fixesPath),
        !isFixedLater(routine.name, after: step, in: context)
      else { return nil }
      return found(routine.name, routine.kind.rawValue, routine.argumentTypes, at: step)
    case .alterRoutine(let change):
      let losesPath = change.settings.contains { ["search_path", "all"].contains($0.name) && $0.values.isEmpty }
      let routines = context.current.first { $0.name == change.name.schema }?.routines.filter {
        $0.name == change.name.name
      }
      let wasDefiner = routines?.contains(where: \.isSecurityDefiner) ?? false
      let hadPath = routines?.contains { $0.settings.contains { $0.name == "search_path" } } ?? false
      let isDefiner = change.isSecurityDefiner ?? wasDefiner
      guard isDefiner, !change.settings.contains(where: Self.fixesPath),
        losesPath || (change.isSecurityDefiner == true && !hadPath),
        !isFixedLater(change.name, after: step, in: context)
      else { return nil }
      return found(change.name, "routine", nil, at: step)
    default: return nil
    }
  }

  private static func fixesPath(_ setting: SettingChange) -> Bool {
    setting.name == "search_path" && !setting.values.isEmpty
  }

  private func isFixedLater(_ name: QualifiedName, after step: ReviewedStep, in context: ReviewContext) -> Bool {
    context.steps(naming: name).contains { later in
      later.id >= step.id
        && later.facts.actions.contains { action in
          guard case .alterRoutine(let change) = action, change.name == name else { return false }
          return change.settings.contains(where: Self.fixesPath)
        }
    }
  }

  private func found(
    _ name: QualifiedName, _ kind: String, _ arguments: [ColumnType]?, at step: ReviewedStep
  ) -> Finding {
    let types = arguments.map { "(\($0.map { "\($0.name)" }.joined(separator: ", ")))" } ?? ""
    return finding(
      at: step, "the \(kind) \(name)\(types) runs with its owner's rights under its caller's search_path",
      because: "A caller can put tables, functions or operators of his own where the body means others.",
      instead: "SET search_path = pg_catalog, pg_temp in its definition, and qualified names in its body")
  }
}
