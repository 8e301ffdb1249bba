/// `ownership-change`: an object gets another owner.
struct OwnershipChange: ActionRule {
  static let id: RuleID = "ownership-change"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an object gets another owner"
  static let documentation = """
    The owner may drop and alter the object and grant it to others, and is not held by row-level security unless it is
    forced. The new owner needs CREATE on the schema, and who runs the plan must be a member of both roles. Grants that
    the old owner made stay, under the new owner's name. Objects that the plan itself makes are not found.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let subject: String
    let owner: Identifier
    var secured = ""
    switch action {
    case .alterTable(let table, .changeOwner(let role)):
      guard !step.isNew(table) else { return nil }
      (subject, owner) = (context.described(table), role)
      if let model = context.table(table), model.hasRowSecurity, !model.forcesRowSecurity {
        secured = "; its row-level security does not hold the owner"
      }
    case .changeOwner(let change):
      if let name = change.name, step.isNew(name) || context.makesRoutineOrType(name, before: step) { return nil }
      let name = change.kind == .schema ? change.name?.name.text : change.name?.description
      (subject, owner) = ("\(change.kind.rawValue) \(name ?? "")", change.owner)
    default: return nil
    }
    return finding(
      at: step, "gives \(subject) to \(owner)\(secured)",
      because: "The owner may drop, alter and grant it, and is not held by row-level security that is not forced.",
      instead: "have it approved by who answers for access")
  }
}
