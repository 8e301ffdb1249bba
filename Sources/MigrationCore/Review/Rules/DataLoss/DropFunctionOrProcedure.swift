/// `drop-function-or-procedure`: a routine is dropped under its callers.
struct DropFunctionOrProcedure: ActionRule {
  static let id: RuleID = "drop-function-or-procedure"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a routine is dropped under its callers"
  static let documentation = """
    PostgreSQL refuses to drop a function that a trigger, an index, a default, a policy or a view uses, unless CASCADE
    drops those too. Programs that call it, and PL/pgSQL bodies, are text to PostgreSQL: they fail when they are next
    run. A routine that the same plan makes again is left to drop-recreate-loses-attributes.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, [.function, .procedure, .aggregate].contains(object.kind),
      !context.isMade(object.name, before: step), context.remaking(object, after: step) == nil
    else { return nil }
    let callers = context.routines(mentioning: object.name)
    let mentioned =
      callers.isEmpty
      ? (context.current.isEmpty ? "callers not checked: no database" : "no other routine of the schema mentions it")
      : "mentioned in the body of \(Quantity.listed(callers.map(\.text)))"
    return finding(
      at: step, "drops the \(object.kind.rawValue) \(object.name) (\(mentioned))",
      because: "Calls in programs and in PL/pgSQL bodies are not tracked; they fail when they are next made.",
      instead: "replace its body by one that raises a warning first, and drop it when nothing calls it any more")
  }
}
