import ArgumentParser
import MigrationCore
import Postgres

/// What a plan is to be made of, and how; for every command that makes one.
struct PlanningOptions: ParsableArguments {
  @Option(help: "The desired schema: a file, which may include others, or a folder; more than once for several.")
  var file: [String] = []
  @OptionGroup var planServer: PlanServerOptions
  @Option(help: "online: steps beside which others read and write. atomic: as few transactions as PostgreSQL allows.")
  var strategy = PlanOptions.Strategy.online

  /// Whether SQL files are named.
  var isGiven: Bool { !file.isEmpty }

  func validate() throws {
    for path in file {
      if path.isEmpty { throw ValidationError("--file must not be empty") }
      if path.hasSuffix(".json") {
        throw ValidationError(
          "--file expects a SQL schema file, but got a JSON file (\(path)). Did you mean to use --plan instead?")
      }
    }
  }

  /// What is asked for.
  ///
  /// - Throws: `CommandFailure` with status 2.
  func request(_ connection: ConnectionOptions, applicationName: String = "countersign") throws -> PlanRequest {
    var request = PlanRequest(
      files: file, schema: Identifier(connection.schema),
      target: try connection.requiredParameters(applicationName: applicationName), place: try planServer.place())
    request.strategy = strategy
    return request
  }
}

extension PlanOptions.Strategy: ExpressibleByArgument {}
