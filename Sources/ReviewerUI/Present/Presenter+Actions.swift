import MigrationCore
import TerminalKit

/// From keys to actions, and what each does.
extension Presenter {
  mutating func press(_ key: Key) -> [Effect] {
    let wasInterrupted = isInterrupted
    isInterrupted = false
    message = nil
    if isBlank {
      isBlank = false
      return []
    }
    switch pending.take(key, keymap, in: context) {
    case .nothing: return []
    case .action(let action, let count):
      if action == .interrupt, wasInterrupted { return [.quit] }
      return perform(action, count: count)
    case .letter: return [.bell]
    case .unknown(let words):
      message = Message(words)
      return [.bell]
    }
  }

  private mutating func perform(_ action: Action, count: Int?) -> [Effect] {
    switch action {
    case .nextPage: return advance()
    case .previousPage: return goBack()
    case .first where help == nil: return turn(to: .opening)
    case .moveDown, .moveUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollDown, .scrollUp, .first, .last:
      move(action, count: count)
    case .blankScreen: isBlank = true
    case .toggleTimer: timer = timer == .off ? .starting : .off
    case .toggleNotes: showsNotes.toggle()
    case .skipPauses:
      skipsPauses.toggle()
      message = Message(skipsPauses ? "each step is run as soon as it is shown" : "each step is shown before it is run")
    case .help: help = ListState()
    case .open where help != nil: return runFromHelp()
    case .back:
      guard help != nil else { return [.quit] }
      help = nil
    case .quit: return [.quit]
    case .cancel: help = nil
    case .interrupt:
      if help != nil {
        help = nil
      } else {
        isInterrupted = true
        message = Message("C-c again quits")
      }
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .moveLeft, .moveRight, .cursorToCentre, .cursorToTop, .cursorToBottom, .toggleFold, .openFold, .closeFold,
      .openAllFolds, .closeAllFolds, .foldUnchanged, .nextStep, .previousStep, .nextChange, .previousChange,
      .nextWarning, .previousWarning, .nextUnreviewed, .previousUnreviewed, .nextNews, .previousNews, .showNews, .open,
      .showDependencies, .previousObject, .nextObject, .nextName, .previousName, .selectLines, .extendDown, .extendUp,
      .synchronise, .otherSide,
      .acknowledge, .toggleReviewed, .comment, .editComment, .resolveComment, .undo, .redo, .showSteps, .showWarnings,
      .showComments, .showSignoffs, .sign, .reject, .apply, .search, .searchNext, .searchPrevious, .searchWord,
      .setMark, .goToMark,
      .options, .filter, .nextPane,
      .previousPane, .enlargePane, .shrinkPane, .sideBySide, .wrap, .copy, .copyFingerprint, .openInEditor, .palette,
      .chooseTheme, .complete,
      .reload, .accept, .nextField, .stopStatement, .stopAfterStatement:
      return [.bell]
    }
    return []
  }

  /// Does what is chosen in the list of keys.
  private mutating func runFromHelp() -> [Effect] {
    guard let list = help, let entry = helpActions(.present, filter: "")[safe: list.selected] else { return [.bell] }
    help = nil
    return perform(entry.action, count: nil)
  }

  private mutating func move(_ action: Action, count: Int?) {
    if var list = help {
      list.move(action, count: count, page: max(2, ListScreen.body(self).height))
      help = list
    } else if let distance = action.distance(max(1, count ?? 1), height: layout.sql.height) {
      sqlOffset += distance
    }
  }

  private mutating func advance() -> [Effect] {
    if let preparing {
      message = Message("the copy is not ready yet: \(preparing)")
      return []
    }
    guard !isAwaitingCopy else {
      message = Message("the step is still running")
      return []
    }
    if let stopped, stepsRun > stopped.step {
      message = Message("the plan stops here: this step does not work on the copy", isError: true)
      return []
    }
    switch page {
    case .opening: return turn(to: steps.isEmpty ? .ending : .step(0, isRun: skipsPauses))
    case .step(let index, isRun: false): return turn(to: .step(index, isRun: true))
    case .step(let index, isRun: true):
      return turn(to: index + 1 < steps.count ? .step(index + 1, isRun: skipsPauses) : .ending)
    case .ending:
      message = Message("that was the last step; q ends the talk")
      return []
    }
  }

  private mutating func goBack() -> [Effect] {
    switch page {
    case .opening:
      message = Message("this is the beginning")
      return []
    case .step(let index, isRun: true) where !skipsPauses: return turn(to: .step(index, isRun: false))
    case .step(let index, _): return turn(to: index > 0 ? .step(index - 1, isRun: true) : .opening)
    case .ending: return turn(to: steps.isEmpty ? .opening : .step(steps.count - 1, isRun: true))
    }
  }

  /// Shows a page and brings the copy to where it belongs.
  private mutating func turn(to page: Page) -> [Effect] {
    let before = stepsRun
    self.page = page
    sqlOffset = 0
    // Whoever goes back before a step that failed may want to show it again.
    if let stopped, stepsRun <= stopped.step { self.stopped = nil }
    return stepsRun == before || failure != nil ? [] : [.showSchema(afterSteps: stepsRun)]
  }
}
