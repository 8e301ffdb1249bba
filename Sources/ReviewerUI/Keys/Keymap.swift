package import TerminalKit

/// Where a key is pressed: which screen, or which kind of box, is on top.
package enum KeyContext: String, CaseIterable, Hashable, Sendable {
  case review, steps, warnings, comments, signoffs, history, definition, help, palette
  /// One line of text: a comment, a reason, a search.
  case entry
  /// Sign-off, rejection and apply: fields with a typed word.
  case dialog
  case applying, outcome
  case quitQuestion, stopQuestion
  /// Something to read and close.
  case notice
  /// The tree of a live schema, one of its objects on the whole screen, and who needs whom.
  case browse, object, dependencies
  /// A page of a talk.
  case present
}

/// The one table of keys: dispatch, footer, help and palette all read it.
package struct Keymap: Sendable {
  package struct Binding: Sendable {
    package var action: Action
    /// Sequences that ask for it, the one to show first.
    package var sequences: [[Key]]
    package var contexts: Set<KeyContext>
  }

  /// A hint at the bottom of the screen.
  package struct Hint: Sendable {
    /// Whose first keys are shown, joined by a slash.
    package var actions: [Action]
    package var text: String
    /// The first to go when there is no room has the highest.
    package var priority: Int
  }

  package enum Match: Hashable, Sendable {
    case none
    /// The keys so far begin something.
    case prefix
    case action(Action)
  }

  package let bindings: [Binding]

  package static let standard = Keymap(bindings: standardBindings)

  package init(bindings: [Binding]) { self.bindings = bindings }

  /// What `keys` ask for on a screen.
  package func match(_ keys: [Key], in context: KeyContext) -> Match {
    var isPrefix = false
    for binding in bindings where binding.contexts.contains(context) {
      for sequence in binding.sequences where sequence.starts(with: keys) {
        if sequence.count == keys.count { return .action(binding.action) }
        isPrefix = true
      }
    }
    return isPrefix ? .prefix : .none
  }

  /// What may follow `keys` on a screen, in the table's order.
  package func continuations(of keys: [Key], in context: KeyContext) -> [(keys: String, action: Action)] {
    bindings.filter { $0.contexts.contains(context) }.flatMap { binding in
      binding.sequences.filter { $0.count > keys.count && $0.starts(with: keys) }.map { sequence in
        (Self.label(Array(sequence.dropFirst(keys.count))), binding.action)
      }
    }
  }

  /// The key to show for an action; nil when it has none on that screen.
  package func label(of action: Action, in context: KeyContext) -> String? {
    let binding = bindings.first { $0.action == action && $0.contexts.contains(context) }
    return binding?.sequences.first.map(Self.label)
  }

  /// Every action of a screen with all its keys, in the table's order.
  package func actions(in context: KeyContext) -> [(action: Action, keys: [String])] {
    bindings.filter { $0.contexts.contains(context) }.map { ($0.action, $0.sequences.map(Self.label)) }
  }

  /// Keys as one word: `zo`, `gg`, `C-d`.
  package static func label(_ keys: [Key]) -> String { keys.map(\.label).joined() }
}

extension Keymap {
  private static let lists: Set<KeyContext> = [.steps, .warnings, .comments, .signoffs]
  private static let browsing: Set<KeyContext> = [.browse, .object, .dependencies]
  private static let reading = lists.union([.review, .definition, .history, .help, .applying, .outcome]).union(browsing)
  private static let reviewing: Set<KeyContext> = lists.union([.review, .definition])

  private static func bind(_ action: Action, _ sequences: String..., in contexts: Set<KeyContext>) -> Binding {
    Binding(
      action: action, sequences: sequences.map { $0.split(separator: " ").compactMap { Key(label: String($0)) } },
      contexts: contexts)
  }

