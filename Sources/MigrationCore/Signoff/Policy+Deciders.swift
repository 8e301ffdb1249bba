/// Whose signature decides what no plan does: that a gate is waived, a schema adopted, the rest of a change left.
extension Policy {
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
}
