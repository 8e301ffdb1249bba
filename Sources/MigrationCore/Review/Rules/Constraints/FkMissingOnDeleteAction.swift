/// `fk-missing-on-delete-action`: a foreign key does not say what a delete does.
struct FkMissingOnDeleteAction: ForeignKeyRule {
  static let id: RuleID = "fk-missing-on-delete-action"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "a foreign key does not say what a delete does"
  static let documentation = """
    Without ON DELETE a foreign key has NO ACTION: deleting a row that is referred to fails. That is often right and
    seldom a decision; write it down as RESTRICT, CASCADE, SET NULL or SET DEFAULT. NO ACTION written out is not
    told apart from nothing.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard addition.key.onDelete == nil else { return nil }
    return finding(
      .info, at: step,
      "the foreign key of \(addition.words) does not say what a delete in \(addition.key.references) does",
      because: "NO ACTION is what it gets; the text does not show that this is meant.",
      instead: "write ON DELETE RESTRICT, CASCADE, SET NULL or SET DEFAULT")
  }
}
