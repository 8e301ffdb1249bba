/// Why a plan may not run.
package struct PolicyError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notApproved = "not-approved"
    case rejected
    case notAcknowledged = "not-acknowledged"
    case notConfirmed = "not-confirmed"
    /// The plan itself cannot be applied, whatever anyone says.
    case notApplicable = "not-applicable"
  }

  package let code: Code
  package let message: String
  package let hint: String

  static let notApproved = Self(
    code: .notApproved, message: "nobody has approved this plan", hint: "sign it, then apply")

  /// There are approvals, but none counts.
  static func noValidApproval(_ reason: String) -> Self {
    Self(code: .notApproved, message: "no approval of this plan is valid: \(reason)", hint: "have it signed again")
  }

  static func rejected(by principal: String, message: String) -> Self {
    let words = message.isEmpty ? "" : ": \(message)"
    return Self(
      code: .rejected, message: "\(principal) rejected this plan\(words)",
      hint: "settle it with them; a later approval of theirs lifts the rejection")
  }

  static func notAcknowledged(_ findings: [Finding]) -> Self {
    let list = findings.map { "\($0.rule) at step \($0.step)" }.joined(separator: ", ")
    return Self(
      code: .notAcknowledged, message: "findings that nobody has acknowledged: \(list)",
      hint: "acknowledge each with a reason, or change the plan")
  }

  static func notConfirmed(expected: String) -> Self {
    Self(
      code: .notConfirmed, message: "the confirmation is not the database's name", hint: "type \(expected) to apply")
  }

  static let declined = Self(code: .notConfirmed, message: "the plan was not confirmed", hint: "nothing was executed")

  static func notApplicable(_ error: PlanError) -> Self {
    Self(code: .notApplicable, message: error.message, hint: error.hint)
  }
}
