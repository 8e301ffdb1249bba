/// `rewrite-in-same-plan-as-index-build`: an index is built and then built again or dropped.
struct RewriteInSamePlanAsIndexBuild: StepRule {
  static let id: RuleID = "rewrite-in-same-plan-as-index-build"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "an index is built and then built again or dropped"
  static let documentation = """
    A rewrite of a table builds all its indexes anew, and a dropped table takes them along: an index or constraint
    that an earlier step of the same plan built was work for nothing. Order rewrites before index builds.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    let rewritten = step.facts.actions.compactMap { action -> (QualifiedName, String)? in
      if case .drop(let object) = action, object.kind == .table { return (object.name, "drops") }
      if case .vacuum(let tables, isFull: true) = action, let table = tables.first { return (table, "rewrites") }
      if case .cluster(let table?) = action { return (table, "rewrites") }
      guard case .alterTable(let table, let change) = action,
        context.touches(changing: table, change, at: step).contains(where: {
          LockFootprint(of: $0.form).work == .rewrite
        })
      else { return nil }
      return (table, "rewrites")
    }
    guard let (table, verb) = rewritten.first(where: { !step.isNew($0.0) }),
      let build = context.history.lastIndexBuild(of: table, before: step.id)
    else { return [] }
    return [
      finding(
        .warning, at: step, "\(verb) \(context.described(table)), whose index step \(build) has just built",
        because: "A rewrite builds every index of the table anew, so the first build was work for nothing.",
        instead: "put this step before step \(build)")
    ]
  }
}
