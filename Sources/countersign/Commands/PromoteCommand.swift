import ArgumentParser
import LiveDatabase
import MigrationCore

/// `countersign promote`: the very plan that ran in one environment into the next.
struct PromoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Run a plan in the next environment, if it was recorded as applied in the one before and the gates hold.")

  @Argument(help: "The plan, the same bytes as before.")
  var plan: String
  @Option(help: "The environment that it goes into.")
  var to: String
  @OptionGroup var file: ConfigurationOptions
  @OptionGroup var signing: SignerOptions
  @OptionGroup var waiving: WaiverOptions
  @Flag(help: "Do not ask; gates stay what they are.")
  var autoApprove = false
  @Flag(help: "Use no colours. (NO_COLOR)")
  var noColor = false

  func run() throws {
    let configuration = try file.read()
    var options = EnvironmentOptions()
    options.name = to
    options.file = file
    guard let environment = try options.environment(in: configuration) else { return }
    guard environment.promoteFrom != nil else {
      throw CommandFailure(
        .usage, "nothing comes before \(to), so nothing is promoted to it",
        hint: "run the plan there: countersign apply --env \(to) --plan \(plan)")
    }
    var apply = try ApplyCommand.parse(["--plan", plan, "--env", to])
    apply.connection.environment.file = file
    apply.signing = signing
    apply.waiving = waiving
    apply.autoApprove = autoApprove
    apply.noColor = noColor
    try apply.run()
  }
}
