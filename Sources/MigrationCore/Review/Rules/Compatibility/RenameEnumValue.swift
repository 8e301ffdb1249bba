/// `rename-enum-value`: an enum value is renamed under running programs.
struct RenameEnumValue: ActionRule {
  static let id: RuleID = "rename-enum-value"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "an enum value is renamed under running programs"
  static let documentation = """
    The stored rows show the new label at once, while programs, function bodies and dumps still have the old one:
    comparing with it fails with "invalid input value for enum". Logical subscribers have an enum of their own, which is
    not renamed.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .renameEnumValue(let type, let old, let new) = action, !step.isNewType(type) else { return nil }
    let add: SQLText = "ALTER TYPE \(type) ADD VALUE \(literal: StoredText(new));"
    return finding(
      at: step, "renames the value '\(old)' of \(type) to '\(new)'",
      because: "Programs that write or compare '\(old)' fail as soon as the transaction commits.",
      instead: "\(add.text) accept both in the programs, move the rows, then stop using '\(old)'")
  }
}
