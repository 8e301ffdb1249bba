import MigrationCore
import TerminalKit

/// What each action does, whichever screen is on top.
extension Reviewer {
  mutating func perform(_ action: Action, count: Int?) -> [Effect] {
    // The boxes of what decides say more than one line could.
    if let refusal = refusal(of: action), ![.sign, .reject, .apply].contains(action), context != .entry {
      message = Message(refusal)
      return [.bell]
    }
    switch action {
    case .moveDown, .moveUp, .moveLeft, .moveRight, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollDown,
      .scrollUp, .first, .last, .cursorToCentre, .cursorToTop, .cursorToBottom:
      move(action, count: count)
      return []
    case .toggleFold, .openFold, .closeFold, .openAllFolds, .closeAllFolds, .foldUnchanged:
      fold(action)
      return []
    case .nextStep, .previousStep, .nextChange, .previousChange, .nextWarning, .previousWarning, .nextUnreviewed,
      .previousUnreviewed, .nextNews, .previousNews:
      return walk(action, count: max(1, count ?? 1))
    case .nextTab, .previousTab: return changeTab(forward: action == .nextTab)
    case .present: return [.present]
    case .open: return open()
    // Keys of the browser and of a talk.
    case .showDependencies, .writeFile, .nextPage, .previousPage, .blankScreen, .toggleTimer, .toggleNotes, .skipPauses:
      return [.bell]
    case .previousObject, .nextObject, .nextName, .previousName, .selectLines, .extendDown, .extendUp, .synchronise,
      .otherSide:
      return performInDefinition(action, count: count)
    case .acknowledge: return acknowledge()
    case .toggleReviewed: return toggleReviewed()
    case .comment: return beginComment()
    case .editComment: return editComment()
    case .resolveComment: return resolveComment()
    case .undo: return undo()
    case .redo: return redo()
    case .showSteps: show(.steps)
    case .showWarnings: show(.warnings)
    case .showComments: show(.comments)
    case .showNews: showNews()
    case .showSignoffs: show(.signoffs)
    case .showHistory:
      show(.history)
      return readHistory()
    case .sign: beginVerdict(.approve)
    case .reject: beginVerdict(.reject)
    case .apply: return beginApply()
    case .search:
      setOutToSearch()
      layers.append(.entry(EntryState(purpose: .search, field: TextField())))
    case .searchNext, .searchPrevious: searchAgain(forward: action == .searchNext, count: count)
    case .filter:
      setOutToSearch()
      let filter = if case .help(_, let state)? = layers.last { state.filter } else { treeView.filter }
      layers.append(.entry(EntryState(purpose: .filter, field: TextField(filter))))
    case .nextPane, .previousPane: changePane(action, count: count)
    case .enlargePane: enlargement = Enlargement(rawValue: enlargement.rawValue + 1) ?? .all
    case .shrinkPane: enlargement = Enlargement(rawValue: enlargement.rawValue - 1) ?? .normal
    case .sideBySide: toggleSideBySide()
    case .wrap: wrapsLines.toggle()
    case .copy: return copySQL()
    case .copyFingerprint: return copyFingerprint()
    case .openInEditor: return openInEditor()
    case .help: layers.append(.help(context, ListState()))
    case .palette: openPalette(typed: "", isOptions: false)
    case .options: openPalette(typed: "", isOptions: true)
    case .searchWord: return searchWord(count: count)
    // The letter that they wait for comes first; from the palette there is none.
    case .setMark, .goToMark: message = Message("press \(key(action)) and a letter")
    case .chooseTheme: openPalette(typed: "\(action.rawValue) ", isOptions: false)
    case .complete:
      guard case .palette(let state)? = layers.last else { return [.bell] }
      layers[layers.count - 1] = .palette(moved(state, .complete))
    case .back: return back()
    case .quit: return quit()
    case .cancel: cancel()
    case .interrupt: return interrupt()
    case .reload where context == .history:
      facts.past = .unavailable("it is read again")
      return readHistory()
    case .reload:
      // Comments that the file does not hold would be gone.
      if let unsaved, !isReloadAsked {
        isReloadAsked = true
        message = Message("\(key(.reload)) again does without comments and marks that are not saved: \(unsaved)")
        return []
      }
      isReloadAsked = false
      message = Message("reading again")
      return [.reload]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .accept: return accept()
    case .nextField: nextField()
    case .stopStatement: return stop(.currentStatement)
    case .stopAfterStatement: return stop(.afterStatement)
    }
    return []
  }

  private mutating func show(_ kind: ListKind) {
    // One list replaces another, so that `q` always leads back to where the lists were opened.
    if case .list? = layers.last { layers.removeLast() }
    let selected =
      switch kind {
      case .steps: stepIndex
      case .warnings: Self.itemsAboveFindings
      case .comments, .signoffs, .history: 0
      }
    layers.append(.list(kind, ListState(selected: selected, selects: kind.selects)))
  }

