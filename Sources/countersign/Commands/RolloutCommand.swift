import ArgumentParser

/// `countersign rollout`, which is not there yet, and says so whatever it is given.
struct RolloutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollout", abstract: "One plan over a group of databases: not built yet.", shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var words: [String] = []

  func run() throws {
    throw CommandFailure(
      .usage, "rollout is not built yet: no plan runs over a group of databases",
      hint: "apply the plan to each of them: countersign apply --plan plan.json --db NAME")
  }
}
