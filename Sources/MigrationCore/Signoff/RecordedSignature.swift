/// A signature that a row of the ledger has, or should have, and what it is worth.
package struct RecordedSignature: Hashable, Sendable {
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case good
    /// Somebody made it with a key that is in no `allowed_signers` any more; whose it was then nobody can say now.
    case unlisted
    case broken
    case notChecked = "not checked"
  }

  package var row: Int
  package var part: SignedPart
  package var principal: String
  /// Nil for one that is missing.
  package var signoff: RecordedSignoff?
  package var check: SignatureCheck

  package init(row: Int, part: SignedPart, principal: String, _ signoff: RecordedSignoff?, _ check: SignatureCheck) {
    self.row = row
    self.part = part
    self.principal = principal
    self.signoff = signoff
    self.check = check
  }

  package var standing: Standing {
    switch check {
    case .good, .goodFromUnknownSigner: .good
    case .bad(.unknownKey): .unlisted
    case .bad: .broken
    case .notChecked: .notChecked
    }
  }

  /// Why it proves nothing; nil when it holds, or only the key says who made it.
  package var problem: String? {
    switch check {
    case .good, .goodFromUnknownSigner: nil
    case .bad(let problem): problem.explanation
    case .notChecked(let reason): reason
    }
  }

  /// That in words that go on from `the signature of … (…)`.
  package var failing: String? {
    guard let problem else { return nil }
    return switch standing {
    case .good: nil
    case .unlisted: "cannot be checked any more: \(problem)"
    case .broken: "does not hold: \(problem)"
    case .notChecked: "was not checked: \(problem)"
    }
  }

  /// What it is worth, a phrase.
  package var worth: String {
    switch check {
    case .good(let key): "good, with key \(key)"
    case .goodFromUnknownSigner(let key): "good, with key \(key); no allowed_signers file says whose that is"
    case .bad, .notChecked: failing ?? ""
    }
  }
}
