/// Who may decide that the rest of a change is not to run.
extension Policy {
  /// Whether somebody has to sign for that in an environment: wherever approvals or executors are named.
  package static func asksWhoAbandons(in environment: TargetEnvironment) -> Bool { !deciders(environment).isEmpty }

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
