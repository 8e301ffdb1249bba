/// `opaque-do-block`: code changes the schema where no rule can look.
struct OpaqueDoBlock: ActionRule {
  static let id: RuleID = "opaque-do-block"
  static let category = RuleCategory.transaction
  static let severities = RuleSeverities(relaxed: .warning, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "code changes the schema where no rule can look"
  static let documentation = """
    What a DO block or a procedure does is decided when it runs: which tables it locks, rewrites or drops is not known
    here, and no other rule has looked inside. Write plain statements, or rehearse the plan. A DO block of PL/pgSQL
    whose statements only read or change rows is not meant, nor a procedure whose stored body has no such command.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .runCode(let code):
      let known = code.language == "plpgsql" || code.language == "sql"
      guard !known || !code.definitions.isEmpty else { return nil }
      return finding(
        at: step,
        known
          ? "the DO block runs \(code.definitions.joined(separator: ", ")), which was not analysed"
          : "the DO block is \(code.language) code, which was not analysed",
        because: "Locks, work and loss of its statements are not known.",
        instead: "write plain statements, or rehearse the plan")
    case .call(let name):
      let body = context.current.flatMap(\.routines).first { $0.kind == .procedure && $0.name == name.name }?.source
      if let body {
        let words = SQLWords.all(of: body.text).map { $0.text.uppercased() }
        guard words.contains(where: { ["ALTER", "CREATE", "DROP", "TRUNCATE", "EXECUTE"].contains($0) }) else {
          return nil
        }
      }
      return finding(
        at: step, "calls \(name), whose statements were not analysed",
        because: "Locks, work and loss of its statements are not known.",
        instead: "write plain statements, or rehearse the plan")
    default: return nil
    }
  }
}
