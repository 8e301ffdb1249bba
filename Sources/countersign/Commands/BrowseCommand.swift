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
  @Option(
    help: """
      What to show beside it: "recorded" for what the ledger has of it, a URI or conninfo string for another database, \
      a plan.json for where that plan leads, or SQL files and the plan that leads there, as --file.
      """)
  var against: String?
  @OptionGroup var place: LedgerOptions
  @OptionGroup var planning: PlanningOptions
  @OptionGroup var screen: ScreenOptions

  func validate() throws {
    try connection.validateOneSchema()
    guard let against else { return }
    guard !planning.isGiven else { throw ValidationError("--against and --file mean the same: name only one") }
    guard !against.isEmpty else { throw ValidationError("--against must not be empty") }
  }

  func run() throws {
    let given = connection.given + place.given
    let connection = try connection.resolved()
    let target = try connection.requiredParameters(applicationName: "countersign")
    do {
      let wishes = try connection.environment.file.read().interface
      try screen.check(wishes)
      let schema = Identifier(connection.schema)
      let baseline = try baseline(target, connection)
      if baseline == nil, against != nil || planning.isGiven { return try compare(with: target, connection) }
      if screen.isPlain { return try printPlain(target, schema, baseline) }
      let inbox = try Inbox<BrowserEvent>()
      let options = connection.environment
      let configuration = try options.file.read()
      let recorded = StatusSubject(
        environment: options.name ?? "", target: target, schemas: connection.schemaNames,
        ledger: place.place(configuration), flags: given)
      let browsing = SchemaBrowsing(
        target, schema: schema, against: baseline, recorded: recorded, signer: SSHSigner(checkingBy: configuration)
      ) {
        inbox.post($0)
      }
      let (browser, ending) = try screen.open(
        wishes, inbox, background: { browsing.perform($0) }
      ) { terminal, preferences in
        browsing.start()
        return Browser(
          configuration: Browser.Configuration(
            schema: schema.text, target: target.description, usesASCII: !terminal.isUTF8,
            against: baseline?.name, preferences: preferences, tokens: { Scanner.tokens(of: $0) }),
          columns: terminal.size.columns, rows: terminal.size.rows, now: SystemClock.timestamp)
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

  /// What the live schema is compared with; nil for nothing, for a plan, and for SQL files.
  private func baseline(
    _ target: ConnectionParameters, _ connection: ConnectionOptions
  ) throws -> BrowsedBaseline? {
    guard let against else { return nil }
    let schema = Identifier(connection.schema)
    let ignored = try IgnoreFile.read()
    if against == "recorded" {
      let options = connection.environment
      return try BrowsedBaseline(
        recordedOf: schema, with: connection.schemaNames, environment: options.name ?? "",
        in: place.place(try options.file.read()), target,
        ignoring: ignored)
    }
    guard against.contains("=") || against.contains("://") else { return nil }
    return try BrowsedBaseline(schema, in: .named(by: against), ignoring: ignored)
  }

  /// The review of the plan that was named, or of one that leads to the files; nothing is applied from there.
  private func compare(with target: ConnectionParameters, _ connection: ConnectionOptions) throws {
    do {
      let session: ReviewSession
      if let against, against.hasSuffix(".json") {
        let document = try PlanDocument(path: against)
        session = try self.session(document, nil, target, connection.schemas(of: document.file.plan))
      } else {
        var request = try planning.request(connection)
        if let against { request.goal = .files([against]) }
        session = try self.session(PlanDocument(try request.makeNow().plan), request, target, request.schemas)
      }
      let scripted = screen.script.isPlayed ? "a script decides nothing (review --allow-sign)" : nil
      try ReviewOpening(
        screen: screen, applyRefusal: "browse applies nothing: review --apply does", signRefusal: scripted,
        wishes: try connection.environment.file.read().interface
      ).show(session)
    } catch let ended as EndedWith { throw ended } catch { throw CommandFailure(explaining: error) }
  }

  private func session(
    _ document: PlanDocument, _ request: PlanRequest?, _ target: ConnectionParameters, _ schemas: [Identifier]
  ) throws -> ReviewSession {
    ReviewSession(
      plan: document, request: request, target: target, schemas: schemas, signer: SSHSigner(), lockTimeout: nil,
      ignored: try IgnoreFile.read(), rehearses: true)
  }

  private func printPlain(
    _ target: ConnectionParameters, _ name: Identifier, _ baseline: BrowsedBaseline?
  ) throws {
    if let baseline {
      let found = try TargetState(of: [name], ignoring: try IgnoreFile.read(), over: try Connection(target))
      let drift = Drift(from: baseline.snapshot, to: found.snapshot)
      let title = "Schema \(name.text) of \(target.description) against \(baseline.name)"
      let text = drift.isEmpty ? "  nothing differs\n" : DriftText.text(drift, sides: (baseline.name, "now"))
      return Output.write(Sanitizer.plainText("\(title)\n\(text)"))
    }
    var schema: BrowsedSchema?
    var sizes = Loadable<[ObjectID: RelationSize]>.loading("reading")
    try SchemaBrowsing(target, schema: name) { _ in }.readOrThrow { event in
      switch event {
      case .read(let read, _): schema = read
      case .sizes(let read): sizes = read
      case .notRead, .terminal, .tick, .editorReturned, .message, .reading, .past, .fingerprint: break
      }
    }
    guard let schema else { throw CommandFailure(.failed, "the schema was not read") }
    Output.write(PlainSchema.text(of: schema, named: name.text, on: target.description, sizes))
  }
}
