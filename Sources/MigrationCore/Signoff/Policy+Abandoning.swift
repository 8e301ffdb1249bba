/// Who may decide that the rest of a change is not to run.
extension Policy {
  /// Whether somebody has to sign for that in an environment: wherever approvals or executors are named.
  package static func asksWhoAbandons(in environment: TargetEnvironment) -> Bool { !deciders(environment).isEmpty }

  /// Whoever may approve something there, or run it.
  static func deciders(_ environment: TargetEnvironment) -> [Team] {
    environment.approvals.map(\.team) + [environment.executors].compactMap { $0 }
  }

  /// Why a signature does not decide in an environment, a phrase; nil when it does.
  static func doubt(
    _ validity: SignoffStatus.Validity, of principal: String, in environment: TargetEnvironment?
  ) -> String? {
    let deciders = environment.map(deciders) ?? []
    switch validity {
    case .valid: break
    case .validFromUnknownSigner(let key):
      if !deciders.isEmpty { return "no allowed_signers file says whose the key \(key) is" }
    case .void(let reason): return "the signature of \(principal) does not count: \(reason.explanation)"
    case .notChecked(let reason): return "the signature of \(principal) was not checked: \(reason)"
    }
    guard let environment, !deciders.isEmpty, !deciders.contains(where: { $0.has(principal) }) else { return nil }
    return "\(principal) is in no team that decides in \(environment.name)"
  }

  /// Refuses to leave the rest of a change unless a member of a team of the environment signed that.
  ///
  /// - Parameters:
  ///   - status: the signed statement on the change's plan.
  ///   - change: the number of the change, which the statement's message begins with.
  ///   - environment: where it stopped.
  /// - Throws: ``PolicyError`` with code `executor`.
  package static func requireAbandoning(
    _ status: SignoffStatus, of change: Int, in environment: TargetEnvironment
  ) throws(PolicyError) {
    func refusal(_ words: String) -> PolicyError {
      PolicyError(
        Gate(
          .executor, .closed, "change \(change) stays as it is: \(words)",
          opensBy: "let somebody of \(deciders(environment).map(\.name).joined(separator: " or ")) do it: --key"))
    }
    guard let statement = status.statement, statement.verdict == .abandon,
      statement.message == abandoningMessage(change), Identifier(statement.environment) == Identifier(environment.name)
    else { throw refusal("nobody signed that the rest of it is not to run") }
    if let doubt = doubt(status.validity, of: statement.principal, in: environment) { throw refusal(doubt) }
  }

  /// What whoever leaves the rest of a change signs.
  package static func abandoningMessage(_ change: Int) -> String { "change \(change)" }
}
