/// `role-not-set`: a script does not say which role it runs as.
struct RoleNotSet: ReviewRule {
  static let id: RuleID = "role-not-set"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: nil, strict: nil)
  static let summary = "a script does not say which role it runs as"
  static let documentation = """
    House policy only: objects belong to the role that creates them. A script that begins with SET ROLE makes objects of
    the owner's role whoever runs it. The runner of a plan sets the role by itself, so only scripts are looked at.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript, let first = context.steps.first(where: { $0.step.directive == nil }) else { return [] }
    let opening = context.steps.lazy.flatMap(\.facts.actions).prefix { action in
      switch action {
      case .changeSetting, .transactionControl: true
      default: false
      }
    }
    let setsRole = opening.contains { action in
      guard case .changeSetting(let change) = action else { return false }
      return ["role", "session_authorization"].contains(change.name) && !change.values.isEmpty
    }
    guard !setsRole else { return [] }
    return [
      finding(
        at: first, "the script does not begin with SET ROLE",
        because: "What it creates belongs to whoever happens to run it.", instead: "begin with SET ROLE owner;")
    ]
  }
}
