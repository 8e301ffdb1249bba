/// `attach-partition-without-check`: an attached table is read to check its bounds.
struct AttachPartitionWithoutCheck: ActionRule {
  static let id: RuleID = "attach-partition-without-check"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an attached table is read to check its bounds"
  static let documentation = """
    ATTACH PARTITION takes only SHARE UPDATE EXCLUSIVE on the parent, but reads the whole new partition under ACCESS
    EXCLUSIVE, unless a validated CHECK of it implies the bounds (with IS NOT NULL for the key's columns). Add that
    CHECK NOT VALID, validate it, attach the table, then drop the CHECK. Indexes that the parent has and the new
    partition lacks are built in the same moment: build them concurrently before.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let new = context.newPartition(action, at: step), new.isAttached, new.bound != .default,
      !step.isNew(new.name), !context.isEmpty(new.name)
    else { return nil }
    let key = context.partitionKey(of: new.parent)
    let proof = context.hasCheck(on: key, of: new.name, before: step)
    if proof == true { return nil }
    let name = Identifier("\(new.name.name)_bounds")
    let add: SQLText = "ALTER TABLE \(new.name) ADD CONSTRAINT \(name) CHECK (…) NOT VALID;"
    let validate: SQLText = "ALTER TABLE \(new.name) VALIDATE CONSTRAINT \(name);"
    return finding(
      proof == nil ? context.severity(.warning, on: new.name) : context.severity(.error, on: new.name), at: step,
      "reads all of \(context.described(new.name)) to check its bounds\(proof == nil ? ", unless a CHECK proves them: not checked" : "")",
      because:
        "ACCESS EXCLUSIVE is held on it, and SHARE UPDATE EXCLUSIVE on \(new.parent), until every row was looked at.",
      instead: "\(add) then, in a group of its own, \(validate) then attach it, then drop the CHECK")
  }
}
