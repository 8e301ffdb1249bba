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
    guard let doubt = doubt(SignoffStatus.Validity(check), of: principal, in: environment) else { return }
    let teams = (environment.map(deciders) ?? []).map(\.name).joined(separator: " or ")
    throw PolicyError(
      Gate(
        .executor, .closed, "nothing is adopted: \(doubt)",
        opensBy: teams.isEmpty ? "sign with a key that counts: --key" : "let somebody of \(teams) do it: --key"))
  }
}
