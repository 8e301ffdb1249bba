/// `enum-value-without-position`: an enum value is added without saying where.
struct EnumValueWithoutPosition: ActionRule {
  static let id: RuleID = "enum-value-without-position"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .info)
  static let summary = "an enum value is added without saying where"
  static let documentation = """
    ALTER TYPE … ADD VALUE without BEFORE or AFTER puts the value behind all others. Enums are compared and sorted by
    this order, which can never be changed afterwards. Say the position, even if it is the last.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .addEnumValue(let type, let label, .last) = action else { return nil }
    let labels = context.current.first { $0.name == type.schema }?.enumTypes.first { $0.name == type.name }?.labels
    let last = labels?.last.map { "AFTER '\($0)'" } ?? "BEFORE or AFTER another value"
    return finding(
      at: step, "adds '\(label)' to \(type) behind all its other values",
      because: "ORDER BY and comparisons go by this order, and it cannot be changed later.",
      instead: "say so, with \(last)")
  }
}
