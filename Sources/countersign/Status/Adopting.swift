import LiveDatabase
import MigrationCore
import Postgres

/// Records the state that a database is in as right, with a signed reason.
struct Adopting {
  let reason: String
  let signer: SSHSigner
  /// Who may decide; nil for a database outside of all environments.
  let environment: TargetEnvironment?

  /// Signs and records it.
  ///
  /// - Returns: the number under which it is recorded.
  /// - Throws: `CommandFailure` when there is nothing to adopt, what signing throws, `LedgerError`,
  ///   `PolicyError` when it is not for the signer to say.
  func adopt(_ status: EnvironmentStatus) throws -> Int {
    switch status.condition {
    case .drifted, .neverRecorded: break
    case .inStep:
      guard status.signatureProblem == nil, status.isKnownByItsName else { break }
      throw CommandFailure(.failed, "\(status.subject.name) is as recorded: there is nothing to adopt")
    case .unfinished:
      let resuming = status.standing?.unfinished.map {
        CopiedCommand.resuming($0.id, plan: nil, status.subject.flags)
      }
      throw CommandFailure(
        .failed, "\(status.subject.name) has a change that is not finished", hint: "go on with it: \(resuming ?? "")")
    case .unreadable(let failure): throw failure
    }
    guard let target = status.ledgerTarget, let found = status.found else {
      throw CommandFailure(.failed, "\(status.subject.name) was not read")
    }
    let ledger = LedgerStore(status.subject.ledger, target: status.subject.target)
    // Before anybody is asked for a signature.
    try ledger.prepare()
    let state = try found.keep(in: ledger)
    let (signer, reason) = (signer, reason)
    let now = try CircumstancesReader.clock(lastRecordedAt: nil, over: Connection(status.subject.target)).now
    let (signed, check) = try Background.wait {
      let identity = try await signer.identity()
      let statement = AdoptionStatement(
        target: target, state: state, reason: reason, principal: identity.principal,
        signedAt: now ?? SystemClock.timestamp)
      let signature = try await signer.sign(statement.text, with: identity)
      return (
        RecordedSignoff(principal: identity.principal, statement: statement.text, signature: signature),
        await signer.check(statement, signature, now: now)
      )
    }
    try Policy.requireAdopting(check, by: signed.principal, in: environment)
    var executor = Executor(role: status.role)
    executor.name = signed.principal
    let adoption = Adoption(target: target, executor: executor, state: state, reason: reason, signoff: signed)
    return try ledger.append(.adopted(adoption)).id
  }
}
