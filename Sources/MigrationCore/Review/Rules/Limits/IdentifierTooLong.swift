/// `identifier-too-long`: a name is longer than PostgreSQL keeps.
struct IdentifierTooLong: StepRule {
  static let id: RuleID = "identifier-too-long"
  static let category = RuleCategory.limit
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a name is longer than PostgreSQL keeps"
  static let documentation = """
    PostgreSQL keeps 63 bytes of a name and cuts off the rest with no more than a notice: two long names become one, and
    a program that compares the whole name finds nothing. Bytes count, not characters.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.written.longNames.map { name in
      let kept = Identifier(bytes: name.bytes.prefix(63))
      return finding(
        at: step, "\(name) has \(name.bytes.count) bytes and becomes \(kept)",
        because: "PostgreSQL cuts names off after 63 bytes, and two that begin alike become one.",
        instead: "choose a name of at most 63 bytes")
    }
  }
}
