import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import SQLSyntax
import TerminalKit

/// `countersign browse`: a live schema to walk through, on the screen or as text.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse", abstract: "Walk through a live schema: definitions, sizes, who needs whom.")

  @OptionGroup var connection: ConnectionOptions
  @Option(help: "Show beside it what these SQL files describe, and the plan that leads there; as --file.")
  var against: String?
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var screen: ScreenOptions

  func validate() throws {
    try connection.validateOneSchema()
    guard let against else { return }
    guard !planning.isGiven else { throw ValidationError("--against and --file mean the same: name only one") }
    guard !against.isEmpty else { throw ValidationError("--against must not be empty") }
    guard !against.hasSuffix(".json"), !against.contains("="), !against.contains("://") else {
      throw ValidationError(
        "--against takes a SQL file or a folder; another database or a recorded state it cannot read")
    }
  }

  func run() throws {
    let target = try connection.requiredParameters(applicationName: "countersign")
    if against != nil || planning.isGiven { return try compare(with: target) }
    if screen.isPlain {
      try printPlain(target)
      return
    }
    do {
      let inbox = try Inbox<BrowserEvent>()
      let browsing = SchemaBrowsing(target, schema: Identifier(connection.schema)) { inbox.post($0) }
      let (browser, ending) = try screen.open(inbox, background: { browsing.perform($0) }) { terminal in
        browsing.start()
        return Browser(
          configuration: Browser.Configuration(
            schema: connection.schema, target: target.description, usesASCII: !terminal.isUTF8,
            tokens: { Scanner.tokens(of: $0) }),
          columns: terminal.size.columns, rows: terminal.size.rows, now: Clock.timestamp)
      }
      try ending.check()
      // Whoever leaves without having seen anything gets the reason where it can still be read.
      if browser.schema == nil, let failure = browser.failure { throw CommandFailure(.failed, failure) }
    } catch let ended as EndedWith {
      throw ended
    } catch {
      throw CommandFailure(explaining: error)
    }
  }

  /// The review of the plan that leads to the files, from which nothing is applied.
  private func compare(with target: ConnectionParameters) throws {
    do {
      var request = try planning.request(connection)
      if let against { request.files = [against] }
      let session = ReviewSession(
        plan: try PlanDocument(try request.makeNow().plan), request: request, target: target,
        schemas: request.schemas, signer: SSHSigner(), lockTimeout: nil, ignored: try IgnoreFile.read(),
        rehearses: true)
      try ReviewOpening(screen: screen, applyRefusal: "browse applies nothing: review --file --apply does").show(
        session)
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func printPlain(_ target: ConnectionParameters) throws {
    var schema: BrowsedSchema?
    var sizes = Loadable<[ObjectID: RelationSize]>.loading("reading")
    var failure: String?
    SchemaBrowsing(target, schema: Identifier(connection.schema)) { _ in }.read { event in
      switch event {
      case .read(let read, _): schema = read
      case .sizes(let read): sizes = read
      case .notRead(let reason): failure = reason
      case .terminal, .tick, .editorReturned, .message, .reading: break
      }
    }
    guard let schema else { throw CommandFailure(.failed, failure ?? "the schema was not read") }
    Output.write(PlainSchema.text(of: schema, named: connection.schema, on: target.description, sizes))
  }
}