  /// Asks for the history unless it is there or on its way.
  mutating func readHistory() -> [Effect] {
    guard facts.target != nil, facts.past.value == nil, !facts.past.isLoading else { return [] }
    facts.past = .loading("reading the ledger")
    return [.readHistory]
  }

  private mutating func changePane(_ action: Action, count: Int?) {
    if let count { return goToPane(count) }
    switch context {
    case .steps: show(action == .nextPane ? .warnings : .signoffs)
    case .warnings: show(action == .nextPane ? .comments : .steps)
    case .comments: show(action == .nextPane ? .signoffs : .warnings)
    case .signoffs, .history: show(action == .nextPane ? .steps : .comments)
    case .review, .definition, .help, .palette, .entry, .dialog, .applying, .outcome, .quitQuestion, .stopQuestion,
      .notice, .browse, .object, .dependencies, .present:
      focus = focus == .trees ? .step : .trees
    }
  }

  /// Panes by number: the trees, the step, the lists of steps, of warnings, of sign-offs.
  mutating func goToPane(_ number: Int) {
    layers.removeAll { layer in
      switch layer {
      case .list, .definition, .help: true
      case .palette, .entry, .dialog, .applying, .notice, .quitQuestion, .stopQuestion: false
      }
    }
    switch number {
    case 1: focus = .trees
    case 2: focus = .step
    case 3: show(.steps)
    case 4: show(.warnings)
    case 5: show(.signoffs)
    default: message = Message("there is no pane \(number)")
    }
  }

  private mutating func toggleSideBySide() {
    switch layers.last {
    case .definition: definitionSideBySide = !DefinitionScreen.isSideBySide(self)
    case .list, .help, .palette, .entry, .dialog, .applying, .notice, .quitQuestion, .stopQuestion, nil:
      prefersSideBySide = layout.divider == nil
    }
  }

  private mutating func back() -> [Effect] {
    guard let layer = layers.last else { return quit() }
    if case .applying = layer, applying?.report == nil { return interrupt() }
    layers.removeLast()
    return []
  }

  mutating func quit() -> [Effect] {
    if applying.map({ $0.report == nil }) == true {
      if context != .stopQuestion { layers.append(.stopQuestion) }
      return []
    }
    guard unsaved != nil || isSigning, context != .quitQuestion else { return [.quit] }
    layers.append(.quitQuestion)
    return []
  }

  /// One level back: a box, a screen, then the filter.
  private mutating func cancel() {
    switch layers.last {
    case .entry(let entry):
      layers.removeLast()
      if entry.purpose == .filter || entry.purpose == .search { returnFromSearch() }
      if entry.purpose == .filter { setFilter("") }
    case .dialog(let dialog):
      draftMessage = dialog.message.text
      layers.removeLast()
      message = Message("nothing was signed or applied")
    case .applying where applying?.report == nil: message = Message("the apply goes on; \(key(.interrupt)) stops it")
    case .definition(let state) where state.anchor != nil: endSelection()
    case .list, .definition, .help, .palette, .applying, .notice, .quitQuestion, .stopQuestion:
      if case .help(_, let state)? = layers.last, !state.filter.isEmpty { return setFilter("") }
      if !hideSearch() { layers.removeLast() }
    case nil:
      if hideSearch() { return }
      if !treeView.filter.isEmpty { setFilter("") } else { enlargement = .normal }
    }
  }

  private mutating func interrupt() -> [Effect] {
    if applying.map({ $0.report == nil }) == true {
      if context != .stopQuestion { layers.append(.stopQuestion) }
      return []
    }
    if !layers.isEmpty {
      cancel()
      return []
    }
    isInterrupted = true
    message = Message("\(key(.interrupt)) again quits")
    return []
  }

  private mutating func stop(_ kind: CancelKind) -> [Effect] {
    layers.removeLast()
    guard applying != nil, applying?.report == nil else { return [] }
    applying?.stopping = kind
    return [.cancelApply(kind)]
  }

  private mutating func nextField() {
    guard case .dialog(var dialog)? = layers.last, dialog.kind != .apply else { return }
    dialog.isOnWord.toggle()
    layers[layers.count - 1] = .dialog(dialog)
  }

  private mutating func accept() -> [Effect] {
    switch layers.last {
    case .entry(let entry): return acceptEntry(entry)
    case .dialog(let dialog): return acceptDialog(dialog)
    case .palette(let palette):
      layers.removeLast()
      let effects = run(palette)
      // A theme is chosen in the palette, which is open then.
      if palette.isOptions, palette.context == context { layers.append(.palette(palette)) }
      return effects
    case .list, .definition, .help, .applying, .notice, .quitQuestion, .stopQuestion, nil: return []
    }
  }
}

extension Collection where Index == Int {
  /// The element at `index`; nil when there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
