package import MigrationCore
import TerminalKit

/// The browser as a value: the tree of a live schema, and what there is to know of the object under the cursor.
///
/// No clock, no files, no terminal.
package struct Browser: InteractiveScreen {
  /// What does not change while a browser is open.
  package struct Configuration: Sendable {
    package var schema: String
    /// The database as the command line named it.
    package var target: String
    /// Draw with ASCII characters only.
    package var usesASCII: Bool
    /// What every reading is compared with, `recorded by 7`; nil for the reading before it.
    package var against: String?
    package var preferences: ScreenPreferences
    /// Colours SQL; the scanner's job, which is why it is handed in.
    package var tokens: @Sendable (String) -> [SyntaxToken]

    package init(
      schema: String, target: String, usesASCII: Bool = false, against: String? = nil,
      preferences: ScreenPreferences = ScreenPreferences(),
      tokens: @escaping @Sendable (String) -> [SyntaxToken] = { _ in [] }
    ) {
      self.schema = schema
      self.target = target
      self.usesASCII = usesASCII
      self.against = against
      self.preferences = preferences
      self.tokens = tokens
    }
  }

  /// A reading that goes on.
  struct Reading: Hashable, Sendable {
    var doing: String
    /// Milliseconds since the start.
    var since: Int
  }

  let configuration: Configuration
  let marks: Marks
  var keymap: Keymap { configuration.preferences.keymap }
  var themeName: String
  package var now: String
  var milliseconds = 0
  var columns: Int
  var rows: Int

  /// What was read last; nil before that.
  package internal(set) var schema: BrowsedSchema?
  /// When that was, and when what it is compared with was read; in ``now``'s form.
  var readAt = ""
  var comparedAt: String?
  var sizes = Loadable<[ObjectID: RelationSize]>.loading("reading")
  /// What the ledger has of the schema; read when somebody asks for it.
  var past = Loadable<RecordedPast>.unavailable("nobody asked for it")
  var reading: Reading?
  /// Why the last reading gave nothing.
  package internal(set) var failure: String?

  /// The last reading beside the one before it.
  var tree = AlignedTree(current: nil, desired: nil)
  /// How many objects became what since the reading before.
  private(set) var changes: [AlignedTree.Change: Int] = [:]
  var treeView = TreeView()
  var focus = BrowsePane.tree
  var dividers = Dividers()
  var enlargement = Enlargement.normal
  var wrapsLines = true
  var definitionSideBySide: Bool?
  /// The definition beside the tree, painted, and whose it is.
  var paneSQL: LaidOutSQL?
  var paneKey: AlignedTree.Key?
  var paneOffset = 0
  var paneColumn = 0
  /// The definitions that were come through.
  var trail = DefinitionTrail()
  /// Objects that were left by following a dependency, the last one last.
  var visited: [AlignedTree.Key] = []

  var placeMarks: [Unicode.Scalar: AlignedTree.Key] = [:]

  var layers: [BrowseLayer] = []
  var pending = PendingKeys()
  var message: Message?
  var search = Search()
  /// Where a search that is being typed set out from, and what comes back when it is given up.
  var standpoint: Standpoint?
  /// Set when the next `C-c` quits.
  var isInterrupted = false

  /// A browser whose first reading goes on.
  package init(configuration: Configuration, columns: Int = 80, rows: Int = 24, now: String = "") {
    self.configuration = configuration
    marks = configuration.usesASCII ? .ascii : .unicode
    themeName = configuration.preferences.theme
    self.now = now
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    treeView.folding = .objects
    reading = Reading(doing: "connecting", since: 0)
    message = keyNotice
  }

  package var tickInterval: Int? {
    if pending.isPaneNumber { return 200 }
    return reading != nil || past.isLoading || schema != nil && sizes.isLoading ? 250 : nil
  }

  var hasRead: Bool { schema != nil }

  package mutating func handle(_ event: BrowserEvent) -> [Effect] {
    let effects = take(event)
    settle()
    return effects
  }

  private mutating func take(_ event: BrowserEvent) -> [Effect] {
    switch event {
    case .terminal(.key(let key)): return press(key)
    case .terminal(.paste(let text)): return paste(text)
    case .terminal(.mouse(let action, let column, let row)): mouse(action, column: column, row: row)
    case .terminal(.resize(let columns, let rows)):
      self.columns = max(1, columns)
      self.rows = max(1, rows)
    case .terminal(.focus), .terminal(.report), .editorReturned: break
    case .tick(let milliseconds):
      self.milliseconds = max(self.milliseconds, milliseconds)
      timePassed()
    case .message(let text): message = Message(text)
    case .reading(let doing): reading = Reading(doing: doing, since: reading?.since ?? milliseconds)
    case .read(let schema, let tree): arrived(schema, tree)
    case .notRead(let reason):
      reading = nil
      failure = reason
    case .sizes(let sizes): self.sizes = sizes
    case .fingerprint(let fingerprint):
      message = Message("copied the fingerprint of the schema as it is now")
      return [.copy(fingerprint)]
    case .past(let past): self.past = past
    }
    return []
  }

  /// Shows what was read beside what was read before; cursor and folds stay with their objects.
  private mutating func arrived(_ new: BrowsedSchema, _ compared: ComparedTree) {
    tree = compared.rows
    changes = compared.changes
    if schema != nil {
      if configuration.against == nil { comparedAt = readAt }
      message = Message("read again: \(changeWords)")
    }
    schema = new
    sizes = .loading("reading")
    readAt = now
    reading = nil
    failure = nil
    paneKey = nil
    treeView.treeChanged()
    treeView.refresh(tree)
    for case (let index, .definition(let state)) in layers.enumerated() {
      layers[index] = .definition(refreshed(state))
    }
  }

  private var changeWords: String {
    let words = ([(.created, "new"), (.altered, "changed"), (.dropped, "gone")] as [(AlignedTree.Change, String)])
      .compactMap { change, word in changes[change].map { "\($0) \(word)" } }
    return words.isEmpty ? "nothing changed" : words.joined(separator: ", ")
  }

  private mutating func timePassed() {
    guard pending.isPaneNumber, layers.isEmpty, let count = pending.count else { return }
    guard let since = pending.since else {
      pending.since = milliseconds
      return
    }
    guard milliseconds - since >= 600 else { return }
    pending = PendingKeys()
    goToPane(count)
  }

  /// Keeps cursors on what is there and scrolls them into view.
  private mutating func settle() {
    treeView.refresh(tree)
    if paneKey != treeView.cursor {
      if paneKey != nil { (paneOffset, paneColumn) = (0, 0) }
      paneKey = treeView.cursor
      paneSQL = nil
    }
    let layout = layout
    layOutPaneSQL(width: layout.definition.width)
    treeView.scroll(height: max(1, layout.tree.height))
    let lines = paneText(width: layout.definition.width).count
    paneOffset = min(max(0, paneOffset), max(0, lines - layout.definition.height))
    if wrapsLines { paneColumn = 0 }
    settleLayers()
  }

  private mutating func settleLayers() {
    let page = ListScreen.page(self)
    for index in layers.indices {
      if case .definition(let state) = layers[index] {
        layers[index] = .definition(DefinitionScreen.settled(state, self))
      } else if let items = items(of: layers[index]) {
        layers[index].listState?.settle(page: page, in: items)
      }
    }
  }

  var filterWords: String? {
    layers.isEmpty ? treeView.filterWords(tree).map { "\(treeView.filter), \($0)" } : nil
  }

  var layout: BrowseLayout {
    // Before there is anything to show, there is only what goes on.
    guard hasRead else { return BrowseLayout(columns: columns, rows: rows, focus: .tree, enlargement: .all) }
    return BrowseLayout(
      columns: columns, rows: rows, focus: focus, enlargement: enlargement, hasBanner: failure != nil,
      left: dividers.left)
  }
}

