/// What a sign-off is worth for one plan file, now.
package struct SignoffStatus: Hashable, Sendable {
  package enum Validity: Hashable, Sendable {
    /// By this key, `SHA256:…`.
    case valid(key: String)
    /// Valid, but the signer is only known by this key.
    case validFromUnknownSigner(key: String)
    case void(VoidReason)
    /// Nobody knows, and why: it approves nothing, but if it rejects it counts.
    case notChecked(String)

    /// What the signature alone says.
    init(_ check: SignatureCheck) {
      switch check {
      case .good(let key): self = .valid(key: key)
      case .goodFromUnknownSigner(let key): self = .validFromUnknownSigner(key: key)
      case .bad(let problem): self = .void(.badSignature(problem))
      case .notChecked(let reason): self = .notChecked(reason)
      }
    }
  }

  package enum VoidReason: Hashable, Sendable {
    /// The statement is about other bytes than the plan file has now.
    case planChanged
    case badSignature(BadSignature)
    /// The text is no statement.
    case unreadable(String)
    /// It was signed after a statement that is no longer in the document.
    case chainBroken
    /// By the server's clock it is not that time yet.
    case signedInFuture(at: String, now: String)

    /// A phrase that goes on from `void:`.
    package var explanation: String {
      switch self {
      case .planChanged: "the plan file changed after it was signed"
      case .badSignature(let problem): problem.explanation
      case .unreadable(let problem): problem
      case .chainBroken: "a sign-off that came before it was taken out of the review file"
      case .signedInFuture(let at, let now): "it says that it was signed at \(at), and it is \(now)"
      }
    }
  }

  package let signoff: Signoff
  /// Nil when the text is no statement.
  package let statement: Statement?
  package let validity: Validity
  /// Whether comments or acknowledgements are not those that were there when it was signed.
  package let discussionChanged: Bool

  /// Whether the verdict is to be believed for the plan file as it is.
  package var isValid: Bool {
    switch validity {
    case .valid, .validFromUnknownSigner: true
    case .void, .notChecked: false
    }
  }

  /// The status of every sign-off of `document`, in its order.
  ///
  /// - Parameters:
  ///   - document: the review as it is in the file.
  ///   - planHash: SHA-256 of the plan file's bytes as they are now.
  ///   - checks: what was found out about each signature, in the same order; what is missing was not checked.
  ///   - now: the time by the server's clock; nil when it was not asked.
  /// - Returns: one for each sign-off.
  package static func all(
    in document: ReviewDocument, planHash: String, checks: [SignatureCheck], now: String? = nil
  ) -> [SignoffStatus] {
    let discussion = document.discussionHash
    let known = Set(document.signoffs.map { SHA256.hex(of: $0.statement.utf8) })
    return document.signoffs.enumerated().map { index, signoff in
      let check = index < checks.count ? checks[index] : .notChecked("nobody looked")
      do throws(SignoffError) {
        let statement = try Statement(signoff.statement)
        let isChained = statement.previous.map(known.contains) ?? true
        return SignoffStatus(
          signoff: signoff, statement: statement,
          validity: validity(of: statement, isChained: isChained, planHash: planHash, check: check, now: now),
          discussionChanged: statement.discussionHash != discussion)
      } catch {
        return SignoffStatus(
          signoff: signoff, statement: nil, validity: .void(.unreadable(error.message)), discussionChanged: false)
      }
    }
  }

  private static func validity(
    of statement: Statement, isChained: Bool, planHash: String, check: SignatureCheck, now: String?
  ) -> Validity {
    guard statement.planHash == planHash else { return .void(.planChanged) }
    if let now, let time = Timestamp.seconds(now), let signed = Timestamp.seconds(statement.signedAt),
      signed - time > PolicyClock.tolerance
    {
      return .void(.signedInFuture(at: statement.signedAt, now: now))
    }
    let validity = Validity(check)
    switch validity {
    case .valid, .validFromUnknownSigner: return isChained ? validity : .void(.chainBroken)
    case .void, .notChecked: return validity
    }
  }
}
