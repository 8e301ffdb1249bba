import ArgumentParser
import LiveDatabase
import MigrationCore

/// `countersign demo`: the review of a plan against a private PostgreSQL that exists for the occasion.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Review a plan on a private PostgreSQL made for the occasion.")

  @Argument(help: "The plan.")
  var plan: String
  @Option(help: "SQL file that makes the database the plan is for.")
  var load: String
  @OptionGroup var file: ConfigurationOptions
  @OptionGroup var options: ReviewOptions

  func run() throws {
    let document = try PlanDocument(path: plan)
    do {
      let configuration = try file.read()
      try options.screen.check(configuration.interface)
      let server = try LoadedServer(loading: load)
      defer { server.stop() }
      var session = ReviewSession(
        plan: document, request: nil, target: server.target, schemas: ["public"],
        signer: try options.signing.signer(configuration),
        lockTimeout: options.lockTimeout,
        ignored: IgnoreRules(), rehearses: !options.noRehearsal, choice: try options.rules.choice(configuration))
      session.targetName = server.name
      try options.show(session, configuration.interface)
    } catch let ended as EndedWith {
      throw ended
    } catch { throw CommandFailure(explaining: error) }
  }
}
