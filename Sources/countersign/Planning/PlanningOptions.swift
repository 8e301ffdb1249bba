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
  @Option(
    help: """
      Plan only for objects called so, name or kind:name with * and ?, a schema before the name or not, and for what \
      they need; repeatable.
      """)
  var include: [String] = []
  @Option(help: "Plan nothing for objects called so, unless others need it; repeatable.")
  var exclude: [String] = []
  @Flag(help: "Plan no drops, unless other changes need them; what is not dropped is listed.")
  var noDrop = false
  @Flag(help: "Do not run the plan on an empty copy of the target first.")
  var noTrial = false

  /// Whether some changes may be left out.
  var isSelective: Bool { noDrop || !include.isEmpty || !exclude.isEmpty }

  /// Whether SQL files are named.
  var isGiven: Bool { !file.isEmpty }

  func validate() throws {
    for pattern in include + exclude { _ = try Self.pattern(pattern) }
    for path in file {
      if path.isEmpty { throw ValidationError("--file must not be empty") }
      if path.hasSuffix(".json") {
        throw ValidationError(
          "--file expects a SQL schema file, but got a JSON file (\(path)). Did you mean to use --plan instead?")
      }
    }
  }

  private static func pattern(_ text: String) throws -> ObjectPattern {
    guard !text.isEmpty, let pattern = ObjectPattern(text) else {
      throw ValidationError(
        "\(text) is no object pattern: write name or kind:name, such as users, order_* or table:users")
    }
    return pattern
  }

  /// What is asked for.
  ///
  /// - Throws: `CommandFailure` with status 2.
  func request(_ connection: ConnectionOptions, applicationName: String = "countersign") throws -> PlanRequest {
    var request = PlanRequest(
      goal: .files(file), schemas: connection.schemaNames,
      target: try connection.requiredParameters(applicationName: applicationName), place: try planServer.place())
    request.strategy = strategy
    request.keepsWhatIsNotDesired = noDrop
    request.isTried = !noTrial
    request.included = try include.map(Self.pattern)
    request.excluded = try exclude.map(Self.pattern)
    return request
  }
}

extension PlanOptions.Strategy: ExpressibleByArgument {}
