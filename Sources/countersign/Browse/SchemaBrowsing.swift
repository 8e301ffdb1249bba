import LiveDatabase
import MigrationCore
import Postgres
import ReviewerUI
import Synchronization

/// Reads in the background what a browser shows, once at the beginning and again when it asks for it.
final class SchemaBrowsing: Sendable {
  private let target: ConnectionParameters
  private let schema: Identifier
  /// What every reading is compared with; nil for the reading before it.
  private let baseline: BrowsedBaseline?
  /// Whose ledger tells of the schema; nil for nobody's.
  private let recorded: StatusSubject?
  /// Checks the signatures in it.
  private let signer: SSHSigner
  private let tell: @Sendable (BrowserEvent) -> Void
  /// The number of the reading whose answers are wanted.
  private let wanted = Mutex(0)
  /// The tree that was told last.
  private let told = Mutex<ObjectTree?>(nil)

  init(
    _ target: ConnectionParameters, schema: Identifier, against baseline: BrowsedBaseline? = nil,
    recorded: StatusSubject? = nil, signer: SSHSigner = SSHSigner(),
    tell: @escaping @Sendable (BrowserEvent) -> Void
  ) {
    self.target = target
    self.schema = schema
    self.baseline = baseline
    self.recorded = recorded
    self.signer = signer
    self.tell = tell
  }

  /// Starts to do what an effect asks for.
  func perform(_ effect: Effect) {
    switch effect {
    case .reload: start()
    case .checkFingerprint: Background.start { self.tell(self.fingerprint()) }
    case .readHistory: Background.start { self.readHistory() }
    case .writeFile(let path, let text): Background.start { self.tell(.message(Self.write(text, to: path))) }
    case .giveUp: wanted.withLock { $0 += 1 }
    // The owner of the terminal performs some of these; a browser does not ask for the others.
    case .quit, .suspend, .readTargets, .present, .redraw, .bell, .copy, .openEditor, .useTheme, .saveReview, .sign,
      .apply,
      .cancelApply, .showSchema:
      break
    }
  }

  private func readHistory() {
    guard let recorded else { return tell(.past(.unavailable("no ledger was named"))) }
    do {
      tell(.past(recorded.past(ignoring: try IgnoreFile.read(), signer: signer)))
    } catch { tell(.past(.unavailable(Self.line(error)))) }
  }

  /// Starts a reading; answers of one that still goes on are not told any more.
  func start() {
    let number = wanted.withLock { number in
      number += 1
      return number
    }
    Background.start {
      self.read { event in
        guard self.wanted.withLock({ $0 }) == number else { return }
        if case .read(let schema, _) = event { self.told.withLock { $0 = schema.tree } }
        self.tell(event)
      }
    }
  }

  /// Reads the schema, then the sizes, and tells each as soon as it is known; what fails is told, too.
  func read(_ tell: (BrowserEvent) -> Void) {
    do { try readOrThrow(tell) } catch { tell(.notRead(Self.line(error))) }
  }

  /// The same, but for what fails before there is a schema.
  ///
  /// - Throws: what connecting and reading throw.
  func readOrThrow(_ tell: (BrowserEvent) -> Void) throws {
    let connection = try Connection(target)
    tell(.reading("reading the catalogs"))
    // Definitions are spelled out under ACCESS SHARE; whoever gives up is not left waiting for it for ever.
    _ = try connection.execute("SET lock_timeout = '10s'")
    let snapshot = try CatalogReader.read([schema], over: connection)
    let found = try snapshot.schema(schema)
    // A snapshot has each object's own definition only.
    let tree =
      baseline.map { ObjectTree(schema: $0.comparable(found), source: .liveDatabase) }
      ?? ObjectTree(schema: found, source: .liveDatabase).withRights(of: found)
    let read = BrowsedSchema(
      server: snapshot.serverText.split(separator: " ").first.map(String.init) ?? "", tree: tree,
      dependencies: DependencyMap(of: found))
    let previous = baseline?.snapshot.tree ?? told.withLock { $0 }
    tell(.read(read, ComparedTree(tree, since: previous)))
    do {
      // Asking for sizes takes it on every relation, and the tree is of use without them.
      _ = try connection.execute("SET lock_timeout = '2s'")
      let facts = try ImpactReader.relations(of: [schema], on: connection)
      tell(.sizes(.loaded(facts.sizes(in: found))))
    } catch {
      tell(.sizes(.unavailable(Self.line(error))))
    }
  }

  /// What a plan made now would have as its source fingerprint.
  private func fingerprint() -> BrowserEvent {
    do {
      let connection = try Connection(target)
      // What a plan made here would leave out decides over the fingerprint.
      return .fingerprint(
        try CatalogReader.read(schema, ignoring: try IgnoreFile.read(), over: connection).fingerprint.hash)
    } catch { return .message("the fingerprint was not read: \(Self.line(error))") }
  }

  /// Makes a new file; what came of it.
  private static func write(_ text: String, to path: String) -> String {
    do {
      let bytes = Array(text.utf8)
      try File.create(path, bytes)
      return "wrote \(Quantity.counted(bytes.count, "byte")) to \(path)"
    } catch { return "not written: \(line(error))" }
  }

  /// An error as one line.
  private static func line(_ error: any Error) -> String {
    CommandFailure(explaining: error).message.split(separator: "\n").map { $0.trimmed }.joined(separator: "; ")
  }
}

extension Substring {
  /// Without white space at either end.
  fileprivate var trimmed: Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
