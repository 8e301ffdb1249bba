import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// Which ledger is meant, and of which environment it tells.
struct LedgerOptions: ParsableArguments {
  @Option(help: "An environment of countersign.toml: its database, its schemas, and what was recorded of it.")
  var env: String?
  @Option(
    help:
      "Where the ledger is: a URI or conninfo string, or a file. (default: what countersign.toml says, else the database)"
  )
  var ledger: String?
  @Option(name: .customLong("config"), help: "The configuration. (default: countersign.toml in this folder, if any)")
  var configurationPath: String?

  /// - Throws: `CommandFailure` with status 2 when the configuration is wrong, or does not have the environment.
  func configuration() throws(CommandFailure) -> ConfigurationFile {
    let file: ConfigurationFile
    do { file = try ConfigurationFile(path: configurationPath) } catch {
      throw CommandFailure(.usage, error.message, hint: error.hint)
    }
    guard let env, file.environment(env) == nil else { return file }
    let names = file.environments.map(\.name)
    let nearest = NearestName.of(env, among: names).map { "did you mean \($0)?" }
    throw CommandFailure(
      .usage, "there is no environment \(env) in \(configurationPath ?? ConfigurationFile.name)",
      hint: nearest ?? (names.isEmpty ? "write [environments.\(env)]" : "known are \(names.joined(separator: ", "))"))
  }

  /// Where the ledger is, by the command line or `configuration`.
  func place(_ configuration: ConfigurationFile) -> LedgerStore.Place {
    if let ledger {
      return ledger.contains("=") || ledger.contains("://")
        ? .database(.named(by: ledger)) : .file(ledger)
    }
    return switch configuration.ledger {
    case .target: .target
    case .dsn(let dsn): .database(.named(by: dsn))
    case .file(let path): .file(path)
    }
  }

  /// What to connect to: the environment, else what `connection` says; nil when nothing names a database.
  func target(_ connection: ConnectionOptions, _ configuration: ConfigurationFile) -> ConnectionParameters? {
    if let env, let environment = configuration.environment(env) { return .named(by: environment.dsn) }
    return connection.parameters(applicationName: "countersign")
  }

  /// The schemas that are meant: those of the command line, else of the environment, else `public`.
  func schemas(_ connection: ConnectionOptions, _ configuration: ConfigurationFile) -> [Identifier] {
    guard connection.schemas.isEmpty, let named = env.flatMap({ configuration.environment($0)?.schemas }),
      !named.isEmpty
    else { return connection.schemaNames }
    return named.map { Identifier($0) }
  }

  /// The ledger to read.
  ///
  /// - Throws: `CommandFailure` with status 2 when it is in the target and nothing names that.
  func store(_ connection: ConnectionOptions) throws -> LedgerStore {
    let configuration = try configuration()
    let place = place(configuration)
    if let target = target(connection, configuration) { return LedgerStore(place, target: target) }
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
