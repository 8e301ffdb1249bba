package import MigrationCore

/// Signatures that the ledger alone has.
extension SSHSigner {
  /// Whether the one who is named signed the adoption as it is recorded, with a key that was theirs then.
  ///
  /// A key that has expired since says nothing against it; one that is revoked does.
  /// - Returns: nil for an adoption that nobody signed.
  func check(_ adoption: Adoption) async -> SignatureCheck? {
    guard let signoff = adoption.signoff else { return nil }
    guard let signedAt = AdoptionStatement.signingTime(in: signoff.statement),
      AdoptionStatement(of: adoption, principal: signoff.principal, signedAt: signedAt).text == signoff.statement
    else { return .bad(.forged) }
    return await check(
      signoff.statement, by: signoff.principal, signedAt: signedAt, signoff.signature, now: .notAsked)
  }

  /// The same of a waiver.
  func check(_ waiver: Waiver) async -> SignatureCheck? {
    guard let signoff = waiver.signoff else { return nil }
    guard let statement = try? Statement(signoff.statement), statement.verdict == .waive,
      statement.planHash == waiver.planHash, statement.message == waiver.statementMessage,
      Identifier(statement.environment) == Identifier(waiver.environment), statement.principal == signoff.principal
    else { return .bad(.forged) }
    return await check(
      signoff.statement, by: signoff.principal, signedAt: statement.signedAt, signoff.signature, now: .notAsked)
  }

  /// What the signature of an adoption or a waiver is worth; nil for a change, whose plan was checked, and without one.
  package func signature(of event: RecordedHistory.Event) async -> RecordedSignature? {
    let (subject, principal, check): (String, String?, SignatureCheck?)
    switch event {
    case .change: return nil
    case .adoption(let adoption):
      (subject, principal) = ("adoption", adoption.adoption.signoff?.principal)
      check = await self.check(adoption.adoption)
    case .waiver(let waiver):
      (subject, principal) = ("waiver", waiver.waiver.signoff?.principal)
      check = await self.check(waiver.waiver)
    }
    return check.map { RecordedSignature(row: event.id, subject: subject, principal: principal ?? "", check: $0) }
  }

  /// The same of everything in a history, the oldest first.
  package func signatures(in history: RecordedHistory) async -> [RecordedSignature] {
    var signatures: [RecordedSignature] = []
    for event in history.events {
      if let signature = await signature(of: event) { signatures.append(signature) }
    }
    return signatures
  }
}

/// A signature that a row of the ledger has, and what it is worth.
package struct RecordedSignature: Hashable, Sendable {
  package var row: Int
  /// What was signed, a word.
  package var subject: String
  package var principal: String
  package var check: SignatureCheck

  /// Why it does not hold; nil when it does, or only the key says who made it.
  package var problem: String? {
    switch check {
    case .good, .goodFromUnknownSigner: nil
    case .bad(let problem): problem.explanation
    case .notChecked(let reason): "it was not checked: \(reason)"
    }
  }
}
