/// `fk-locks-referenced-table`: a new foreign key makes writers of both tables wait.
struct FkLocksReferencedTable: StepRule {
  static let id: RuleID = "fk-locks-referenced-table"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new foreign key makes writers of both tables wait"
  static let documentation = """
    ADD FOREIGN KEY, NOT VALID or not, and ADD COLUMN … REFERENCES take SHARE ROW EXCLUSIVE on both tables until the
    transaction ends, not ACCESS EXCLUSIVE: reads go on. The table that is pointed to is often the busier one. Add one
    foreign key for each transaction, NOT VALID and with a short lock_timeout. CREATE TABLE does the same; another rule
    reports it.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.addedForeignKeys.compactMap { table, key in
      let referenced = key.references
      guard referenced != table, !step.isNew(referenced) else { return nil }
      let writes = context.relation(referenced)?.use?.writesPerSecond
      let rate = writes.map { ", \(Quantity.count(Int64(min($0, 1e12)))) rows written a second" } ?? ""
      return finding(
        writes == 0 ? .info : .warning, at: step,
        "writes to \(context.described(referenced)) wait as well, a foreign key of \(table) points to it\(rate)",
        because: "The foreign key takes SHARE ROW EXCLUSIVE on both tables until the transaction ends.",
        instead: "a transaction group of its own, NOT VALID, with a short lock_timeout")
    }
  }
}

extension ReviewedStep {
  /// The foreign keys that it adds to tables that are there already.
  var addedForeignKeys: [(table: QualifiedName, key: ForeignKeyClause)] {
    facts.actions.flatMap { action -> [(QualifiedName, ForeignKeyClause)] in
      switch action {
      case .alterTable(let table, .addConstraint(let added)): added.foreignKey.map { [(table, $0)] } ?? []
      case .alterTable(let table, .addColumn(let column)):
        column.constraints.compactMap(\.foreignKey).map { (table, $0) }
      default: []
      }
    }
  }
}
