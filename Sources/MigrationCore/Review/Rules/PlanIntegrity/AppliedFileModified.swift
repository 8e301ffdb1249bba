/// `applied-file-modified`: the plan's file was changed after it ran.
struct AppliedFileModified: ReviewRule {
  static let id: RuleID = "applied-file-modified"
  static let category = RuleCategory.planIntegrity
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.ledger
  static let summary = "the plan's file was changed after it ran"
  static let documentation = """
    The ledger keeps every plan that ran, byte for byte. One that was made at the same moment for the same schema and
    reads otherwise now is no longer what ran: the file does not tell any more what happened, and running it does part
    of the work twice. Make a new plan for what is to be changed, and leave the file as it ran
    (`countersign history show NUMBER --plan FILE` writes it out).
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let run = context.recorded?.editedRun, let first = context.steps.first else { return [] }
    return [
      finding(
        at: first, "\(run.words) ran this file, which has been changed since",
        because: "Made at the same moment for the same schema, it has other bytes than the plan that the ledger keeps.",
        instead: "a new plan; countersign history show \(run.id) --plan FILE writes out what ran")
    ]
  }
}
