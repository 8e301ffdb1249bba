/// `password-literal`: a password stands in the text.
struct PasswordLiteral: ActionRule {
  static let id: RuleID = "password-literal"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let summary = "a password stands in the text"
  static let documentation = """
    The text of a plan is reviewed, stored, signed and shown; the server logs it with log_statement = ddl, and
    pg_stat_statements keeps utility statements. A password in it is known to all of these, and so is a password in the
    options of a user mapping or in the connection string of a subscription. Set it with psql's \\password, which sends
    a SCRAM verifier, or outside of the plan; PASSWORD 'SCRAM-SHA-256$…' is accepted. An MD5 hash is as good as the
    password.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let what: String
    switch action {
    case .changeRole(let role):
      switch role.password {
      case .clearText: what = "the password of the role \(role.name) is in the text"
      case .md5: what = "the MD5 hash of the password of the role \(role.name) is in the text, and is enough to log in"
      case .scramVerifier, .removed, nil: return nil
      }
    case .accessRemote(let access):
      guard access.hasPassword else { return nil }
      what = "\(access.kind.rawValue) \(access.name) has a password in the text"
    default: return nil
    }
    return finding(
      at: step, what, because: "Plans, their reviews, server logs and pg_stat_statements keep it.",
      instead: "use another password, and set it out of band or as a SCRAM verifier (psql: \\password)")
  }
}
