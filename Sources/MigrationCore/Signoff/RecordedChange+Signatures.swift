/// What of the ledger somebody signed.
package enum SignedPart: String, Hashable, Sendable, CaseIterable {
  case adoption, waiver, change
  case resumption = "resumption of change"
  case end = "end of change"

  package var isOfChange: Bool {
    switch self {
    case .adoption, .waiver: false
    case .change, .resumption, .end: true
    }
  }
}

/// What only OpenSSH can say of a signature: whether `principal` made it over `text`, with a key that was theirs then.
package struct SignatureQuestion: Hashable, Sendable {
  package var text: String
  package var principal: String
  /// RFC 3339, UTC, whole seconds.
  package var signedAt: String
  package var signature: String
}

/// A signature that the rows about an event have, as far as it can be judged without asking whose it is.
package struct RecordedClaim: Hashable, Sendable {
  package enum Judgement: Hashable, Sendable {
    /// It does not belong there, whoever made it.
    case bad(BadSignature)
    case asks(SignatureQuestion)
  }

  package var part: SignedPart
  package var signoff: RecordedSignoff
  package var judgement: Judgement
  /// Whether it says who ran the change.
  package var isExecution = false
}

extension RecordedHistory.Event {
  /// Every signature, in the order in which they were recorded.
  package var claims: [RecordedClaim] {
    switch self {
    case .change(let change): change.claims
    case .adoption(let adoption): [adoption.adoption.claim].compactMap { $0 }
    case .waiver(let waiver): [waiver.waiver.claim].compactMap { $0 }
    }
  }

  /// What the signatures are worth: those that are there, and those that the rows say were made and that are not.
  ///
  /// - Parameter answer: what OpenSSH says.
  /// - Returns: them, in the order in which they were recorded.
  package func signatures(_ answer: (SignatureQuestion) -> SignatureCheck) -> [RecordedSignature] {
    var signatures: [RecordedSignature] = []
    var executors: [(name: String, key: String)] = []
    for claim in claims {
      let check: SignatureCheck =
        switch claim.judgement {
        case .bad(let problem): .bad(problem)
        case .asks(let question): answer(question)
        }
      signatures.append(
        RecordedSignature(row: id, part: claim.part, principal: claim.signoff.principal, claim.signoff, check))
      switch check {
      // Whose an unlisted key was nobody can say; that it is the one which the rows name can be seen.
      case .good(let key), .goodFromUnknownSigner(let key), .bad(.unknownKey(let key, _)):
        if claim.isExecution { executors.append((claim.signoff.principal, key)) }
      case .bad, .notChecked:
        // It is named already.
        executors += signedExecutors.filter { $0.name == claim.signoff.principal }
      }
    }
    for executor in signedExecutors where !executors.contains(where: { $0 == executor }) {
      signatures.append(RecordedSignature(row: id, part: .change, principal: executor.name, nil, .bad(.missing)))
    }
    return signatures
  }

  private var signedExecutors: [(name: String, key: String)] {
    switch self {
    case .change(let change): change.signedExecutors
    case .adoption, .waiver: []
    }
  }
}

extension Adoption {
  /// Nil when nobody signed it.
  fileprivate var claim: RecordedClaim? {
    guard let signoff else { return nil }
    guard let signedAt = AdoptionStatement.signingTime(in: signoff.statement),
      AdoptionStatement(of: self, principal: signoff.principal, signedAt: signedAt).text == signoff.statement
    else { return RecordedClaim(part: .adoption, signoff: signoff, judgement: .bad(.forged)) }
    return RecordedClaim(
      part: .adoption, signoff: signoff,
      judgement: .asks(
        SignatureQuestion(
          text: signoff.statement, principal: signoff.principal, signedAt: signedAt, signature: signoff.signature)))
  }
}

extension Waiver {
  /// Nil when nobody signed it.
  fileprivate var claim: RecordedClaim? {
    guard let signoff else { return nil }
    guard let statement = try? Statement(signoff.statement), statement.verdict == .waive,
      statement.planHash == planHash, statement.message == statementMessage,
      Identifier(statement.environment) == Identifier(environment), statement.principal == signoff.principal
    else { return RecordedClaim(part: .waiver, signoff: signoff, judgement: .bad(.forged)) }
    return RecordedClaim(part: .waiver, signoff: signoff, judgement: .asks(statement.question(about: signoff)))
  }
}

extension Statement {
  fileprivate func question(about signoff: RecordedSignoff) -> SignatureQuestion {
    SignatureQuestion(
      text: signoff.statement, principal: principal, signedAt: signedAt, signature: signoff.signature)
  }
}

extension RecordedChange {
  fileprivate var claims: [RecordedClaim] {
    func claim(
      _ part: SignedPart, _ signoff: RecordedSignoff, before time: String, _ verdicts: [Statement.Verdict]
    ) -> RecordedClaim {
      let judgement: RecordedClaim.Judgement
      let statement = try? Statement(signoff.statement)
      if let statement, let problem = problem(statement, signoff, before: time, verdicts) {
        judgement = .bad(problem)
      } else {
        judgement = statement.map { .asks($0.question(about: signoff)) } ?? .bad(.forged)
      }
      return RecordedClaim(
        part: part, signoff: signoff, judgement: judgement, isExecution: statement?.verdict == .execute)
    }
    var claims = beginning.signoffs.map { claim(.change, $0, before: beganAt, [.approve, .execute]) }
    for resumption in resumptions {
      claims += resumption.signoffs.map { claim(.resumption, $0, before: resumption.at, [.approve, .execute]) }
    }
    if let signoff = end?.signoff { claims.append(claim(.end, signoff, before: lastWrittenAt, [.abandon])) }
    return claims
  }

  /// Everybody of whom the rows say that they ran it and with which key they signed that, each once.
  fileprivate var signedExecutors: [(name: String, key: String)] {
    var list: [(name: String, key: String)] = []
    for executor in [beginning.executor] + resumptions.map(\.executor) {
      guard let key = executor.key, !list.contains(where: { $0 == (executor.name, key) }) else { continue }
      list.append((executor.name, key))
    }
    return list
  }

  private func problem(
    _ statement: Statement, _ signoff: RecordedSignoff, before time: String, _ verdicts: [Statement.Verdict]
  ) -> BadSignature? {
    guard Identifier(statement.principal) == Identifier(signoff.principal) else { return .forged }
    let environment = beginning.target.environment
    let holdsEverywhere = statement.verdict == .approve && statement.environment == Statement.everyEnvironment
    guard statement.planHash == beginning.planHash else {
      return .ofSomethingElse("the plan \(statement.planHash.prefix(12))")
    }
    guard verdicts.contains(statement.verdict) else {
      return .ofSomethingElse("another decision: \(statement.verdict.rawValue)")
    }
    guard holdsEverywhere || Identifier(statement.environment) == Identifier(environment) else {
      return .ofSomethingElse("the environment \(statement.environment)")
    }
    if statement.verdict == .abandon, statement.message != Policy.abandoningMessage(id) {
      return .ofSomethingElse(statement.message)
    }
    guard let signed = Timestamp.seconds(statement.signedAt), let written = Timestamp.seconds(time),
      signed - written <= PolicyClock.tolerance
    else { return .signedLater(at: statement.signedAt) }
    return nil
  }
}
