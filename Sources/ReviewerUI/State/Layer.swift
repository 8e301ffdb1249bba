import MigrationCore
import TerminalKit

/// What lies over the review screen; the last one has the keys.
enum Layer: Sendable {
  case list(ListKind, ListState)
  case definition(DefinitionState)
  case help(KeyContext, ListState)
  case palette(PaletteState)
  case entry(EntryState)
  case dialog(DialogState)
  /// The running apply, and afterwards how it ended.
  case applying(ListState)
  case notice(Notice)
  case quitQuestion
  case stopQuestion

  /// Whether the layer hides everything below it.
  var fillsScreen: Bool {
    switch self {
    case .list, .definition, .help, .applying: true
    case .palette, .entry, .dialog, .notice, .quitQuestion, .stopQuestion: false
    }
  }
}

/// The lists that fill the screen.
enum ListKind: Hashable, Sendable {
  case steps, warnings, comments, signoffs, history

  var context: KeyContext {
    switch self {
    case .steps: .steps
    case .warnings: .warnings
    case .comments: .comments
    case .signoffs: .signoffs
    case .history: .history
    }
  }
}

/// Where a list stands.
struct ListState: Hashable, Sendable {
  var selected = 0
  /// The first line shown; items may have several lines.
  var offset = 0
  /// Letters that the items shown have in them; help has such a filter.
  var filter = ""

  /// Moves the selection in a list of which `page` lines are shown; `count` is what was typed before the key.
  mutating func move(_ action: Action, count: Int?, page: Int) {
    if let distance = action.distance(max(1, count ?? 1), height: page) {
      selected += distance
    } else if action == .first {
      selected = (count ?? 1) - 1
    } else if action == .last {
      selected = count.map { $0 - 1 } ?? Int.max / 2
    }
    selected = max(0, selected)
  }

  /// Which items are on the screen, and how many lines of the first one are above it.
  struct Shown: Hashable, Sendable {
    var items: Range<Int>
    var skipped: Int
  }

  /// The items of these heights that a page shows.
  func shown(heights: [Int], page: Int) -> Shown {
    var line = 0
    var first = 0
    while first < heights.count, line + heights[first] <= offset {
      line += heights[first]
      first += 1
    }
    let skipped = offset - line
    var end = first
    while end < heights.count, line < offset + page {
      line += heights[end]
      end += 1
    }
    return Shown(items: first..<end, skipped: skipped)
  }

  /// Keeps the selection on an item and the selected item on the screen.
  ///
  /// - Parameters:
  ///   - heights: lines of each item.
  ///   - page: lines that are shown.
  ///   - selects: whether an item is shown as selected; else the selection is only how far the list is scrolled.
  mutating func settle(heights: [Int], page: Int, selects: Bool) {
    selected = min(max(0, selected), max(0, heights.count - 1))
    let start = heights.prefix(selected).reduce(0, +)
    guard selects else {
      offset = start
      let most = max(0, heights.reduce(0, +) - page)
      guard offset > most else { return }
      offset = most
      var line = 0
      selected =
        heights.firstIndex { height in
          defer { line += height }
          return line >= most
        } ?? selected
      return
    }
    let height = heights.indices.contains(selected) ? heights[selected] : 0
    // A title above the first item stays with it.
    if selected == 0 { offset = 0 }
    if start < offset { offset = start }
    if start + height > offset + page { offset = min(start, start + height - page) }
  }
}

/// Something to read, with perhaps a step to go to.
struct Notice: Hashable, Sendable {
  var title: String
  var lines: [String]
  var step: Int?
  var isError = false
}

/// Commands by name.
struct PaletteState: Hashable, Sendable {
  var field = TextField()
  var selected = 0
  /// The screen whose commands are offered.
  var context: KeyContext
  /// Only what can be on or off, with what it is now; it stays open.
  var isOptions = false
}

/// One line of text that is being typed.
struct EntryState: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    case comment(Comment.Place)
    /// Changes the comment of this id.
    case change(String)
    case acknowledgement(RuleID, StepID)
    case search
    case filter
  }
  var purpose: Purpose
  var field = TextField()
}

/// A box that does something irrevocable and therefore asks for a typed word.
struct DialogState: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case verdict(Statement.Verdict)
    case apply
  }
  var kind: Kind
  var message = TextField()
  var word = TextField()
  var isOnWord: Bool
  /// Why the last key did nothing.
  var note: String?
  /// Keys count only once the box has been on the screen for a while in silence: what was typed ahead is not meant for it.
  var quietSince: Int?
  var isArmed = false

  init(_ kind: Kind) {
    self.kind = kind
    isOnWord = kind == .apply
  }
}
