import LiveDatabase
import MigrationCore
import Postgres

/// What the policy decides by, as it is at this moment.
extension ReviewSession {
  /// Reads all of it.
  ///
  /// - Parameters:
  ///   - review: the review as its file has it.
  ///   - comparesFingerprint: whether the target's schema is read and compared, too.
  /// - Returns: the facts, without anybody's statement that they run the plan.
  /// - Throws: what connecting and reading throw.
  func policyFacts(_ review: ReviewDocument, comparesFingerprint: Bool = true) async throws -> PolicyFacts {
    let context = try liveContext()
    let circumstances = try await circumstances(context)
    let statuses = await signer.statuses(of: review, planHash: plan.file.hash, now: circumstances.clock.now)
    var facts = PolicyFacts(
      planHash: plan.file.hash, in: environment, review: review, signoffs: statuses,
      findings: RuleBook.findings(in: context))
    facts.circumstances = circumstances
    if comparesFingerprint { facts.fingerprint = try comparison() }
    return facts
  }

  /// The target's schema beside that of the plan.
  private func comparison() throws -> FingerprintComparison {
    guard let target else { return .notChecked("no database was named") }
    guard check.hasExpectation else { return .notChecked("the plan does not say which schema it was made for") }
    let connection = try Connection(target)
    return check.difference(try check.read(over: connection)).map { .differs(expected: $0.expected, found: $0.actual) }
      ?? .matches
  }

  /// What only the servers can say; nothing where no environment asks for it.
  ///
  /// - Throws: what connecting and reading throw.
  func circumstances(_ context: ReviewContext) async throws -> Circumstances {
    var found = Circumstances()
    for step in context.steps {
      let most = context.estimates(of: step).map(\.seconds.upperBound).reduce(0, +)
      if most > 0 { found.estimates[step.id] = most }
    }
    if let target { found.recordedAs = try recordedIdentity(of: target) }
    guard let environment else { return found }
    if environment.namesExecutors { found.executor = try? await signer.identity().principal }
    if let before = environment.promoteFrom { found.standing = await standing(in: before) }
    guard let target else { return found }
    let connection = try Connection(target)
    let last = try LedgerStore(configuration.ledgerPlace, target: target).entries(.last(1)).last
    found.clock = try CircumstancesReader.clock(lastRecordedAt: last?.writtenAt, over: connection)
    if !environment.windows.isEmpty {
      found.window = try CircumstancesReader.window(environment.windows, over: connection)
    }
    return found
  }

  /// What became of the plan in the environment before, where the signatures that its ledger has of that hold.
  ///
  /// Whoever may add rows to a ledger could add one of a run that never was; they cannot sign it.
  private func standing(in name: String) async -> PromotionStanding {
    let standing = configuration.standing(of: plan.file, in: name)
    guard case .applied(let id, _) = standing, let environment = configuration.environment(name) else {
      return standing
    }
    do {
      let change = try LedgerStore(configuration.ledgerPlace, target: .named(by: environment.dsn)).change(id)
      for signature in await signer.signatures(of: .change(change)) {
        guard let failing = signature.failing else { continue }
        return .notKnown("the signature of change \(id) (\(signature.principal)) \(failing)")
      }
      guard !environment.namesExecutors || change.beginning.executor.key != nil else {
        return .notKnown("change \(id) is not signed by whoever ran it")
      }
      return standing
    } catch { return .notKnown(CommandFailure(explaining: error).message) }
  }

  /// As what the target's own ledger knows it; nil where there is none.
  ///
  /// Only the ledger in the target goes where the database goes; of another one nobody knows which of two copies is meant.
  ///
  /// - Throws: what connecting and reading throw.
  func recordedIdentity(of target: ConnectionParameters) throws -> RecordedIdentity? {
    let ledger = LedgerStore(.target, target: target)
    guard try ledger.exists else { return nil }
    let place = try LedgerTarget(environment: "", schemas: schemas, over: Connection(target))
    let history = try ledger.history()
    guard let last = history.events.last(where: { $0.target?.isSameDatabase(as: place) ?? false }) else { return nil }
    let change = history.changes.last { $0.beginning.target.isSameDatabase(as: place) }
    let hasOtherPolicy = change.map { $0.beginning.policyHash != configuration.hash } ?? false
    return RecordedIdentity(
      environment: last.environment, changeUnderOtherPolicy: hasOtherPolicy ? change?.id : nil)
  }

  /// Makes whoever runs the plan say so, where the environment asks for that.
  ///
  /// - Throws: `SigningError` when there is no key.
  func execution(_ review: ReviewDocument, now: String?) async throws -> SignoffStatus? {
    guard let environment, environment.namesExecutors else { return nil }
    return try await signed(.execute, review, message: "", now: now, in: environment)
  }

  /// A statement for an environment that is kept in the ledger and not in the review file.
  ///
  /// - Throws: `SigningError`.
  func signed(
    _ verdict: Statement.Verdict, _ review: ReviewDocument, message: String, now: String?,
    in environment: TargetEnvironment
  ) async throws -> SignoffStatus {
    let identity = try await signer.identity()
    let statement = Statement(
      on: plan.file, in: review, environment: environment.name, verdict: verdict, message: message,
      principal: identity.principal, signedAt: now ?? SystemClock.timestamp)
    let signature = try await signer.sign(statement.text, with: identity)
    var document = review
    document.signoffs.append(Signoff(statement: statement.text, signature: signature))
    let statuses = await signer.statuses(of: document, planHash: plan.file.hash, now: now)
    guard let status = statuses.last else { throw CommandFailure(.failed, "nothing was signed") }
    return status
  }
}
