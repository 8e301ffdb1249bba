import LiveDatabase
import MigrationCore
import Postgres

extension TargetFacts {
  /// Adds what the ledger tells of a plan and the target; nothing where there is none, or it cannot be read.
  ///
  /// - Parameters:
  ///   - configuration: says where the ledger is.
  ///   - target: what the plan is for.
  ///   - file: the plan; nil for SQL files.
  ///   - environment: what the target is to the configuration.
  ///   - ignored: what is in no recorded state.
  ///   - connection: a session with the target.
  mutating func readLedger(
    _ configuration: ConfigurationFile, of target: ConnectionParameters, for file: PlanFile?,
    in environment: TargetEnvironment?, ignoring ignored: IgnoreRules, over connection: borrowing Connection
  ) {
    let ledger = LedgerStore(configuration.ledgerPlace, target: target)
    guard (try? ledger.exists) == true,
      let place = try? LedgerTarget(
        environment: environment?.name ?? "", schemas: snapshots.map(\.schema.name), over: connection)
    else { return }
    recorded = try? RecordedFacts(of: file, for: place, TargetState(snapshots, ignoring: ignored), in: ledger)
    guard let file, let environment, environment.promoteFrom != nil else { return }
    var facts = PolicyFacts(planHash: file.hash, in: environment)
    facts.circumstances.standing = environment.promoteFrom.map { configuration.standing(of: file, in: $0) }
    if let clock = try? CircumstancesReader.clock(lastRecordedAt: nil, over: connection) {
      facts.circumstances.clock = clock
    }
    recorded?.orderViolation = Policy.orderViolation(facts)
  }
}

extension ConfigurationFile {
  /// What the ledger of an environment says of a plan.
  func standing(of file: PlanFile, in name: String) -> PromotionStanding {
    guard let environment = environment(name) else { return .notKnown("it is not configured") }
    do {
      let entries = try LedgerStore(ledgerPlace, target: .named(by: environment.dsn)).entries()
      return PromotionStanding(of: file, in: name, entries)
    } catch { return .notKnown(CommandFailure(explaining: error).message) }
  }
}