  private static let standardBindings: [Binding] = [
    bind(.moveDown, "j", "Down", in: reading),
    bind(.moveDown, "j", "Down", in: [.present]),
    bind(.moveDown, "Down", "C-n", in: [.palette]),
    bind(.moveUp, "k", "Up", in: reading),
    bind(.moveUp, "k", "Up", in: [.present]),
    bind(.moveUp, "Up", "C-p", in: [.palette]),
    bind(.moveLeft, "h", "Left", in: [.review, .definition, .browse, .object, .dependencies]),
    bind(.moveRight, "l", "Right", in: [.review, .definition, .browse, .object, .dependencies]),
    bind(.halfPageDown, "C-d", in: reading),
    bind(.halfPageUp, "C-u", in: reading),
    bind(.pageDown, "PgDn", "C-f", "Space", in: reading),
    bind(.pageUp, "PgUp", "C-b", "b", in: reading),
    bind(.scrollDown, "C-e", in: reading),
    bind(.scrollUp, "C-y", in: reading),
    bind(.first, "g g", "Home", in: reading),
    bind(.last, "G", "End", in: reading),
    bind(.cursorToCentre, "z z", in: [.review, .definition, .browse, .object]),
    bind(.cursorToTop, "z t", in: [.review, .definition, .browse, .object]),
    bind(.cursorToBottom, "z b", in: [.review, .definition, .browse, .object]),
    bind(.toggleFold, "z a", in: [.review, .browse, .dependencies]),
    bind(.openFold, "z o", in: [.review, .browse, .dependencies]),
    bind(.closeFold, "z c", in: [.review, .browse, .dependencies]),
    bind(.openAllFolds, "z R", "=", in: [.review, .browse, .dependencies]),
    bind(.closeAllFolds, "z M", "-", in: [.review, .browse, .dependencies]),
    bind(.foldUnchanged, "Z", "z u", in: [.review, .browse]),
    bind(.nextStep, "J", in: [.review, .definition, .browse, .object]),
    bind(.previousStep, "K", in: [.review, .definition, .browse, .object]),
    bind(.nextChange, "] c", "g j", in: [.review, .definition, .browse, .object]),
    bind(.previousChange, "[ c", "g k", in: [.review, .definition, .browse, .object]),
    bind(.nextWarning, "] w", "g w", in: [.review]),
    bind(.previousWarning, "[ w", "g W", in: [.review]),
    bind(.nextUnreviewed, "] u", "g u", in: [.review]),
    bind(.previousUnreviewed, "[ u", "g U", in: [.review]),
    bind(.nextNews, "] n", "g n", in: [.review]),
    bind(.previousNews, "[ n", "g N", in: [.review]),
    bind(.nextTab, "t", in: [.review]),
    bind(.previousTab, "T", in: [.review]),
    bind(.present, "p", in: [.review]),
    bind(.open, "Enter", in: lists.union([.review, .definition, .notice, .browse, .object, .dependencies, .help])),
    bind(.showDependencies, "d", in: [.browse, .object]),
    bind(.previousObject, "C-o", "Backspace", in: [.definition, .object]),
    bind(.previousObject, "C-o", in: [.browse]),
    bind(.nextObject, "g o", "] o", in: [.definition, .object]),
    bind(.nextName, "Tab", in: [.definition, .object]),
    bind(.previousName, "S-Tab", in: [.definition, .object]),
    bind(.selectLines, "v", in: [.definition, .object]),
    bind(.extendDown, "S-Down", in: [.definition, .object]),
    bind(.extendUp, "S-Up", in: [.definition, .object]),
    bind(.synchronise, "=", in: [.definition, .object]),
    bind(.otherSide, "g l", "g h", in: [.definition, .object]),
    bind(.acknowledge, "a", in: [.review, .warnings]),
    bind(.toggleReviewed, "r", in: [.review, .steps]),
    bind(.comment, "c", in: reviewing),
    bind(.editComment, "e", in: [.review, .definition, .comments]),
    bind(.resolveComment, "x", in: [.review, .comments]),
    bind(.undo, "u", in: reviewing),
    bind(.redo, "C-r", in: reviewing),
    bind(.showSteps, "L", in: reviewing),
    bind(.showWarnings, "W", in: reviewing),
    bind(.showComments, "C", in: reviewing),
    bind(.showNews, "D", in: [.review]),
    bind(.showSignoffs, "s", in: reviewing),
    bind(.showHistory, "H", in: reviewing.union([.browse])),
    bind(.sign, "S", in: reviewing),
    bind(.reject, "X", in: reviewing),
    bind(.apply, "A", in: reviewing),
    bind(.search, "/", in: reading),
    bind(.searchNext, "n", in: reading),
    bind(.searchPrevious, "N", in: reading),
    bind(.searchWord, "*", in: [.review, .definition, .browse, .object]),
    bind(.setMark, "m", in: [.review, .definition, .browse, .object]),
    bind(.goToMark, "'", in: [.review, .definition, .browse, .object]),
    bind(.filter, "f", in: [.review, .browse, .help]),
    bind(.nextPane, "Tab", in: lists.union([.review]).union([.browse])),
    bind(.previousPane, "S-Tab", in: lists.union([.review]).union([.browse])),
    bind(.enlargePane, "+", in: [.review, .browse]),
    bind(.shrinkPane, "_", in: [.review, .browse]),
    bind(.sideBySide, "|", in: [.review, .definition, .object]),
    bind(.wrap, "w", in: [.review, .definition, .browse, .object]),
    bind(.options, "o", in: [.review, .definition, .browse, .object]),
    bind(.copy, "y", in: reviewing.union([.browse, .object])),
    bind(.copyFingerprint, "Y", in: reading),
    bind(.writeFile, ">", "g f", in: [.browse, .object]),
    bind(.openInEditor, "E", in: reviewing.union([.browse, .object])),
    bind(.nextPage, "Space", "n", "Right", "PgDn", "Enter", in: [.present]),
    bind(.previousPage, "b", "p", "Left", "PgUp", "Backspace", in: [.present]),
    bind(.first, "g g", "Home", in: [.present]),
    bind(.skipPauses, "s", in: [.present]),
    bind(.blankScreen, ".", in: [.present]),
    bind(.toggleTimer, "t", in: [.present]),
    bind(.toggleNotes, "N", in: [.present]),
    bind(.back, "q", in: [.present]),
    bind(.quit, "Q", in: [.present]),
    bind(.help, "?", "F1", "g ?", in: reading.union([.present])),
    bind(.palette, ":", "C-p", in: reading.union([.present])),
    bind(.chooseTheme, "g t", in: reading.union([.present])),
    bind(.complete, "Tab", in: [.palette]),
    bind(.back, "q", "Backspace", in: reading.subtracting([.definition, .object]).union([.notice])),
    bind(.back, "q", in: [.definition, .object]),
    bind(.quit, "Q", in: reading.union([.notice])),
    bind(.reload, "R", in: reviewing.union(browsing).union([.history])),
    bind(.accept, "Enter", in: [.palette, .entry, .dialog]),
    bind(.nextField, "Tab", "Down", in: [.dialog]),
    bind(.openInEditor, "C-x", in: [.entry]),
    bind(.stopStatement, "c", in: [.stopQuestion]),
    bind(.stopAfterStatement, "s", in: [.stopQuestion]),
    bind(.quit, "Q", in: [.quitQuestion]),
    bind(.cancel, "Esc", in: Set(KeyContext.allCases)),
    bind(.interrupt, "C-c", in: Set(KeyContext.allCases)),
    bind(.redraw, "C-l", in: Set(KeyContext.allCases)),
    bind(.suspend, "C-z", in: Set(KeyContext.allCases)),
  ]

