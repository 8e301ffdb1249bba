import LiveDatabase
import MigrationCore
import Postgres
import TerminalKit

/// `apply --abandon`: what a change did not get to is not going to run.
extension ApplyCommand {
  /// Records it for every change of the schema that stopped part-way; in an environment whoever decides signs that.
  func abandonOpenChanges(
    _ connection: ConnectionOptions, _ configuration: ConfigurationFile, _ environment: TargetEnvironment?,
    applicationName: String
  ) throws {
    let target = try connection.requiredParameters(applicationName: applicationName)
    let schemas =
      try plan.map { try connection.schemas(of: PlanDocument(path: $0).file.plan) } ?? connection.schemaNames
    let place = ledger.place(configuration)
    let driver = ApplyDriver(
      target: target, check: FingerprintCheck(schemas: schemas, ignoring: try IgnoreFile.read()), ledger: place
    ) { _ in }
    let open = try Background.wait { try driver.openChanges() }
    var abandoned: [AbandonedChange] = []
    for change in open {
      var one = AbandonedChange(id: change.id, by: Executor(role: "").name)
      if let environment, Policy.asksWhoAbandons(in: environment) {
        let signoff = try signedAbandoning(of: change, in: environment, configuration, target)
        one = AbandonedChange(id: change.id, by: signoff.principal, signoff: signoff)
      }
      abandoned.append(one)
    }
    let decided = abandoned
    let numbers = try Background.wait { try driver.abandon(decided) }
    for number in numbers { Output.write("Change \(number) is abandoned: what it did not get to will not run.\n") }
    if numbers.isEmpty { Output.write("No change of this schema stopped part-way.\n") }
  }

  private func signedAbandoning(
    of change: RecordedChange, in environment: TargetEnvironment, _ configuration: ConfigurationFile,
    _ target: ConnectionParameters
  ) throws -> RecordedSignoff {
    let signer = try signing.signer(configuration, in: environment)
    let ledger = LedgerStore(place(configuration), target: target)
    let file = try PlanFile(ledger.content(change.beginning.planHash))
    let clock = try CircumstancesReader.clock(lastRecordedAt: nil, over: Connection(target))
    let now = clock.now
    let status = try Background.wait {
      let identity = try await signer.identity()
      var document = ReviewDocument(planHash: file.hash)
      let statement = Statement(
        on: file, in: document, environment: environment.name, verdict: .abandon,
        message: Policy.abandoningMessage(change.id), principal: identity.principal,
        signedAt: now ?? SystemClock.timestamp)
      let signature = try await signer.sign(statement.text, with: identity)
      document.signoffs = [Signoff(statement: statement.text, signature: signature)]
      return await signer.statuses(of: document, planHash: file.hash, now: now).first
    }
    guard let status else { throw CommandFailure(.failed, "nothing was signed") }
    try Policy.requireAbandoning(status, of: change.id, in: environment)
    return RecordedSignoff(status)
  }

  private func place(_ configuration: ConfigurationFile) -> LedgerStore.Place { ledger.place(configuration) }
}
