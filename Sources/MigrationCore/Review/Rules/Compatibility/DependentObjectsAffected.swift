/// `dependent-objects-affected`: something that other objects use is dropped, renamed or moved.
struct DependentObjectsAffected: StepRule {
  static let id: RuleID = "dependent-objects-affected"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "something that other objects use is dropped, renamed or moved"
  static let documentation = """
    With a database the objects that use it are named: views, functions, triggers, policies, foreign keys, publications,
    and routines whose body mentions the name. Without CASCADE, dropping fails while they are there. Those that an
    earlier step drops do not count. Changed column types are left to alter-column-type-blocked-by-dependents.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard context.live != nil else { return [] }
    let drops = step.facts.actions.compactMap { drop(by: $0, at: step, in: context) }
    let changes = step.facts.nameChanges.compactMap { change -> Finding? in
      guard change.member == nil || change.kind == .column, !step.isNew(change.name) else { return nil }
      var users = users(of: change.name, column: change.member, before: step, in: context).map {
        "\($0.kind.rawValue) \($0)"
      }
      users += context.routines(mentioning: QualifiedName(change.name.schema, change.member ?? change.name.name)).map {
        "the body of \($0)"
      }
      guard !users.isEmpty else { return nil }
      return finding(
        at: step, "\(change.member.map { "\($0) of " } ?? "")\(change.name) is used by \(Quantity.listed(users))",
        because: "Objects that PostgreSQL tracks follow the new name; bodies of routines do not.",
        instead: "look at each of them before, and replace the routines in the same transaction")
    }
    return drops + changes
  }

  private func drop(by action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let name: QualifiedName
    var column: Identifier?
    switch action {
    case .drop(let object) where object.member == nil && !object.isCascading: name = object.name
    case .alterTable(let table, .dropColumn(let dropped, false)): (name, column) = (table, dropped)
    default: return nil
    }
    guard !step.isNew(name) else { return nil }
    let users = users(of: name, column: column, before: step, in: context)
    guard !users.isEmpty else { return nil }
    return finding(
      at: step,
      "\(column.map { "\($0) of " } ?? "")\(name) is used by \(Quantity.listed(users.map { "\($0.kind.rawValue) \($0)" }))",
      because: "PostgreSQL refuses to drop it without CASCADE while a view or a foreign key needs it.",
      instead: "change or drop those first, in steps of their own")
  }

  private func users(
    of name: QualifiedName, column: Identifier?, before step: ReviewedStep, in context: ReviewContext
  ) -> [ObjectID] {
    let all = (context.relation(name)?.dependents ?? []).filter { column == nil || $0.column == column }
    return Set(all.map(\.object)).sorted().filter { user in
      !context.isDropped(QualifiedName(user.schema, user.name), before: step)
        && QualifiedName(user.schema, user.name) != name
    }
  }
}
