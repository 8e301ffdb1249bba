import ArgumentParser
import LiveDatabase
import MigrationCore

/// Which rules are asked, by the command line and `countersign.toml`.
struct RuleOptions: ParsableArguments {
  enum Ruleset: String, ExpressibleByArgument, CaseIterable { case strict, relaxed }

  @Option(help: "strict, or relaxed for development. (default: strict, or what the environment says)")
  var ruleset: Ruleset?

  /// The rules of the environment, else those of the configuration.
  ///
  /// - Throws: `CommandFailure` with status 2 when the configuration is wrong, or the environment is stricter than what
  ///   the command line asks for.
  func choice(_ options: EnvironmentOptions) throws(CommandFailure) -> RuleChoice {
    let configuration = try options.file.read()
    let environment = try options.environment(in: configuration)
    return try choice(configuration, in: environment)
  }

  /// The same of a configuration that was read already.
  ///
  /// - Throws: likewise.
  func choice(
    _ configuration: ConfigurationFile, in environment: TargetEnvironment? = nil
  ) throws(CommandFailure) -> RuleChoice {
    var choice = environment?.rules ?? configuration.rules
    switch ruleset {
    case .strict?: choice.ruleset = .strict
    case .relaxed?:
      if let environment, choice.ruleset == .strict {
        throw CommandFailure(.usage, "the ruleset of \(environment.name) is strict", hint: "leave --ruleset out")
      }
      choice.ruleset = .relaxed
    case nil: break
    }
    return choice
  }
}
