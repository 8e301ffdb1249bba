/// Why a plan may not run.
package struct PolicyError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notApproved = "not-approved"
    case rejected
    case notAcknowledged = "not-acknowledged"
    case notConfirmed = "not-confirmed"
    /// The plan itself cannot be applied, whatever anyone says, or its review is another plan's.
    case notApplicable = "not-applicable"
    /// The target is another schema; exit status 5.
    case schemaDrifted = "schema-drifted"
    /// The target's own ledger knows it as another environment.
    case otherEnvironment = "other-environment"
    case clock
    case executor
    case window
    case order
    case soak
    /// Environments are configured, and none was named.
    case noEnvironment = "no-environment"
  }

  package let code: Code
  package let message: String
  package let hint: String

  private init(code: Code, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// What a gate that is not open says.
  init(_ gate: Gate) {
    let (code, what): (Code, String) =
      switch gate.kind {
      case .file: (.notApplicable, "")
      case .fingerprint: (.schemaDrifted, "")
      case .environment: (.otherEnvironment, "")
      case .clock: (.clock, "")
      case .rejection: (.rejected, "")
      case .approvals: (.notApproved, "approvals: ")
      case .acknowledgements: (.notAcknowledged, "")
      case .executor: (.executor, "executor: ")
      case .window: (.window, "window: ")
      case .order: (.order, "order of environments: ")
      case .soak: (.soak, "soak time: ")
      }
    self.init(code: code, message: what + gate.words, hint: gate.opensBy)
  }

  /// A configuration that has environments has no database outside them.
  package static func noEnvironment(_ names: [String]) -> Self {
    Self(
      code: .noEnvironment, message: "countersign.toml has environments, and none was named; nothing was executed",
      hint: "say which: --env \(names.joined(separator: ", --env "))")
  }

  static let noExecution = Self(
    code: .executor, message: "executor: nobody signed that they run it", hint: "sign with a key: --key")

  static func notConfirmed(expected: String) -> Self {
    Self(
      code: .notConfirmed, message: "the confirmation is not the database's name", hint: "type \(expected) to apply")
  }

  static let declined = Self(code: .notConfirmed, message: "the plan was not confirmed", hint: "nothing was executed")

  static func notApplicable(_ error: PlanError) -> Self {
    Self(code: .notApplicable, message: error.message, hint: error.hint)
  }
}
