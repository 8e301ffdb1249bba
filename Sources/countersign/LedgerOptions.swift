import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// Which ledger is meant.
struct LedgerOptions: ParsableArguments {
  @Option(
    help:
      "Where the ledger is: a URI or conninfo string, or a file. (default: what countersign.toml says, else the database)"
  )
  var ledger: String?

  /// Where the ledger is, by the command line or `configuration`.
  func place(_ configuration: ConfigurationFile) -> LedgerStore.Place {
    if ledger == "target" { return .target }
    if let ledger {
      return ledger.contains("=") || ledger.contains("://")
        ? .database(.named(by: ledger)) : .file(ledger)
    }
    return configuration.ledgerPlace
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

extension ConnectionParameters {
  /// The database of a URI or conninfo string.
  static func named(by dsn: String) -> ConnectionParameters {
    ConnectionParameters(dsn: dsn, applicationName: "countersign", connectTimeout: 30)
  }
}
