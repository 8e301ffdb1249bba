/// `foreign-keys-forbidden`: a foreign key where the house has none.
struct ForeignKeysForbidden: ForeignKeyRule {
  static let id: RuleID = "foreign-keys-forbidden"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a foreign key where the house has none"
  static let documentation = """
    For houses that keep references in the application, for sharding or for online copies of tables. Foreign keys
    are no hazard of PostgreSQL's; the rule is off unless a policy switches it on.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    finding(
      .error, at: step, "adds a foreign key from \(addition.words) to \(addition.key.references)",
      because: "The policy allows no foreign keys.", instead: "leave it out, and keep the reference in the application")
  }
}
