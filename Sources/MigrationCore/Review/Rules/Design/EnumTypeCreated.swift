/// `enum-type-created`: an enum type is created.
struct EnumTypeCreated: ActionRule {
  static let id: RuleID = "enum-type-created"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "an enum type is created"
  static let documentation = """
    Values of an enum can be added and renamed, but not dropped or put in another order; that takes a new type and a
    rewrite of every column of it. A new value cannot be used in the transaction that adds it. Where values come and go,
    a lookup table or text with a CHECK is easier to change.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createEnum(let name, let labels) = action else { return nil }
    return finding(
      at: step, "creates the enum \(name) with \(Quantity.counted(labels.count, "value"))",
      because: "A value can never be dropped or moved again without a new type and a rewrite of its columns.",
      instead: "use a lookup table, or text with a CHECK, where values come and go")
  }
}