  /// The hints of a screen, in the order in which they are shown.
  package static func hints(in context: KeyContext) -> [Hint] {
    func hint(_ text: String, _ priority: Int, _ actions: Action...) -> Hint {
      Hint(actions: actions, text: text, priority: priority)
    }
    switch context {
    case .review:
      return [
        hint("move", 2, .moveDown, .moveUp), hint("step", 1, .nextStep, .previousStep),
        hint("reviewed", 3, .toggleReviewed), hint("comment", 4, .comment), hint("warnings", 3, .showWarnings),
        hint("sign", 2, .sign), hint("apply", 5, .apply), hint("help", 0, .help), hint("steps", 6, .showSteps),
        hint("definition", 6, .open), hint("targets, history", 7, .nextTab), hint("fold", 7, .toggleFold),
        hint("search", 8, .search),
        hint("sign-offs", 8, .showSignoffs), hint("commands", 9, .palette), hint("quit", 7, .quit),
      ]
    case .steps:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("go there", 1, .open), hint("reviewed", 2, .toggleReviewed),
        hint("comment", 3, .comment), hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .warnings:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("go there", 1, .open), hint("acknowledge", 1, .acknowledge),
        hint("undo", 3, .undo), hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .comments:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("go there", 1, .open), hint("resolve", 1, .resolveComment),
        hint("edit", 2, .editComment), hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .signoffs:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("sign", 1, .sign), hint("reject", 2, .reject),
        hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .history:
      return [
        hint("scroll", 1, .moveDown, .moveUp), hint("read again", 1, .reload), hint("search", 2, .search),
        hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .definition:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("change", 1, .nextStep, .previousStep),
        hint("side by side", 2, .sideBySide), hint("name", 3, .nextName), hint("select", 3, .selectLines),
        hint("comment", 4, .comment), hint("copy", 4, .copy), hint("wrap", 5, .wrap),
        hint("apart", 6, .synchronise), hint("search", 5, .search), hint("back", 1, .back), hint("help", 0, .help),
      ]
    case .help:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("do it", 1, .open), hint("filter", 0, .filter),
        hint("search", 2, .search), hint("back", 0, .back),
      ]
    case .palette:
      return [
        hint("choose", 1, .moveDown, .moveUp), hint("run", 0, .accept), hint("complete", 2, .complete),
        hint("close", 0, .cancel),
      ]
    case .entry:
      return [hint("take", 0, .accept), hint("$EDITOR", 2, .openInEditor), hint("cancel", 0, .cancel)]
    case .dialog:
      return [hint("confirm", 0, .accept), hint("next field", 1, .nextField), hint("cancel", 0, .cancel)]
    case .applying:
      return [hint("stop", 0, .interrupt), hint("scroll", 1, .moveDown, .moveUp), hint("help", 2, .help)]
    case .outcome:
      return [hint("scroll", 1, .moveDown, .moveUp), hint("close", 0, .back), hint("quit", 0, .quit)]
    case .notice:
      return [hint("go there", 0, .open), hint("close", 0, .cancel)]
    case .browse:
      return [
        hint("move", 2, .moveDown, .moveUp), hint("definition", 1, .open), hint("used by", 3, .showDependencies),
        hint("search", 1, .search), hint("refresh", 2, .reload), hint("help", 0, .help), hint("copy", 4, .copy),
        hint("fold", 5, .toggleFold), hint("filter", 6, .filter), hint("pane", 7, .nextPane),
        hint("change", 8, .nextChange), hint("commands", 9, .palette), hint("quit", 3, .quit),
      ]
    case .object:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("copy", 2, .copy), hint("name", 3, .nextName),
        hint("used by", 3, .showDependencies), hint("select", 4, .selectLines), hint("search", 2, .search),
        hint("wrap", 4, .wrap), hint("$EDITOR", 5, .openInEditor), hint("back", 1, .back),
        hint("help", 0, .help),
      ]
    case .dependencies:
      return [
        hint("move", 1, .moveDown, .moveUp), hint("go there", 0, .open), hint("unfold", 1, .moveRight),
        hint("unfold all", 3, .openAllFolds), hint("search", 2, .search), hint("back", 1, .back),
        hint("help", 0, .help),
      ]
    case .present:
      return [
        hint("go on", 0, .nextPage), hint("back", 1, .previousPage), hint("notes", 3, .toggleNotes),
        hint("timer", 4, .toggleTimer), hint("blank", 4, .blankScreen), hint("scroll", 6, .moveDown, .moveUp),
        hint("no pauses", 5, .skipPauses), hint("quit", 2, .back), hint("help", 1, .help),
      ]
    case .quitQuestion:
      return [hint("quit", 0, .quit), hint("stay", 0, .cancel)]
    case .stopQuestion:
      return [
        hint("cancel the statement", 0, .stopStatement), hint("stop after it", 0, .stopAfterStatement),
        hint("go on", 0, .cancel),
      ]
    }
  }
}
