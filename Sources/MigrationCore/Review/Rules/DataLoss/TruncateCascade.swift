/// `truncate-cascade`: TRUNCATE empties tables that are not named.
struct TruncateCascade: ActionRule {
  static let id: RuleID = "truncate-cascade"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "TRUNCATE empties tables that are not named"
  static let documentation = """
    TRUNCATE … CASCADE also empties every table with a foreign key to a named one, every table with a foreign key to one
    of those, and so on, and takes ACCESS EXCLUSIVE on all of them. Name each table instead, so that the plan says
    which.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .truncate(let tables, true) = action, tables.contains(where: { !step.isNew($0) }) else { return nil }
    let named = tables.map(\.description).joined(separator: ", ")
    guard context.live != nil else {
      return finding(
        at: step, "empties with \(named) every table that references it (not checked which: no database)",
        because: "Rows go in tables that no statement names.", instead: "name every table, without CASCADE")
    }
    let others = referencing(tables, in: context)
    guard !others.isEmpty else { return nil }
    let all = (tables + others).map { (name: QualifiedName) -> String in ("\(name)" as SQLText).text }
    return finding(
      at: step,
      "empties with \(named) also \(others.map { context.described($0) }.joined(separator: ", "))",
      because: "Their foreign keys point to it, and no statement names them.",
      instead: "if all of them are meant: TRUNCATE \(all.joined(separator: ", "));")
  }

  /// Tables whose foreign keys lead to one of `tables`, directly or through others.
  private func referencing(_ tables: [QualifiedName], in context: ReviewContext) -> [QualifiedName] {
    var found = Set(tables)
    var open = tables
    while let next = open.popLast() {
      for user in context.history.tables(referringTo: next) where found.insert(user).inserted { open.append(user) }
    }
    return found.subtracting(tables).sorted()
  }
}
