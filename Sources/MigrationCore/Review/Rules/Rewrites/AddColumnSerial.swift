/// `add-column-serial`: a new serial column rewrites the table.
struct AddColumnSerial: ActionRule {
  static let id: RuleID = "add-column-serial"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a new serial column rewrites the table"
  static let documentation = """
    serial means DEFAULT nextval(…), which is VOLATILE: every row gets a value of its own at once, so the table and
    its indexes are written again under ACCESS EXCLUSIVE. An identity column does the same. Add a plain column, give
    it the default, fill the old rows in batches, then make it NOT NULL.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .addColumn(let column)) = action, !step.isNew(table), column.isSerial else {
      return nil
    }
    let sequence = QualifiedName(table.schema, Identifier("\(table.name)_\(column.name)_seq"))
    let add: SQLText = "ALTER TABLE \(table) ADD COLUMN \(column.name) bigint;"
    let create: SQLText = "CREATE SEQUENCE \(sequence) OWNED BY \(table).\(column.name);"
    let value = StoredText(SQLText("\(sequence)").text)
    let set: SQLText = "ALTER TABLE \(table) ALTER COLUMN \(column.name) SET DEFAULT nextval(\(literal: value));"
    return finding(
      context.severity(.error, on: table), at: step,
      "adding \(column.name) as serial rewrites \(context.described(table))",
      because: "Every row is written again while ACCESS EXCLUSIVE is held: reads and writes wait.",
      instead: "\(add) \(create) \(set) then fill the old rows in batches, then SET NOT NULL by way of a CHECK")
  }
}
