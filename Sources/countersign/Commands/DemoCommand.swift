import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

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
      let sql = String(decoding: try File.read(load), as: UTF8.self)
      Output.writeError("Starting a private PostgreSQL and loading \(load)...\n")
      let server = try Background.wait { try await ScratchServer.start(superuser: "demo") }
      defer { try? Background.wait { await server.stop() } }
      try server.createDatabase("shop")
      var target = server.connectionParameters(database: "shop")
      target.applicationName = "countersign"
      try Connection(target, onNotice: { _ in }).load(sql, from: load)
      let session = ReviewSession(
        plan: document, request: nil, target: target, schemas: ["public"],
        signer: try options.signing.signer(configuration),
        lockTimeout: options.lockTimeout,
        ignored: IgnoreRules(), rehearses: !options.noRehearsal, choice: try options.rules.choice(configuration))
      try options.show(session)
    } catch let ended as EndedWith {
      throw ended
    } catch { throw CommandFailure(explaining: error) }
  }
}

extension Connection {
  /// Runs an SQL file.
  fileprivate func load(_ sql: String, from path: String) throws {
    do { _ = try execute(sql) } catch { throw CommandFailure(.failed, "\(path): \(error)", hint: error.hint ?? "") }
  }
}
