/// `comment-required-table`: a new table has no comment.
struct CommentRequiredTable: ReviewRule {
  static let id: RuleID = "comment-required-table"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a new table has no comment"
  static let documentation = """
    A house rule: every table that a plan makes gets a COMMENT ON TABLE in it. Partitions and temporary tables need
    none. It is off in both rulesets.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var open: [QualifiedName: ReviewedStep] = [:]
    for step in context.steps {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table)
        where !table.isTemporary && table.partitionOf == nil && context.relation(table.name) == nil:
          open[table.name] = step
        case .comment(.relation(let name), let text) where text != nil: open[name] = nil
        case .drop(let object) where object.kind == .schema: open = open.filter { $0.key.schema != object.name.name }
        case .drop(let object) where object.member == nil: open[object.name] = nil
        default: continue
        }
      }
      for change in step.facts.nameChanges where change.member == nil {
        if let made = open.removeValue(forKey: change.name) { open[change.newName] = made }
      }
    }
    return open.sorted { $0.key < $1.key }.map { name, step in
      let comment: SQLText = "COMMENT ON TABLE \(name) IS '…';"
      return finding(
        at: step, "makes \(name) without a comment", because: "Nobody can look up what it is for.",
        instead: comment.text)
    }
  }
}
