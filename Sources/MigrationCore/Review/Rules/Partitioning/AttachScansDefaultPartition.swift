/// `attach-scans-default-partition`: the default partition is read for rows of a new one.
struct AttachScansDefaultPartition: ActionRule {
  static let id: RuleID = "attach-scans-default-partition"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "the default partition is read for rows of a new one"
  static let documentation = """
    While a default partition exists every new partition, attached or made with CREATE TABLE … PARTITION OF, takes
    ACCESS EXCLUSIVE on it and reads all of it for rows that belong to the new one. A validated CHECK on the default
    partition that excludes the new range spares the scan.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let new = context.newPartition(action, at: step), new.bound != .default,
      let rest = context.defaultPartition(of: new.parent, before: step), rest != new.name,
      context.hasCheck(on: context.partitionKey(of: new.parent), of: rest, before: step) != true
    else { return nil }
    let name = Identifier("\(rest.name)_not_\(new.name.name)")
    let add: SQLText = "ALTER TABLE \(rest) ADD CONSTRAINT \(name) CHECK (…) NOT VALID;"
    let validate: SQLText = "ALTER TABLE \(rest) VALIDATE CONSTRAINT \(name);"
    return finding(
      context.severity(.error, on: rest), at: step,
      "reads all of the default partition \(context.described(rest)) while its readers and writers wait",
      because: "ACCESS EXCLUSIVE is held on it until no row of the new partition's range was found.",
      instead: "\(add) that excludes the new range; then, in a group of its own, \(validate) then this step")
  }
}
