import ArgumentParser
import LiveDatabase
import MigrationCore

/// Which rules are asked, by the command line and `countersign.toml`.
struct RuleOptions: ParsableArguments {
  enum Ruleset: String, ExpressibleByArgument, CaseIterable { case strict, relaxed }

  @Option(help: "strict, or relaxed for development. (default: strict, or what the environment says)")
  var ruleset: Ruleset?
  @Option(name: .customLong("config"), help: "The configuration. (default: countersign.toml in this folder, if any)")
  var configuration: String?

  /// - Throws: `CommandFailure` with status 2 when the configuration is wrong.
  func choice() throws(CommandFailure) -> RuleChoice {
    do {
      var choice = try ConfigurationFile(path: configuration).rules
      switch ruleset {
      case .strict?: choice.ruleset = .strict
      case .relaxed?: choice.ruleset = .relaxed
      case nil: break
      }
      return choice
    } catch { throw CommandFailure(.usage, error.message, hint: error.hint) }
  }
}
