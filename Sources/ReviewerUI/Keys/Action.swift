/// Everything that a key can ask for.
///
/// What it does depends on the screen; which keys ask for it is ``Keymap``'s business.
package enum Action: String, CaseIterable, Hashable, Sendable {
  case moveDown = "move-down"
  case moveUp = "move-up"
  case moveLeft = "move-left"
  case moveRight = "move-right"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case scrollDown = "scroll-down"
  case scrollUp = "scroll-up"
  case first
  case last
  case cursorToCentre = "cursor-to-centre"
  case cursorToTop = "cursor-to-top"
  case cursorToBottom = "cursor-to-bottom"

  case toggleFold = "toggle-fold"
  case openFold = "open-fold"
  case closeFold = "close-fold"
  case openAllFolds = "open-all-folds"
  case closeAllFolds = "close-all-folds"
  case foldUnchanged = "fold-unchanged"

  case nextStep = "next-step"
  case previousStep = "previous-step"
  case nextChange = "next-change"
  case previousChange = "previous-change"
  case nextWarning = "next-warning"
  case previousWarning = "previous-warning"
  case nextUnreviewed = "next-unreviewed"
  case previousUnreviewed = "previous-unreviewed"
  case nextNews = "next-news"
  case previousNews = "previous-news"

  case nextTab = "next-tab"
  case previousTab = "previous-tab"
  case present

  case open
  case showDependencies = "show-dependencies"
  case previousObject = "previous-object"
  case nextObject = "next-object"
  case nextName = "next-name"
  case previousName = "previous-name"
  case selectLines = "select-lines"
  case extendDown = "extend-down"
  case extendUp = "extend-up"
  case acknowledge
  case toggleReviewed = "toggle-reviewed"
  case comment
  case editComment = "edit-comment"
  case resolveComment = "resolve-comment"
  case undo
  case redo

  case showSteps = "show-steps"
  case showWarnings = "show-warnings"
  case showComments = "show-comments"
  case showNews = "show-news"
  case showSignoffs = "show-sign-offs"
  case showHistory = "show-history"
  case sign
  case reject
  case apply

  case search
  case searchNext = "search-next"
  case searchPrevious = "search-previous"
  case searchWord = "search-word"
  case filter

  case setMark = "set-mark"
  case goToMark = "go-to-mark"

  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case enlargePane = "enlarge-pane"
  case shrinkPane = "shrink-pane"
  case sideBySide = "side-by-side"
  case wrap
  case synchronise
  case otherSide = "other-side"
  case options

  case copy
  case copyFingerprint = "copy-fingerprint"
  case writeFile = "write-file"
  case openInEditor = "open-in-editor"

  case help
  case palette
  case chooseTheme = "theme"
  case back
  case quit
  case cancel
  case interrupt
  case reload
  case redraw
  case suspend

  case nextPage = "next-page"
  case previousPage = "previous-page"
  case blankScreen = "blank-screen"
  case toggleTimer = "toggle-timer"
  case toggleNotes = "toggle-notes"
  case skipPauses = "skip-pauses"

  case accept
  case complete
  case nextField = "next-field"
  case stopStatement = "stop-statement"
  case stopAfterStatement = "stop-after-statement"

  /// Whether the key after it is the name of a mark.
  var takesLetter: Bool { self == .setMark || self == .goToMark }

  /// What it does, for the help screen and the palette.
  package var summary: String {
    switch self {
    case .moveDown: "down"
    case .moveUp: "up"
    case .moveLeft: "fold, or to the object above; in text: scroll left"
    case .moveRight: "unfold, or into the object; in text: scroll right"
    case .halfPageDown: "half a page down"
    case .halfPageUp: "half a page up"
    case .pageDown: "a page down"
    case .pageUp: "a page up"
    case .scrollDown: "scroll the text down"
    case .scrollUp: "scroll the text up"
    case .first: "to the first row; with a count, to that row"
    case .last: "to the last row"
    case .cursorToCentre: "put the row into the middle"
    case .cursorToTop: "put the row to the top"
    case .cursorToBottom: "put the row to the bottom"
    case .toggleFold: "fold or unfold"
    case .openFold: "unfold"
    case .closeFold: "fold"
    case .openAllFolds: "unfold everything"
    case .closeAllFolds: "fold everything"
    case .foldUnchanged: "fold what is unchanged, unfold the rest"
    case .nextStep: "next step; in a definition and in browse: next change"
    case .previousStep: "previous step; in a definition and in browse: previous change"
    case .nextChange: "next changed object or line"
    case .previousChange: "previous changed object or line"
    case .nextWarning: "next step with a warning"
    case .previousWarning: "previous step with a warning"
    case .nextUnreviewed: "next step that is not marked reviewed"
    case .previousUnreviewed: "previous step that is not marked reviewed"
    case .nextNews: "next step that is new or changed since you looked last"
    case .previousNews: "previous step that is new or changed since you looked last"
    case .nextTab: "next tab of the step: its SQL and impact, the targets, the history"
    case .previousTab: "previous tab of the step"
    case .present: "show the plan to a room, step by step, on a scratch copy"
    case .open: "open: the definition of an object, the step of a row; unfold a heading; in help: do it"
    case .showDependencies: "what uses the object, and what it needs"
    case .previousObject: "back to the object before the last jump"
    case .nextObject: "forward again after going back"
    case .nextName: "next name of another object; Enter goes to its definition"
    case .previousName: "previous name of another object"
    case .selectLines: "begin or end selecting lines"
    case .extendDown: "select one line more downwards"
    case .extendUp: "select one line more upwards"
    case .acknowledge: "acknowledge the warning, giving a reason"
    case .toggleReviewed: "mark the step reviewed, or not"
    case .comment: "comment on the step or object"
    case .editComment: "write or change a comment in $EDITOR"
    case .resolveComment: "resolve the comment, or reopen it"
    case .undo: "undo the last mark, comment or acknowledgement"
    case .redo: "redo what was undone"
    case .showSteps: "list of steps"
    case .showWarnings: "list of warnings"
    case .showComments: "list of comments"
    case .showNews: "what changed in the plan since you looked last"
    case .showSignoffs: "sign-offs: who signed, what is still wanted"
    case .showHistory: "history: what the ledger has of the schema, and whether it is still so"
    case .sign: "sign off: approve the plan (asks for a typed word)"
    case .reject: "reject the plan (asks for a reason and a typed word)"
    case .apply: "apply the plan (asks for the database's name)"
    case .search: "search"
    case .searchNext: "next match"
    case .searchPrevious: "previous match"
    case .searchWord: "search for the name of the object"
    case .setMark: "remember this place under a letter"
    case .goToMark: "to the place of a letter; twice the key: to where the last such jump began"
    case .filter: "show only what has these letters in its name"
    case .nextPane: "next pane; after a number: that pane"
    case .previousPane: "previous pane"
    case .enlargePane: "enlarge the pane: normal, most, all of the screen"
    case .shrinkPane: "make the pane smaller again"
    case .sideBySide: "side by side, or one column"
    case .wrap: "wrap long lines, or scroll them sideways"
    case .synchronise: "scroll both sides together, or each by itself"
    case .otherSide: "give the keys to the other side"
    case .options: "what is shown how: wrapping, sides, scrolling, pane, theme"
    case .copy: "copy the SQL, exactly its bytes (OSC 52)"
    case .copyFingerprint: "copy the fingerprint: of the plan, or of the schema that is browsed"
    case .writeFile: "write the SQL to a new file"
    case .openInEditor: "look at the SQL in $EDITOR"
    case .help: "keys of this screen"
    case .palette: "all commands by name"
    case .chooseTheme: "another theme: theme NAME"
    case .back: "close this screen; on the first one: quit"
    case .quit: "quit"
    case .cancel: "close, clear the filter, forget the keys pressed so far"
    case .interrupt: "stop an apply (asks how); twice: quit"
    case .reload: "read the database again, and the plan"
    case .redraw: "paint the screen anew"
    case .suspend: "suspend; fg comes back"
    case .nextPage: "run the step; then on to the next one"
    case .previousPage: "back: the step is not run yet; then to the one before"
    case .blankScreen: "blank screen, until any key"
    case .toggleTimer: "start the timer, or take it away"
    case .toggleNotes: "speaker's notes: the comments on the step"
    case .skipPauses: "run each step as soon as it is shown, or not"
    case .accept: "take what was typed"
    case .complete: "complete the command's name"
    case .nextField: "next field"
    case .stopStatement: "cancel the statement that runs now"
    case .stopAfterStatement: "stop after the statement that runs now"
    }
  }
}
