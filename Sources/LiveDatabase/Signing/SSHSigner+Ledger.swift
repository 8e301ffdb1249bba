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

  /// The same of a signature that a change rests on.
  func check(_ claim: RecordedClaim) async -> SignatureCheck {
    if let problem = claim.problem { return .bad(problem) }
    guard let statement = claim.statement else { return .bad(.forged) }
    return await check(
      claim.signoff.statement, by: statement.principal, signedAt: statement.signedAt, claim.signoff.signature,
      now: .notAsked)
  }

  /// What the signatures of an event are worth: those that are there, and those that it says were made and has not.
  package func signatures(of event: RecordedHistory.Event) async -> [RecordedSignature] {
    switch event {
    case .change(let change): return await signatures(of: change)
    case .adoption(let adoption):
      let signoff = adoption.adoption.signoff
      return await check(adoption.adoption).map {
        [RecordedSignature(row: event.id, part: .adoption, principal: signoff?.principal ?? "", signoff, $0)]
      } ?? []
    case .waiver(let waiver):
      let signoff = waiver.waiver.signoff
      return await check(waiver.waiver).map {
        [RecordedSignature(row: event.id, part: .waiver, principal: signoff?.principal ?? "", signoff, $0)]
      } ?? []
    }
  }

  private func signatures(of change: RecordedChange) async -> [RecordedSignature] {
    var signatures: [RecordedSignature] = []
    var executors: [(name: String, key: String)] = []
    for claim in change.claims {
      let check = await check(claim)
      signatures.append(
        RecordedSignature(
          row: change.id, part: claim.part, principal: claim.signoff.principal, claim.signoff, check))
      switch check {
      case .good(let key), .goodFromUnknownSigner(let key):
        if claim.statement?.verdict == .execute { executors.append((claim.signoff.principal, key)) }
      case .bad, .notChecked:
        // It is named already.
        executors += change.signedExecutors.filter { $0.name == claim.signoff.principal }
      }
    }
    for executor in change.signedExecutors where !executors.contains(where: { $0 == executor }) {
      signatures.append(
        RecordedSignature(row: change.id, part: .change, principal: executor.name, nil, .bad(.missing)))
    }
    return signatures
  }

  /// The same of everything in a history, the oldest first.
  package func signatures(in history: RecordedHistory) async -> [RecordedSignature] {
    let events = history.events
    return await withTaskGroup(of: (Int, [RecordedSignature]).self) { group in
      var found: [[RecordedSignature]] = Array(repeating: [], count: events.count)
      var begun = 0
      func begin() {
        guard begun < events.count else { return }
        let place = begun
        begun += 1
        group.addTask { (place, await signatures(of: events[place])) }
      }
      for _ in 0..<Self.simultaneousChecks { begin() }
      for await (place, signatures) in group {
        found[place] = signatures
        begin()
      }
      return found.flatMap { $0 }
    }
  }

  /// How many programs of OpenSSH run at the same time.
  private static let simultaneousChecks = 4
}

/// A signature that a row of the ledger has, or should have, and what it is worth.
package struct RecordedSignature: Hashable, Sendable {
  package var row: Int
  package var part: SignedPart
  package var principal: String
  /// Nil for one that is missing.
  package var signoff: RecordedSignoff?
  package var check: SignatureCheck

  init(row: Int, part: SignedPart, principal: String, _ signoff: RecordedSignoff?, _ check: SignatureCheck) {
    self.row = row
    self.part = part
    self.principal = principal
    self.signoff = signoff
    self.check = check
  }

  /// Why it does not hold; nil when it does, or only the key says who made it.
  package var problem: String? {
    switch check {
    case .good, .goodFromUnknownSigner: nil
    case .bad(let problem): problem.explanation
    case .notChecked(let reason): "it was not checked: \(reason)"
    }
  }

  /// Whether the key was good once, as far as anybody can tell, and counts no more.
  package var isOfFormerKey: Bool {
    switch check {
    case .bad(.revoked), .bad(.unknownKey): true
    case .good, .goodFromUnknownSigner, .bad, .notChecked: false
    }
  }
}
