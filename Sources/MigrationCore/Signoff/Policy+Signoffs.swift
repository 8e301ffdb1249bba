/// What people said: rejections and approvals.
extension Policy {
  /// Whether a statement is about this environment; without one only what holds for all of them is, and rejections.
  private static func isInScope(_ statement: Statement, _ facts: PolicyFacts) -> Bool {
    if statement.environment == Statement.everyEnvironment { return true }
    guard let environment = facts.environment else { return statement.verdict == .reject }
    return Identifier(statement.environment) == Identifier(environment.name)
  }

  /// The last verdict of each signer on this plan, by the time in it; order in the file can be changed by anyone.
  ///
  /// What could not be checked approves nothing and lifts no rejection, but rejects. A signer of whom only the key is
  /// known is that key, whatever name the statement has.
  static func standing(_ facts: PolicyFacts) -> [SignoffStatus] {
    var latest: [(signer: Identifier, status: SignoffStatus, statement: Statement)] = []
    for status in facts.signoffs {
      guard let statement = status.statement, statement.verdict == .approve || statement.verdict == .reject,
        isInScope(statement, facts)
      else { continue }
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

  static func rejections(_ facts: PolicyFacts) -> [Gate] {
    let rejections = standing(facts).compactMap(\.statement).filter { $0.verdict == .reject }
    guard !rejections.isEmpty else {
      return facts.environment == nil ? [] : [Gate(.rejection, .open, "nobody rejects it")]
    }
    return rejections.map { statement in
      let words = statement.message.isEmpty ? "" : ": \(statement.message)"
      return Gate(
        .rejection, .closed, "\(statement.principal) rejected this plan\(words)",
        opensBy: "settle it with them; a later approval of theirs lifts the rejection")
    }
  }

  static func approvals(_ facts: PolicyFacts, isOnScreen: Bool) -> [Gate] {
    if let environment = facts.environment, !environment.approvals.isEmpty {
      return teamApprovals(facts, environment)
    }
    guard isOnScreen else { return [] }
    let approvals = standing(facts).filter { $0.isValid && $0.statement?.verdict == .approve }
    if !approvals.isEmpty {
      return [Gate(.approvals, .open, Quantity.counted(approvals.count, "valid approval"))]
    }
    for status in facts.signoffs.reversed() {
      guard let statement = status.statement, statement.verdict == .approve else {
        if case .void(let reason) = status.validity { return [noApproval(reason.explanation)] }
        continue
      }
      switch status.validity {
      case .valid, .validFromUnknownSigner:
        if !isInScope(statement, facts) { return [noApproval("it is for \(statement.environment) only")] }
      case .void(let reason): return [noApproval(reason.explanation)]
      case .notChecked(let reason): return [noApproval("it was not checked: \(reason)")]
      }
    }
    return [Gate(.approvals, .closed, "nobody has approved this plan", opensBy: "sign it, then apply")]
  }

  private static func noApproval(_ reason: String) -> Gate {
    Gate(.approvals, .closed, "no approval of this plan is valid: \(reason)", opensBy: "have it signed again")
  }

  // MARK: - Authors

  /// Who says that they made the plan; a statement that cannot be checked is believed, too, as it only takes away.
  static func authors(_ facts: PolicyFacts) -> [(principal: Identifier, key: String?, isSure: Bool)] {
    facts.signoffs.compactMap { status in
      guard let statement = status.statement, statement.verdict == .author, isInScope(statement, facts) else {
        return nil
      }
      switch status.validity {
      case .valid(let key): return (Identifier(statement.principal), key, true)
      case .validFromUnknownSigner(let key): return (Identifier(statement.principal), key, false)
      case .notChecked: return (Identifier(statement.principal), nil, false)
      case .void: return nil
      }
    }
  }

  static func isAuthor(_ principal: String, _ key: String?, _ facts: PolicyFacts) -> Bool {
    authors(facts).contains { author in
      author.principal == Identifier(principal) || (key != nil && author.key == key)
    }
  }

  static let noAuthor = "nobody has signed as the author"

  /// Where whoever made the plan says so.
  static func signingAsAuthor(in environment: TargetEnvironment?) -> String {
    "whoever made the plan signs that: \(signing(in: environment, ["--author"]))"
  }

  /// The command that puts a statement on the plan, whose file is for the reader to fill in.
  static func signing(in environment: TargetEnvironment?, _ rest: [String] = []) -> String {
    CopiedCommand.line(["sign", "PLAN"] + (environment.map { ["--env", $0.name] } ?? []) + rest)
  }

  static func hasAuthor(_ facts: PolicyFacts) -> Bool { authors(facts).contains(where: \.isSure) }

  // MARK: - Teams

  /// Somebody's approval and why it does not count for a team, if so.
  private struct Candidate {
    var principal: String
    var key: String?
    var fault: String?
  }

  private static func teamApprovals(_ facts: PolicyFacts, _ environment: TargetEnvironment) -> [Gate] {
    let candidates = environment.approvals.map { Self.candidates(for: $0, facts, environment) }
    let usable = candidates.map { list in
      list.compactMap { candidate in
        candidate.fault == nil
          ? candidate.key.map {
            ApprovalFlow.Approval(principal: Identifier(candidate.principal), key: Identifier($0))
          } : nil
      }
    }
    let counts = environment.approvals.map(\.count)
    let counted =
      environment.onePersonPerTeam
      ? ApprovalFlow.counted(counts, usable)
      : zip(counts, usable).flatMap { ApprovalFlow.counted([$0], [$1]) }
    return environment.approvals.indices.map { place in
      gate(environment.approvals[place], counted[place], candidates[place], facts)
    }
  }

  private static func gate(
    _ rule: ApprovalRule, _ counted: [Identifier], _ candidates: [Candidate], _ facts: PolicyFacts
  ) -> Gate {
    let names = counted.isEmpty ? "" : " (\(counted.map(\.text).joined(separator: ", ")))"
    var words = "\(counted.count) of \(rule.count) from \(rule.team.name)\(names)"
    let changed = standing(facts).filter { status in
      status.discussionChanged && status.statement.map { counted.contains(Identifier($0.principal)) } ?? false
    }
    if let name = changed.first?.statement?.principal {
      words += "; comments or acknowledgements changed since \(name) signed"
    }
    var missing = counted.count < rule.count
    if missing {
      let faults = candidates.compactMap { candidate -> String? in
        guard !counted.contains(Identifier(candidate.principal)) else { return nil }
        let reason = candidate.fault ?? "counts for another team, or the same key counts for somebody else"
        return "\(candidate.principal): \(reason)"
      }
      if !faults.isEmpty { words += "; not counted: \(faults.joined(separator: "; "))" }
    }
    var opensBy =
      "\(Quantity.counted(max(1, rule.count - counted.count), "more approval")) from \(rule.team.name): \(signing(in: facts.environment))"
    if !rule.authorMayApprove, !hasAuthor(facts) {
      words += "; \(noAuthor), who may not approve"
      if !missing { opensBy = signingAsAuthor(in: facts.environment) }
      missing = true
    }
    return Gate(.approvals, missing ? .closed : .open, words, opensBy: missing ? opensBy : "")
  }

  /// The approvals of a team's members, the last of each, and those that name a member and do not count.
  private static func candidates(
    for rule: ApprovalRule, _ facts: PolicyFacts, _ environment: TargetEnvironment
  ) -> [Candidate] {
    let current = standing(facts)
    var candidates: [Candidate] = []
    for status in facts.signoffs {
      guard let statement = status.statement, statement.verdict == .approve, rule.team.has(statement.principal) else {
        continue
      }
      var candidate = Candidate(principal: statement.principal)
      switch status.validity {
      case .valid(let key):
        candidate.key = key
        candidate.fault = fault(of: statement, key, rule, facts, environment)
        // What the same person said later is what counts.
        if candidate.fault == nil, !current.contains(status) { continue }
      case .validFromUnknownSigner(let key):
        candidate.fault = "no allowed_signers file says whose the key \(key) is"
      case .void(let reason): candidate.fault = reason.explanation
      case .notChecked(let reason): candidate.fault = "not checked: \(reason)"
      }
      candidates.append(candidate)
    }
    return candidates
  }

  private static func fault(
    of statement: Statement, _ key: String, _ rule: ApprovalRule, _ facts: PolicyFacts,
    _ environment: TargetEnvironment
  ) -> String? {
    if !isInScope(statement, facts) { return "signed for \(statement.environment), not for \(environment.name)" }
    if !rule.authorMayApprove, isAuthor(statement.principal, key, facts) { return "made the plan" }
    guard let expiry = environment.expirySeconds else { return nil }
    guard let now = facts.circumstances.clock.now.flatMap(Timestamp.seconds),
      let then = Timestamp.seconds(statement.signedAt)
    else { return "whether it has expired is not known, as the server's clock was not read" }
    guard now - then > expiry else { return nil }
    return "expired: signed \(Quantity.duration(Double(now - then))) ago, and a sign-off holds for "
      + "\(Quantity.duration(Double(expiry))) here"
  }
}
