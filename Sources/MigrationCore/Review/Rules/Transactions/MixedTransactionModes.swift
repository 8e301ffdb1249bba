/// `mixed-transaction-modes`: a script mixes what runs in a transaction with what cannot.
struct MixedTransactionModes: ReviewRule {
  static let id: RuleID = "mixed-transaction-modes"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let summary = "a script mixes what runs in a transaction with what cannot"
  static let documentation = """
    Tools that run a script in one transaction fail at the first statement that refuses one; some run such statements
    last, in another order than was written and reviewed. Put them into a script of their own. A plan says itself what
    is a transaction, so this is about scripts. Where the statement already stands outside of BEGIN and COMMIT it is a
    warning.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript, let refusing = context.steps.first(where: { !$0.facts.nonTransactionalForms.isEmpty }),
      let other = context.steps.first(where: { step in
        step.facts.nonTransactionalForms.isEmpty && step.facts.actions.contains { $0.isDefinition || $0.changesRows }
      })
    else { return [] }
    let form = refusing.facts.nonTransactionalForms.first ?? ""
    return [
      finding(
        refusing.groupSize > 1 ? .error : .warning, at: refusing,
        "\(form) cannot run in a transaction, while other statements of the script, as \(other.id), can",
        because: "A tool that wraps the script in a transaction fails here, or runs the statement at another time.",
        instead: "split the script here")
    ]
  }
}
