import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI

/// `countersign present`: a plan as a talk, step by step, on a scratch copy of the schema.
struct PresentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "present", abstract: "Show a plan to a room, step by step, on a scratch copy of the schema.")

  @Argument(help: "The plan; or name SQL files with --file, and one is made of them.")
  var plan: String?
  @OptionGroup var connection: ConnectionOptions
  @Option(help: "SQL file that makes the schema the plan is for, in place of a database.")
  var load: String?
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var screen: ScreenOptions

  func validate() throws {
    if plan != nil, planning.isGiven { throw ValidationError("a plan and --file exclude each other") }
    guard plan != nil || planning.isGiven else {
      throw ValidationError("a plan, or --file with the SQL of the desired schema, must be named")
    }
    guard load != nil else { return }
    if planning.isGiven { throw ValidationError("--file is planned against a database: leave --load out") }
    if connection.namesDatabaseByFlag { throw ValidationError("--load stands in place of a database: name only one") }
  }

  func run() throws {
    do {
      guard !screen.isPlain else {
        throw CommandFailure(.usage, "a talk needs a terminal", hint: "countersign review --plain prints the plan")
      }
      let wishes = try connection.environment.file.read().interface
      try screen.check(wishes)
      let connection = try connection.resolved()
      let request = planning.isGiven ? try planning.request(connection) : nil
      let document = try request.map { try PlanDocument(try $0.makeNow().plan) } ?? PlanDocument(path: plan ?? "")
      let loaded = try load.map { try LoadedServer(loading: $0) }
      defer { loaded?.stop() }
      guard let target = loaded?.target ?? connection.parameters(applicationName: "countersign") else {
        throw CommandFailure(
          .usage, "the plan does not say what schema it begins with",
          hint: "name the database (--db), or the SQL that makes the schema (--load)")
      }
      var session = ReviewSession(
        plan: document, request: request, target: target, schemas: try connection.schemas(of: document.file.plan),
        signer: SSHSigner(), lockTimeout: nil, ignored: try IgnoreFile.read(), rehearses: false)
      session.targetName = loaded?.name
      try Self.show(session, target, on: screen, wishes)
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  /// Gives the talk, on a screen as `wishes` have it.
  ///
  /// - Throws: what opening a screen throws; `EndedWith` after a signal.
  static func show(
    _ session: ReviewSession, _ target: ConnectionParameters, on screen: ScreenOptions, _ wishes: InterfaceWishes
  ) throws {
    let talk = try Talk(session, target, try session.openingFacts())
    defer { talk.end() }
    let (presenter, ending) = try screen.open(wishes, talk.inbox, background: talk.perform) { display, preferences in
      talk.begin(on: display, preferences)
    }
    try ending.check()
    if let failure = presenter.failure { throw CommandFailure(.failed, "the steps were not run: \(failure)") }
  }
}
