/// Who may decide that a schema is right though no recorded change made it so.
extension Policy {
  /// Refuses an adoption that nobody signed whose signature counts; where approvals or executors are named, that of a
  /// member of their teams.
  ///
  /// - Parameters:
  ///   - check: what the signature is worth, now and when it was made.
  ///   - principal: who signed.
  ///   - environment: what is adopted; nil for a database outside of all.
  /// - Throws: ``PolicyError`` with code `executor`.
  package static func requireAdopting(
    _ check: SignatureCheck, by principal: String, in environment: TargetEnvironment?
  ) throws(PolicyError) {
    let deciders = environment.map(deciders) ?? []
    func refusal(_ words: String) -> PolicyError {
      let teams = deciders.map(\.name).joined(separator: " or ")
      return PolicyError(
        Gate(
          .executor, .closed, "nothing is adopted: \(words)",
          opensBy: deciders.isEmpty ? "sign with a key that counts: --key" : "let somebody of \(teams) do it: --key"))
    }
    switch check {
    case .good: break
    case .goodFromUnknownSigner(let key):
      guard deciders.isEmpty else { throw refusal("no allowed_signers file says whose the key \(key) is") }
    case .bad(let problem): throw refusal("the signature of \(principal) does not count: \(problem.explanation)")
    case .notChecked(let reason): throw refusal("the signature of \(principal) was not checked: \(reason)")
    }
    guard let environment, !deciders.isEmpty, !deciders.contains(where: { $0.has(principal) }) else { return }
    throw refusal("\(principal) is in no team that decides in \(environment.name)")
  }
}
