package import MigrationCore
import TerminalKit

/// A plan as a talk: one step fills the screen, and is run on a scratch copy while everybody looks.
///
/// No clock, no files, no terminal.
package struct Presenter: InteractiveScreen {
  /// What does not change during a talk.
  package struct Configuration: Sendable {
    /// Draw with ASCII characters only.
    package var usesASCII: Bool
    /// How far the clock on the wall is ahead of UTC, in minutes.
    package var minutesAheadOfUTC: Int
    package var preferences: ScreenPreferences
    /// Colours SQL; the scanner's job, which is why it is handed in.
    package var tokens: @Sendable (String) -> [SyntaxToken]

    package init(
      usesASCII: Bool = false, minutesAheadOfUTC: Int = 0, preferences: ScreenPreferences = ScreenPreferences(),
      tokens: @escaping @Sendable (String) -> [SyntaxToken] = { _ in [] }
    ) {
      self.usesASCII = usesASCII
      self.minutesAheadOfUTC = minutesAheadOfUTC
      self.preferences = preferences
      self.tokens = tokens
    }
  }

  /// A page of the talk.
  enum Page: Hashable, Sendable {
    case opening
    /// A step, counted from zero, before it is run and afterwards.
    case step(Int, isRun: Bool)
    case ending
  }

  /// The time that the talk takes.
  enum Timer: Hashable, Sendable {
    case off
    /// Begins with the next tick.
    case starting
    case since(milliseconds: Int)
  }

  /// What lies over a page; it has the keys.
  enum Overlay: Sendable {
    case help(ListState)
    /// The letters that the keys in help have to have are being typed.
    case helpFilter(TextField, ListState)
    case palette(PaletteState)

    /// The list of keys; nil under the palette.
    var help: ListState? {
      switch self {
      case .help(let state), .helpFilter(_, let state): state
      case .palette: nil
      }
    }
  }

  let configuration: Configuration
  let marks: Marks
  var keymap: Keymap { configuration.preferences.keymap }
  var facts: ReviewFacts
  let steps: [StepItem]
  package var now: String
  var milliseconds = 0
  var columns: Int
  var rows: Int

  var page = Page.opening
  /// The copy after so many steps, as far as it got.
  var trees: [Int: ObjectTree] = [:]
  /// What is done before the copy is there.
  var preparing: String? = "connecting"
  /// Why there is no copy.
  package internal(set) var failure: String?
  /// The step that does not work on the copy.
  var stopped: (step: Int, message: String)?

  var tree = AlignedTree(current: nil, desired: nil)
  var treeView = TreeView()
  /// The page whose trees are aligned; nil when they are others now.
  private var aligned: Page?
  /// The row of `tree` that the page is about.
  var subjectRow: Int?
  var sqlOffset = 0
  /// The page's SQL; nil where it has none.
  var laidOutSQL: LaidOutSQL?
  var isBlank = false
  var skipsPauses = false
  var showsNotes = false
  var timer = Timer.off
  var overlay: Overlay?
  var themeName: String
  var pending = PendingKeys()
  var message: Message?
  /// Set when the next `C-c` quits.
  var isInterrupted = false

  /// A talk about the plan of `facts`, whose copy is being made.
  ///
  /// It begins with the step `first`, counted from zero; before the first one comes its title.
  package init(
    _ facts: ReviewFacts, configuration: Configuration, columns: Int = 80, rows: Int = 24, now: String = "",
    from first: Int = 0
  ) {
    self.facts = facts
    self.configuration = configuration
    marks = configuration.usesASCII ? .ascii : .unicode
    steps = StepItem.all(of: facts.plan, tokens: configuration.tokens)
    themeName = configuration.preferences.theme
    self.now = now
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    if first > 0, steps.indices.contains(first) { page = .step(first, isRun: false) }
  }

  /// The step that the page is about, or the nearest one, counted from zero.
  package var shownStep: Int {
    switch page {
    case .opening: 0
    case .step(let index, _): index
    case .ending: max(0, steps.count - 1)
    }
  }

  package var tickInterval: Int? {
    if !isIdle { return 250 }
    // A second for the timer; for the clock on the wall it need not be exact.
    return timer == .off ? 15_000 : 1000
  }

  package var isIdle: Bool { preparing == nil && !isAwaitingCopy }

  /// How many steps have run on the copy that the page shows.
  package var stepsRun: Int {
    switch page {
    case .opening: 0
    case .step(let index, let isRun): isRun ? index + 1 : index
    case .ending: steps.count
    }
  }

  /// Whether what the page shows is still being done.
  var isAwaitingCopy: Bool { preparing == nil && failure == nil && trees[stepsRun] == nil && stopped == nil }

  package mutating func handle(_ event: PresenterEvent) -> [Effect] {
    let effects = take(event)
    settle()
    return effects
  }

  private mutating func take(_ event: PresenterEvent) -> [Effect] {
    switch event {
    case .terminal(.key(let key)): return press(key)
    case .terminal(.paste(let text)): return paste(text)
    case .terminal(.mouse), .terminal(.focus), .terminal(.report), .editorReturned: return []
    case .terminal(.resize(let columns, let rows)):
      self.columns = max(1, columns)
      self.rows = max(1, rows)
    case .tick(let milliseconds):
      self.milliseconds = max(self.milliseconds, milliseconds)
      if timer == .starting { timer = .since(milliseconds: self.milliseconds) }
    case .message(let text): message = Message(text)
    case .preparing(let doing): preparing = doing
    case .impacts(let impacts): facts.impacts = impacts
    case .notes(let notes): facts.notes = notes
    case .reached(let count, let tree):
      // Whoever was told to wait need not any more.
      if preparing != nil { message = nil }
      preparing = nil
      trees[count] = tree
      aligned = nil
    case .stopped(let step, let reason):
      preparing = nil
      stopped = (step, reason)
    case .notReady(let reason):
      preparing = nil
      failure = reason
    }
    return []
  }

  /// Puts the subject of what the page shows into view.
  private mutating func settle() {
    layOutSQL()
    if aligned != page {
      align()
      aligned = page
    }
    let height = layout.trees.height
    treeView.offset = offset(height: height)
    treeView.scroll(height: max(1, height))
    sqlOffset = min(max(0, sqlOffset), max(0, (sqlRows?.count ?? 0) - layout.sql.height))
    settleHelp()
  }

  /// Aligns the trees of the page, which takes long where they are large, and chooses what is unfolded.
  private mutating func align() {
    let (before, after) = sides
    tree = AlignedTree(current: before, desired: after)
    treeView = TreeView()
    subjectRow = nil
    switch page {
    case .opening: treeView.folding = .objects
    case .ending: treeView.folding = .byChange
    case .step(let index, _):
      treeView.folding = .allFolded
      subjectRow = StepRows(tree).row(for: steps[index].step) ?? nearestRow(to: steps[index].step)
      if let subjectRow {
        treeView.reveal(subjectRow, in: tree)
        treeView.folds[tree.rows[subjectRow].key] = false
      }
    }
    treeView.treeChanged()
    treeView.refresh(tree)
  }

  private mutating func settleHelp() {
    guard var list = overlay?.help else { return }
    list.settle(page: ListScreen.page(self), in: helpList(list))
    switch overlay {
    case .help: overlay = .help(list)
    case .helpFilter(let field, _): overlay = .helpFilter(field, list)
    case .palette, nil: break
    }
  }

  /// The copy before and after what the page is about.
  private var sides: (before: ObjectTree?, after: ObjectTree?) {
    switch page {
    case .opening: return (trees[0], trees[0])
    case .ending: return (trees[0], trees[steps.count])
    case .step(let index, let isRun):
      let before = trees[index]
      // A step that did not come about leaves everything as it was.
      return (before, isRun ? trees[index + 1] ?? before : before)
    }
  }

  /// Where an object will be that is not there yet: the heading of its kind, or the relation that it belongs to.
  private func nearestRow(to step: Step) -> Int? {
    let heading = StepSubject(type: step.type).kinds.first?.heading
    return tree.rows.firstIndex { $0.id == nil && $0.title == heading }
      ?? tree.rows.firstIndex { $0.id?.kind == .schema }
  }

  /// The subject in the middle, or its relation at the top where both fit.
  private func offset(height: Int) -> Int {
    guard let subjectRow else { return 0 }
    var top = treeView.position
    if let parent = tree.rows[subjectRow].parent, let place = treeView.visible.firstIndex(of: parent) {
      if treeView.position - place < height - 2 { top = place }
    }
    return max(0, min(top - min(2, height / 4), treeView.position - height / 3))
  }

  var layout: PresentLayout {
    let width = PresentLayout.textWidth(columns: columns)
    return PresentLayout(
      columns: columns, rows: rows, isStep: isStep, sql: sqlRows?.count ?? 0,
      impact: impactLines(width: width).count, notes: noteLines(width: width).count)
  }

  var isStep: Bool {
    if case .step = page { return true }
    return false
  }

  func helpList(_ state: ListState) -> ListItems {
    ListItems(helpItems(.present, filter: state.filter, width: ListScreen.textWidth(self)))
  }
}

extension Presenter: ScreenState {
  var context: KeyContext {
    switch overlay {
    case .help: .help
    case .helpFilter: .entry
    case .palette: .palette
    case nil: .present
    }
  }
  var wrapsLines: Bool { true }
  var typesInFooter: Bool { context == .entry }
  var filterWords: String? { nil }
}
