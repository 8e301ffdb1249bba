package import MigrationCore
import TerminalKit

/// The review screen as a value: events change it and give effects, `draw` shows it.
///
/// No clock, no files, no terminal.
package struct Reviewer: InteractiveScreen {
  /// What does not change while a review is open.
  package struct Configuration: Sendable {
    /// Who comments and acknowledges.
    package var author: String
    /// Why the command line does not allow apply, for whoever presses `A`; nil when it does.
    package var applyRefusal: String?
    /// Why nothing may be signed, for whoever presses `S` or `X`; nil when it may.
    package var signRefusal: String?
    /// Draw with ASCII characters only.
    package var usesASCII: Bool
    package var preferences: ScreenPreferences
    /// Colours SQL; the scanner's job, which is why it is handed in.
    package var tokens: @Sendable (String) -> [SyntaxToken]

    package init(
      author: String, applyRefusal: String? = "the command line did not allow it (start with --apply)",
      signRefusal: String? = nil, usesASCII: Bool = false, preferences: ScreenPreferences = ScreenPreferences(),
      tokens: @escaping @Sendable (String) -> [SyntaxToken] = { _ in [] }
    ) {
      self.author = author
      self.applyRefusal = applyRefusal
      self.signRefusal = signRefusal
      self.usesASCII = usesASCII
      self.preferences = preferences
      self.tokens = tokens
    }
  }

  let configuration: Configuration
  let marks: Marks
  var keymap: Keymap { configuration.preferences.keymap }
  var themeName: String
  package internal(set) var facts: ReviewFacts
  /// The time as RFC 3339 in UTC; whoever owns a clock sets it before handing over an event.
  package var now: String
  /// Milliseconds since the start, as of the last tick.
  var milliseconds = 0
  var columns: Int
  var rows: Int

  var steps: [StepItem] = []
  /// Columns of the longest name of a step.
  var nameWidth = 0
  var tree = AlignedTree(current: nil, desired: nil)
  /// What the steps name; nil before that is known, or wanted.
  var outline: PlanOutline?
  /// How many objects of `tree` became what; counted once, as every frame says it.
  var changeCounts: [AlignedTree.Change: Int] = [:]
  /// By step, its row in `tree`.
  var rowOfStep: [Int?] = []
  /// By row of `tree`, the steps that are about it.
  var stepsOfRow: [Int: [Int]] = [:]

  var treeView = TreeView()
  var subject = ShownSubject.step(0)
  var panelOffset = 0
  /// What the panel shows of a step.
  var tab = StepTab.step
  /// The SQL that the panel shows; nil where there is none, or another than what was laid out.
  var panelSQL: LaidOutSQL?
  /// The step that `J` and `K` go on from.
  var stepIndex = 0
  var seen: Set<StepID>
  var reviewed: Set<StepID>
  /// The steps that were not there, or were others, when the reviewer looked last.
  var novelties: [StepID: Novelty]
  /// Titles of those that were there then and are not any more.
  var gone: [String]
  var focus = Pane.trees
  var dividers = Dividers()
  var enlargement = Enlargement.normal
  /// What `|` chose; nil leaves it to the width.
  var prefersSideBySide: Bool?
  var wrapsLines = true
  var layers: [Layer] = []
  var pending = PendingKeys()
  var message: Message?
  var search = Search()
  /// Where a search that is being typed set out from, and what comes back when it is given up.
  var standpoint: Standpoint?
  var placeMarks: [Unicode.Scalar: AlignedTree.Key] = [:]
  var undoable: [ReviewSnapshot] = []
  var redoable: [ReviewSnapshot] = []
  /// Why the review file does not hold what the screen shows; nil when it does.
  var unsaved: String?
  var isSigning = false
  /// What had been typed into a sign-off message when its dialog was closed.
  var draftMessage = ""
  var applying: ApplyState?
  /// What the text that the editor gives back is for.
  var edited: EntryState.Purpose?
  /// What `|` chose for definitions; nil leaves it to the width.
  var definitionSideBySide: Bool?
  /// The definitions that were come through.
  var trail = DefinitionTrail()
  /// Set when the next `C-c` quits.
  var isInterrupted = false
  /// Set when the next `R` reads again although comments are not saved.
  var isReloadAsked = false

  package init(
    _ facts: ReviewFacts, configuration: Configuration, columns: Int = 80, rows: Int = 24, now: String = "",
    progress: ReviewProgress = ReviewProgress()
  ) {
    self.facts = facts
    self.configuration = configuration
    marks = configuration.usesASCII ? .ascii : .unicode
    themeName = configuration.preferences.theme
    self.now = now
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    seen = progress.seen
    reviewed = progress.reviewed
    novelties = progress.novelties
    gone = progress.gone
    planArrived()
    if !news.isEmpty { showNews() }
    message = keyNotice
  }

  /// How often a `tick` is wanted, in milliseconds; nil while nothing moves, so that an idle screen wakes nobody.
  package var tickInterval: Int? {
    if case .dialog(let dialog)? = layers.last, !dialog.isArmed { return 100 }
    if pending.isPaneNumber { return 200 }
    return isBusy ? 250 : nil
  }

  /// What should be remembered for the next time this plan is opened.
  package var progress: ReviewProgress {
    ReviewProgress(seen: seen, reviewed: reviewed, novelties: novelties, gone: gone)
  }

  /// Takes one event and says what is to be done about it.
  package mutating func handle(_ event: ReviewerEvent) -> [Effect] {
    let effects = take(event)
    settle()
    return effects
  }

  private mutating func take(_ event: ReviewerEvent) -> [Effect] {
    switch event {
    case .terminal(.key(let key)): return press(key)
    case .terminal(.paste(let text)): return paste(text)
    case .terminal(.mouse(let action, let column, let row)): return mouse(action, column: column, row: row)
    case .terminal(.resize(let columns, let rows)):
      self.columns = max(1, columns)
      self.rows = max(1, rows)
      closeDialog("the window changed its size; nothing was signed or applied")
      return []
    case .terminal(.focus), .terminal(.report): return []
    case .tick(let milliseconds):
      self.milliseconds = max(self.milliseconds, milliseconds)
      timePassed()
      return []
    case .fingerprintChecked(let state):
      facts.fingerprint = state
      // Who wants to apply learns whether it is this very plan that has led half of the way.
      if case .differs = state, context == .dialog { return readHistory() }
    case .circumstances(let found): facts.circumstances = found
    case .targets(let targets): facts.targets = targets
    case .outlined(let outline, let planHash): outlined(outline, planHash: planHash)
    case .currentTree(let tree):
      facts.current = tree
      treesArrived()
    case .desiredTree(let tree):
      facts.desired = tree
      treesArrived()
    case .connected(let database): facts.database = database
    case .notes(let notes): facts.notes = notes
    case .impacts(let impacts): facts.impacts = impacts
    case .findings(let findings): facts.findings = findings
    case .assessed(let assessment): facts.assessment = assessment
    case .signoffs(let signoffs): facts.signoffs = signoffs
    case .past(let past): facts.past = past
    case .reviewSaved: unsaved = nil
    case .reviewNotSaved(let reason):
      unsaved = reason
      message = Message("not saved: \(reason)", isError: true)
    case .signed(let review): signed(review)
    case .signingFailed(let reason): signingFailed(reason)
    case .planChanged(let hash): planChanged(hash)
    case .reloaded(let facts): reloaded(facts)
    case .presented(let step): show(step: step)
    case .applyProgress(let progress): applying?.take(progress, at: milliseconds)
    case .applyEnded(let report): applyEnded(report)
    case .editorReturned(let text): return editorReturned(text)
    case .message(let text): message = Message(text)
    }
    return []
  }

  /// Whether something goes on that a spinner should show.
  var isBusy: Bool {
    if applying.map({ $0.report == nil }) == true || isSigning { return true }
    return facts.awaitsOutline || facts.fingerprint == .checking || facts.current.isLoading || facts.desired.isLoading
      || facts.impacts.isLoading || facts.findings.isLoading || facts.past.isLoading
      || facts.targets?.contains { $0.found.isLoading } == true
  }

  /// Which keys count now.
  var context: KeyContext {
    switch layers.last {
    case .list(let kind, _): kind.context
    case .definition: .definition
    case .help: .help
    case .palette: .palette
    case .entry: .entry
    case .dialog: .dialog
    case .applying: applying?.report == nil ? .applying : .outcome
    case .notice: .notice
    case .quitQuestion: .quitQuestion
    case .stopQuestion: .stopQuestion
    case nil: .review
    }
  }

  var typesInFooter: Bool {
    guard case .entry(let entry)? = layers.last else { return false }
    return entry.purpose == .search || entry.purpose == .filter
  }

  var filterWords: String? {
    layers.isEmpty ? treeView.filterWords(tree).map { "\(treeView.filter), \($0)" } : nil
  }

  var layout: ReviewLayout {
    ReviewLayout(
      columns: columns, rows: rows, focus: focus, enlargement: enlargement, sideBySide: prefersSideBySide,
      hasBanner: banner != nil, upper: dividers.upper, left: dividers.left)
  }

  /// The warning that lies over everything; nil when there is none.
  var banner: String? {
    if facts.changedPlanHash != nil {
      return "\(facts.planName) changed on disk after it was opened: sign-offs are void; \(key(.reload)) reads it again"
    }
    return unsaved.map { "comments and marks are not saved: \($0)" }
  }
}

/// A line at the bottom until the next key.
struct Message: Hashable, Sendable {
  var text: String
  var isError: Bool

  init(_ text: String, isError: Bool = false) {
    self.text = text
    self.isError = isError
  }
}

/// What `u` brings back.
struct ReviewSnapshot: Hashable, Sendable {
  var comments: [Comment]
  var acknowledgements: [Acknowledgement]
  var reviewed: Set<StepID>
}

extension Reviewer: ComparingState {
  var sideNames: (current: String, desired: String) { ("CURRENT", "DESIRED") }
  var comparesUnchanged: Bool { true }

  func words(for change: AlignedTree.Change) -> String {
    switch change {
    case .same: "unchanged"
    case .created: "\(marks.created) created"
    case .altered: "\(marks.altered) changed"
    case .dropped: "\(marks.dropped) dropped"
    }
  }
}
