import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// Where `countersign.toml` is.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .customLong("config"), help: "The configuration. (default: countersign.toml in this folder, if any)")
  var configuration: String?

  /// - Throws: `CommandFailure` with status 2 when it cannot be read.
  func read() throws(CommandFailure) -> ConfigurationFile {
    do {
      let file = try ConfigurationFile(path: configuration)
      if !file.groups.isEmpty { Self.noteOnGroups }
      return file
    } catch {
      throw CommandFailure(.usage, error.message, hint: error.hint)
    }
  }

  /// Once, however often the file is read.
  private static let noteOnGroups: Void = Output.writeError(
    "note: [groups] of \(ConfigurationFile.name) is read and not used: rollouts over groups are not built yet\n")
}

/// Which environment of `countersign.toml` a command is about.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    name: .customLong("env"),
    help: "Take connection, schemas, rules and timeouts from this environment of countersign.toml.")
  var name: String?
  @OptionGroup var file: ConfigurationOptions

  /// The environment that was named; nil when none was.
  ///
  /// - Throws: `CommandFailure` with status 2 when there is none of that name.
  func environment(in configuration: ConfigurationFile) throws(CommandFailure) -> TargetEnvironment? {
    guard let name else { return nil }
    if let environment = configuration.environment(name) { return environment }
    let names = configuration.environments.map(\.name)
    let hint: String
    if configuration.groups.contains(where: { Identifier($0) == Identifier(name) }) {
      hint = "\(name) is a group, and rollouts over groups are not built yet; name one environment"
    } else if names.isEmpty {
      hint = "countersign.toml has none: write [environments.\(name)]"
    } else {
      hint =
        NearestName.of(name, among: names).map { "did you mean \($0)?" } ?? "there are \(names.joined(separator: ", "))"
    }
    throw CommandFailure(.usage, "there is no environment \(name)", hint: hint)
  }

  func environment() throws(CommandFailure) -> TargetEnvironment? { try environment(in: file.read()) }
}

extension ConfigurationFile {
  /// Where the ledger is kept, unless the command line says otherwise.
  var ledgerPlace: LedgerStore.Place {
    switch ledger {
    case .target: .target
    case .file(let path): .file(path)
    case .dsn(let dsn): .database(.named(by: dsn))
    }
  }

  /// Where an apply to `target` is recorded; nil where nobody asked for a ledger, by a configuration or by one that is
  /// there already, because a ledger is a schema of that database.
  ///
  /// - Throws: `LedgerError` when nobody can tell whether there is one.
  func recordingPlace(for target: ConnectionParameters) throws(LedgerError) -> LedgerStore.Place? {
    if hash != nil { return ledgerPlace }
    return try LedgerStore(.target, target: target).exists ? .target : nil
  }
}

extension ConnectionParameters {
  /// The database of a URI or conninfo string.
  static func named(by dsn: String) -> ConnectionParameters {
    ConnectionParameters(dsn: dsn, applicationName: "countersign", connectTimeout: 30)
  }
}

extension TargetEnvironment {
  /// The environment's lock timeout, which no flag lengthens; without one what the command line says.
  ///
  /// - Throws: `CommandFailure` with status 2 when both say something.
  static func lockTimeout(_ flag: String?, in environment: TargetEnvironment?) throws(CommandFailure) -> String? {
    guard let environment, let configured = environment.lockTimeout else { return flag }
    guard flag == nil || flag == configured else {
      throw CommandFailure(
        .usage, "the lock timeout of \(environment.name) is \(configured)", hint: "leave --lock-timeout out")
    }
    return configured
  }
}
