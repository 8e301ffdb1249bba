/// Who may let what run where.
///
/// Without a `countersign.toml` there are two ways: sign-offs on the screen, or the prompt of `apply`.
package enum Policy {
  /// How the person at the terminal said yes.
  package enum Confirmation: Hashable, Sendable {
    /// On the review screen: what was typed, and the database's name that it has to be.
    case typed(String, expected: String)
    /// At the prompt of `apply`.
    case answered(yes: Bool)
    /// `--auto-approve`.
    case automatic
  }

  /// Lets a plan run, or says why not.
  ///
  /// Nothing else makes an ``ApprovedPlan``.
  ///
  /// - A reviewer whose latest sign-off rejects the plan stops it, whichever way it is confirmed.
  /// - On the screen there must be one valid approval, every finding that is an error must be acknowledged, and the
  ///   database's name typed.
  /// - At the prompt, and with `--auto-approve`, the confirmation is the policy.
  ///
  /// - Parameters:
  ///   - file: the plan, with the bytes that the sign-offs are about.
  ///   - signoffs: every sign-off of the review document with what it is worth now.
  ///   - findings: what the rules say about the plan.
  ///   - acknowledgements: those of the review document.
  ///   - confirmation: how the person said yes.
  /// - Returns: the plan with the approvals that it rests on.
  /// - Throws: ``PolicyError``; exit status 4.
  package static func approve(
    _ file: PlanFile, signoffs: [SignoffStatus], findings: [Finding] = [], acknowledgements: [Acknowledgement] = [],
    confirmation: Confirmation
  ) throws(PolicyError) -> ApprovedPlan {
    do { try file.plan.requireApplicable() } catch { throw .notApplicable(error) }
    if let problem = objection(in: signoffs) { throw problem }
    let approvals = latest(of: signoffs).filter { $0.isValid && $0.statement?.verdict == .approve }
    switch confirmation {
    case .typed(let typed, let expected):
      guard !approvals.isEmpty else { throw noApproval(signoffs) }
      let open = unacknowledged(findings, acknowledgements)
      guard open.isEmpty else { throw .notAcknowledged(open) }
      guard !expected.isEmpty, typed.utf8.elementsEqual(expected.utf8) else { throw .notConfirmed(expected: expected) }
    case .answered(let yes): guard yes else { throw .declined }
    case .automatic: break
    }
    return ApprovedPlan(file: file, approvals: approvals)
  }

  /// What stands in the way of applying from the screen before anything is typed, a phrase each; empty for nothing.
  ///
  /// - Parameters:
  ///   - signoffs: as in ``approve(_:signoffs:findings:acknowledgements:confirmation:)``.
  ///   - findings: likewise.
  ///   - acknowledgements: likewise.
  /// - Returns: phrases such as `one approval`.
  package static func wanted(
    signoffs: [SignoffStatus], findings: [Finding], acknowledgements: [Acknowledgement]
  ) -> [String] {
    var wanted: [String] = []
    if let problem = objection(in: signoffs) { wanted.append(problem.message) }
    if !latest(of: signoffs).contains(where: { $0.isValid && $0.statement?.verdict == .approve }) {
      wanted.append("one approval")
    }
    wanted += unacknowledged(findings, acknowledgements).map { "a reason for \($0.rule) at step \($0.step)" }
    return wanted
  }

  /// The last statement of each signer on this plan, by the time in it; order in the file can be changed by anyone.
  ///
  /// What could not be checked approves nothing and lifts no rejection, but rejects. A signer of whom only the key is
  /// known is that key, whatever name the statement has.
  private static func latest(of signoffs: [SignoffStatus]) -> [SignoffStatus] {
    var latest: [(signer: Identifier, status: SignoffStatus, statement: Statement)] = []
    for status in signoffs {
      guard let statement = status.statement else { continue }
      let signer: String
      switch status.validity {
      case .valid: signer = "principal \(statement.principal)"
      case .validFromUnknownSigner(let key): signer = "key \(key)"
      case .notChecked where statement.verdict == .reject: signer = "unchecked \(statement.principal)"
      case .notChecked, .void: continue
      }
      let entry = (Identifier(signer), status, statement)
      if let index = latest.firstIndex(where: { $0.signer == entry.0 }) {
        if Identifier(statement.signedAt) >= Identifier(latest[index].statement.signedAt) { latest[index] = entry }
      } else {
        latest.append(entry)
      }
    }
    return latest.map(\.status)
  }

  private static func objection(in signoffs: [SignoffStatus]) -> PolicyError? {
    for status in latest(of: signoffs) {
      guard let statement = status.statement, statement.verdict == .reject else { continue }
      return .rejected(by: statement.principal, message: statement.message)
    }
    return nil
  }

  private static func noApproval(_ signoffs: [SignoffStatus]) -> PolicyError {
    for status in signoffs.reversed() {
      switch status.validity {
      case .valid, .validFromUnknownSigner: continue
      case .void(let reason): return .noValidApproval(reason.explanation)
      case .notChecked(let reason): return .noValidApproval("it was not checked: \(reason)")
      }
    }
    return .notApproved
  }

  private static func unacknowledged(_ findings: [Finding], _ acknowledgements: [Acknowledgement]) -> [Finding] {
    findings.filter { finding in
      finding.severity == .error
        && !acknowledgements.contains { $0.rule == finding.rule && $0.step == finding.step && !$0.reason.isEmpty }
    }
  }
}

/// A plan that may run: authority as a value.
///
/// ``Policy`` alone makes one.
package struct ApprovedPlan: Sendable {
  package let file: PlanFile
  /// The valid approvals that it rests on; none where the prompt was the policy.
  package let approvals: [SignoffStatus]

  fileprivate init(file: PlanFile, approvals: [SignoffStatus]) {
    self.file = file
    self.approvals = approvals
  }
}
