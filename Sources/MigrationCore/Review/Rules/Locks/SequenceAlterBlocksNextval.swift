/// `sequence-alter-blocks-nextval`: a sequence that changes makes every insert that needs it wait.
struct SequenceAlterBlocksNextval: ActionRule {
  static let id: RuleID = "sequence-alter-blocks-nextval"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a sequence that changes makes every insert that needs it wait"
  static let documentation = """
    ALTER SEQUENCE … RESTART, INCREMENT, AS, CACHE and the like write the sequence anew under SHARE ROW EXCLUSIVE:
    nextval(), and with it every insert that takes a number, waits until the transaction ends. setval() only takes ROW
    EXCLUSIVE and does for a new position. OWNED BY and renaming are not reported.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterSequence(let name, let options) = action, !step.isNew(name) else { return nil }
    let changes = options.filter { $0 != "owned_by" }
    guard !changes.isEmpty else { return nil }
    let owner = context.relation(name)?.owningTable
    if let owner, step.isNew(owner) { return nil }
    if context.live != nil, owner == nil { return nil }
    let setval: SQLText = "SELECT setval(\(literal: StoredText(SQLText("\(name)").text)), …);"
    return finding(
      at: step,
      "inserts into \(owner.map { context.described($0) } ?? "the tables of \(name)") wait until the transaction ends",
      because: "ALTER SEQUENCE \(changes.joined(separator: ", ").uppercased()) makes nextval() wait.",
      instead: changes == ["restart"] ? setval.text : "a short transaction group of its own")
  }
}
