/// `reg-type-column`: a column stores numbers of catalog entries that an upgrade does not keep.
struct RegTypeColumn: ActionRule {
  static let id: RuleID = "reg-type-column"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a column stores numbers of catalog entries that an upgrade does not keep"
  static let documentation = """
    regproc, regprocedure, regoper, regoperator, regconfig, regdictionary, regcollation and regnamespace store the OID
    of a catalog entry. pg_upgrade gives these entries new OIDs and refuses a database with such a column. regclass,
    regtype and regrole are kept and not meant.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let kinds: Set<Identifier> = [
      "regproc", "regprocedure", "regoper", "regoperator", "regconfig", "regdictionary", "regcollation", "regnamespace",
    ]
    guard let columns = action.columnWords({ $0.isOne(of: kinds) }) else { return nil }
    return finding(
      at: step, "\(columns): pg_upgrade refuses a database with a column of this type",
      because: "It stores an OID that is another one after the upgrade.", instead: "store the name as text")
  }
}
