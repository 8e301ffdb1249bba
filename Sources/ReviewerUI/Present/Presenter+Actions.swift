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
    switch overlay {
    case .palette, .helpFilter: return type(key)
    case .help, nil: break
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

  /// A key where text is typed: the few keys of the table first, then the field.
  private mutating func type(_ key: Key) -> [Effect] {
    if case .action(let action) = keymap.match([key], in: context) { return perform(action, count: nil) }
    return edit { $0.handle(key) } ? [] : [.bell]
  }

  /// A paste is text for a field, and never keys.
  mutating func paste(_ text: String) -> [Effect] {
    let isTaken = edit { field in
      field.insert(text)
      return true
    }
    if !isTaken { message = Message("pasted text is never run as keys") }
    return isTaken ? [] : [.bell]
  }

  /// Changes the field that is being typed in; false when there is none or it did not take the change.
  private mutating func edit(_ change: (inout TextField) -> Bool) -> Bool {
    switch overlay {
    case .palette(var palette):
      let isTaken = change(&palette.field)
      palette.selected = 0
      overlay = .palette(palette)
      return isTaken
    case .helpFilter(var field, var state):
      let isTaken = change(&field)
      (state.filter, state.selected) = (field.text, 0)
      overlay = .helpFilter(field, state)
      return isTaken
    case .help, nil: return false
    }
  }

  mutating func perform(_ action: Action, count: Int?) -> [Effect] {
    switch action {
    case .nextPage: return advance()
    case .previousPage: return goBack()
    case .first where overlay == nil: return turn(to: .opening)
    case .moveDown, .moveUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollDown, .scrollUp, .first, .last:
      move(action, count: count)
    case .blankScreen: isBlank = true
    case .toggleTimer: timer = timer == .off ? .starting : .off
    case .toggleNotes: showsNotes.toggle()
    case .skipPauses:
      skipsPauses.toggle()
      message = Message(skipsPauses ? "each step is run as soon as it is shown" : "each step is shown before it is run")
    case .help: overlay = .help(ListState())
    case .filter:
      guard case .help(let state)? = overlay else { return [.bell] }
      overlay = .helpFilter(TextField(state.filter), state)
    case .palette: openPalette(typed: "", isOptions: false)
    case .chooseTheme: openPalette(typed: "\(action.rawValue) ", isOptions: false)
    case .complete:
      guard case .palette(let state)? = overlay else { return [.bell] }
      overlay = .palette(moved(state, .complete))
    case .accept: return accept()
    case .open where overlay != nil: return runFromHelp()
    case .back:
      guard overlay != nil else { return [.quit] }
      overlay = nil
    case .quit: return [.quit]
    case .cancel: cancel()
    case .interrupt:
      if overlay != nil {
        cancel()
      } else {
        isInterrupted = true
        message = Message("\(key(.interrupt)) again quits")
      }
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .moveLeft, .moveRight, .cursorToCentre, .cursorToTop, .cursorToBottom, .toggleFold, .openFold, .closeFold,
      .openAllFolds, .closeAllFolds, .foldUnchanged, .nextStep, .previousStep, .nextChange, .previousChange,
      .nextWarning, .previousWarning, .nextUnreviewed, .previousUnreviewed, .nextNews, .previousNews, .showNews, .open,
      .nextTab, .previousTab, .present,
      .showDependencies, .previousObject, .nextObject, .nextName, .previousName, .selectLines, .extendDown, .extendUp,
      .synchronise, .otherSide, .acknowledge, .toggleReviewed, .comment, .editComment, .resolveComment, .undo, .redo,
      .showSteps, .showWarnings, .showComments, .showSignoffs, .showHistory, .sign, .reject, .apply, .search,
      .searchNext,
      .searchPrevious, .searchWord, .setMark, .goToMark, .options, .nextPane, .previousPane, .enlargePane, .shrinkPane,
      .sideBySide, .wrap, .copy, .copyFingerprint, .openInEditor, .writeFile, .reload, .nextField, .stopStatement,
      .stopAfterStatement:
      return [.bell]
    }
    return []
  }

  /// One level back: what is typed, the filter, the list of keys.
  private mutating func cancel() {
    switch overlay {
    case .helpFilter(_, var state):
      (state.filter, state.selected) = ("", 0)
      overlay = .help(state)
    case .help(var state) where !state.filter.isEmpty:
      (state.filter, state.selected) = ("", 0)
      overlay = .help(state)
    case .help, .palette, nil: overlay = nil
    }
  }

  private mutating func accept() -> [Effect] {
    switch overlay {
    case .palette(let palette):
      overlay = nil
      return run(palette)
    case .helpFilter(_, let state): overlay = .help(state)
    case .help, nil: return [.bell]
    }
    return []
  }

  /// Does what is chosen in the list of keys.
  private mutating func runFromHelp() -> [Effect] {
    guard let list = overlay?.help,
      let entry = helpActions(.present, filter: list.filter)[safe: list.selected]
    else { return [.bell] }
    overlay = nil
    return perform(entry.action, count: nil)
  }

  private mutating func move(_ action: Action, count: Int?) {
    if case .palette(let state)? = overlay {
      overlay = .palette(moved(state, action))
    } else if case .help(var list)? = overlay {
      list.move(action, count: count, page: ListScreen.page(self), in: helpList(list))
      overlay = .help(list)
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
      let name =
        stopped.step == stepsRun - 1 ? "this step" : steps[safe: stopped.step].map { "step \($0.id)" } ?? "a step"
      message = Message("the plan stops here: \(name) does not work on the copy", isError: true)
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

extension Presenter: CommandedState {
  var themeNames: [String] { configuration.preferences.themes }

  /// Keys of a talk say themselves why nothing comes of them.
  func refusal(of action: Action) -> String? { nil }

  mutating func openPalette(typed: String, isOptions: Bool) {
    overlay = .palette(PaletteState(field: TextField(typed), context: .present, isOptions: isOptions))
  }

  func setting(of action: Action) -> String? { action == .chooseTheme ? themeName : nil }
}
