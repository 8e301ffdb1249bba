import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// Which ledger is meant.
struct LedgerOptions: ParsableArguments {
  @Option(
    help:
      "Where the ledger is: target, a URI or conninfo string, or a file. (default: as countersign.toml says, else target)"
  )
  var ledger: String?

  /// The flag as it was given, for a command line that somebody copies; a password is left out.
  var given: [String] { ledger.map { ["--ledger", ConnectionString.withoutPassword($0)] } ?? [] }

  /// Where the ledger is, by the command line or `configuration`.
  func place(_ configuration: ConfigurationFile) -> LedgerStore.Place {
    if ledger == "target" { return .target }
    if let ledger {
      return ledger.contains("=") || ledger.contains("://")
        ? .database(.named(by: ledger)) : .file(ledger)
    }
    return configuration.ledgerPlace
  }

  /// Where an apply to `target` is recorded; nil where nobody asked for a ledger and there is none.
  ///
  /// - Throws: `LedgerError` when nobody can tell whether there is one.
  func recordingPlace(
    _ configuration: ConfigurationFile, for target: ConnectionParameters
  ) throws(LedgerError) -> LedgerStore.Place? {
    ledger == nil ? try configuration.recordingPlace(for: target) : place(configuration)
  }

  /// The ledger to read.
  ///
  /// - Throws: `CommandFailure` with status 2 when it is in the target and nothing names that, or the configuration is
  ///   wrong.
  func store(_ connection: ConnectionOptions) throws -> LedgerStore {
    let place = place(try connection.environment.file.read())
    let connection = try connection.resolved()
    if let target = connection.parameters(applicationName: "countersign") { return LedgerStore(place, target: target) }
    guard place == .target else { return LedgerStore(place, target: ConnectionParameters()) }
    return LedgerStore(place, target: try connection.requiredParameters(applicationName: "countersign"))
  }
}