extension Browser: ComparingState {
  var context: KeyContext {
    switch layers.last {
    case .definition: .object
    case .dependencies: .dependencies
    case .history: .history
    case .help: .help
    case .palette: .palette
    case .search, .filter, .fileName: .entry
    case nil: .browse
    }
  }

  var typesInFooter: Bool { context == .entry }
  var comparesUnchanged: Bool { false }
  var sideNames: (current: String, desired: String) {
    (configuration.against?.uppercased() ?? "READ \(Self.time(comparedAt ?? readAt))", "READ \(Self.time(readAt))")
  }

  func words(for change: AlignedTree.Change) -> String {
    if let other = configuration.against {
      return switch change {
      case .same: ""
      case .created: "\(marks.created) not in \(other)"
      case .altered: "\(marks.altered) differs from \(other)"
      case .dropped: "\(marks.dropped) only in \(other)"
      }
    }
    let since = "since \(Self.time(comparedAt ?? readAt))"
    return switch change {
    case .same: ""
    case .created: "\(marks.created) new \(since)"
    case .altered: "\(marks.altered) changed \(since)"
    case .dropped: "\(marks.dropped) gone \(since)"
    }
  }

  /// The time of day of an RFC 3339 time in UTC: `09:00:00Z`.
  static func time(_ moment: String) -> String {
    guard let start = moment.firstIndex(of: "T") else { return moment }
    return String(moment[moment.index(after: start)...])
  }
}
