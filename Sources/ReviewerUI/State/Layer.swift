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

  /// Whether something can be done with one of the items.
  var selects: Bool {
    switch self {
    case .steps, .warnings, .comments: true
    case .signoffs, .history: false
    }
  }

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
