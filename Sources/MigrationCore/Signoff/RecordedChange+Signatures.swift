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

/// A signature that the rows about a change have, as far as it can be judged without asking whose it is.
package struct RecordedClaim: Hashable, Sendable {
  package var part: SignedPart
  package var signoff: RecordedSignoff
  /// Nil when its text is no statement.
  package var statement: Statement?
  /// Why it does not belong there; nil when it does.
  package var problem: BadSignature?
}

extension RecordedChange {
  /// Every signature, in the order in which they were recorded.
  package var claims: [RecordedClaim] {
    func claim(
      _ part: SignedPart, _ signoff: RecordedSignoff, before time: String, _ verdicts: [Statement.Verdict]
    ) -> RecordedClaim {
      let statement = try? Statement(signoff.statement)
      return RecordedClaim(
        part: part, signoff: signoff, statement: statement,
        problem: problem(statement, signoff, before: time, verdicts))
    }
    var claims = beginning.signoffs.map { claim(.change, $0, before: beganAt, [.approve, .execute]) }
    for resumption in resumptions {
      claims += resumption.signoffs.map { claim(.resumption, $0, before: resumption.at, [.approve, .execute]) }
    }
    if let signoff = end?.signoff { claims.append(claim(.end, signoff, before: lastWrittenAt, [.abandon])) }
    return claims
  }

  /// Everybody of whom the rows say that they ran it and with which key they signed that, each once.
  package var signedExecutors: [(name: String, key: String)] {
    var list: [(name: String, key: String)] = []
    for executor in [beginning.executor] + resumptions.map(\.executor) {
      guard let key = executor.key, !list.contains(where: { $0 == (executor.name, key) }) else { continue }
      list.append((executor.name, key))
    }
    return list
  }

  private func problem(
    _ statement: Statement?, _ signoff: RecordedSignoff, before time: String, _ verdicts: [Statement.Verdict]
  ) -> BadSignature? {
    guard let statement, Identifier(statement.principal) == Identifier(signoff.principal) else { return .forged }
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
