/// `fk-not-deferrable`: a foreign key is not deferrable.
struct FkNotDeferrable: ForeignKeyRule {
  static let id: RuleID = "fk-not-deferrable"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a foreign key is not deferrable"
  static let documentation = """
    For schemas whose loads write rows in any order: a foreign key that is not DEFERRABLE is checked at the end of
    each statement, so referenced rows have to come first. Off unless a policy switches it on.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard !addition.constraint.isDeferrable else { return nil }
    return finding(
      .warning, at: step, "the foreign key of \(addition.words) is not DEFERRABLE",
      because: "It is checked after each statement, so loads have to write referenced rows first.",
      instead: "add DEFERRABLE INITIALLY IMMEDIATE")
  }
}
