import MigrationCore
import TerminalKit

/// What each action does, whichever screen is on top.
extension Browser {
  mutating func perform(_ action: Action, count: Int?) -> [Effect] {
    // Where text is typed, the key that opens an editor has nothing of ours to open.
    if let refusal = context == .entry && action == .openInEditor ? "there is no editor here" : refusal(of: action) {
      message = Message(refusal)
      return [.bell]
    }
    switch action {
    case .moveDown, .moveUp, .moveLeft, .moveRight, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .scrollDown,
      .scrollUp, .first, .last, .cursorToCentre, .cursorToTop, .cursorToBottom:
      move(action, count: count)
    case .toggleFold, .openFold, .closeFold, .openAllFolds, .closeAllFolds, .foldUnchanged:
      if case .dependencies(let dependencies, let state)? = layers.last {
        foldDependencies(action, dependencies, state)
      } else {
        treeView.fold(action, in: tree)
      }
    case .nextChange, .nextStep: return walk(forward: true, count: max(1, count ?? 1))
    case .previousChange, .previousStep: return walk(forward: false, count: max(1, count ?? 1))
    case .open: return open()
    case .showDependencies: return showDependencies()
    case .showHistory:
      if case .history? = layers.last { return [.bell] }
      layers.append(.history(ListState(selects: false)))
      return past.value == nil && !past.isLoading ? readHistory() : []
    case .reload where context == .history: return past.isLoading ? [.bell] : readHistory()
    case .previousObject where layers.isEmpty: return goBack()
    case .previousObject, .nextObject, .nextName, .previousName, .selectLines, .extendDown, .extendUp, .synchronise,
      .otherSide:
      return performInDefinition(action, count: count)
    case .search:
      setOutToSearch()
      layers.append(.search(TextField()))
    case .searchNext, .searchPrevious: searchAgain(forward: action == .searchNext, count: count)
    case .filter:
      setOutToSearch()
      let filter = if case .help(_, let state)? = layers.last { state.filter } else { treeView.filter }
      layers.append(.filter(TextField(filter)))
    case .nextPane, .previousPane:
      if let count { goToPane(count) } else { focus = focus == .tree ? .definition : .tree }
    case .enlargePane: enlargement = Enlargement(rawValue: enlargement.rawValue + 1) ?? .all
    case .shrinkPane: enlargement = Enlargement(rawValue: enlargement.rawValue - 1) ?? .normal
    case .sideBySide: definitionSideBySide = !DefinitionScreen.isSideBySide(self)
    case .wrap: wrapsLines.toggle()
    case .copy: return copyDefinition()
    case .copyFingerprint:
      message = Message("reading the fingerprint")
      return [.checkFingerprint]
    case .openInEditor: return openInEditor()
    case .writeFile: layers.append(.fileName(TextField(suggestedFileName)))
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
    case .back:
      guard layers.popLast() != nil else { return [.quit] }
    case .quit: return [.quit]
    case .cancel: return cancel()
    case .interrupt:
      guard layers.isEmpty else { return cancel() }
      isInterrupted = true
      message = Message("\(key(.interrupt)) again quits")
    case .reload: return reload()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .accept: return accept()
    case .nextWarning, .previousWarning, .nextUnreviewed, .previousUnreviewed, .nextNews, .previousNews, .showNews,
      .nextTab, .previousTab, .present, .acknowledge,
      .toggleReviewed, .comment, .editComment, .resolveComment, .undo, .redo, .showSteps, .showWarnings, .showComments,
      .showSignoffs, .sign, .reject, .apply, .nextField, .stopStatement, .stopAfterStatement,
      .nextPage, .previousPage, .blankScreen, .toggleTimer, .toggleNotes, .skipPauses:
      return [.bell]
    }
    return []
  }

  mutating func move(_ action: Action, count: Int?) {
    let layer = layers.last
    switch layer {
    case .definition(var state):
      state.move(action, count: count, page: DefinitionScreen.page(self))
      layers[layers.count - 1] = .definition(state)
    case .dependencies(let tree, let state) where action == .moveLeft || action == .moveRight:
      foldDependencies(action, tree, state)
    case .dependencies, .history, .help:
      guard let items = layer.flatMap(items) else { return }
      let page = ListScreen.page(self)
      layers[layers.count - 1].listState?.move(action, count: count, page: page, in: items)
    case .palette(let state): layers[layers.count - 1] = .palette(moved(state, action))
    case .search, .filter, .fileName: break
    case nil:
      if focus == .definition || action == .scrollDown || action == .scrollUp {
        scrollPane(action, count: count)
      } else {
        treeView.move(action, count: count, height: layout.tree.height, in: tree)
      }
    }
  }

  mutating func scrollPane(_ action: Action, count: Int?) {
    guard let paneKey else { return }
    var state = DefinitionState(.object(paneKey))
    (state.offset, state.column) = (paneOffset, paneColumn)
    state.scroll(action, count: count, page: max(2, layout.definition.height))
    (paneOffset, paneColumn) = (state.offset, state.column)
  }

  /// Panes by number: the tree, the definition.
  mutating func goToPane(_ number: Int) {
    switch number {
    case 1: focus = .tree
    case 2: focus = .definition
    default: message = Message("there is no pane \(number)")
    }
  }

  private mutating func walk(forward: Bool, count: Int) -> [Effect] {
    if case .definition(var state)? = layers.last {
      if DefinitionScreen.goToChange(&state, forward: forward, count: count, self) {
        layers[layers.count - 1] = .definition(state)
        return []
      }
    } else if let target = treeView.changedRow(forward: forward, count: count, in: tree) {
      treeView.reveal(target, in: tree)
      return []
    }
    message = Message("no further change")
    return [.bell]
  }

  /// Opens what the cursor is on.
  private mutating func open() -> [Effect] {
    switch layers.last {
    case .dependencies(let tree, let state): return follow(tree, state.selected)
    case .help(let context, let state):
      layers.removeLast()
      guard let action = helpActions(context, filter: state.filter)[safe: state.selected]?.action else {
        return [.bell]
      }
      return perform(action, count: nil)
    case .definition: return followName()
    case .history, .palette, .search, .filter, .fileName: return []
    case nil: break
    }
    guard let row = treeView.row else { return [] }
    guard !DefinitionState.sql(of: tree.rows[row]).isEmpty else {
      treeView.fold(.toggleFold, in: tree)
      return []
    }
    trail = DefinitionTrail()
    layers.append(.definition(refreshed(DefinitionState(.object(tree.rows[row].key)))))
    return []
  }

  /// One level back: a box, a screen, a reading, then the filter.
  private mutating func cancel() -> [Effect] {
    if definition?.anchor != nil {
      endSelection()
      return []
    }
    if let layer = layers.last {
      switch layer {
      case .filter:
        layers.removeLast()
        returnFromSearch()
        setFilter("")
      case .search:
        layers.removeLast()
        returnFromSearch()
      case .fileName: layers.removeLast()
      case .help(_, let state) where !state.filter.isEmpty: setFilter("")
      case .definition, .dependencies, .history, .help, .palette:
        if !hideSearch() { layers.removeLast() }
      }
    } else if reading != nil {
      reading = nil
      failure = "given up"
      return [.giveUp]
    } else if hideSearch() {
      return []
    } else if !treeView.filter.isEmpty {
      setFilter("")
    } else {
      enlargement = .normal
    }
    return []
  }

  private mutating func readHistory() -> [Effect] {
    past = .loading("reading the ledger")
    return [.readHistory]
  }

  private mutating func reload() -> [Effect] {
    reading = Reading(doing: "connecting", since: milliseconds)
    return [.reload]
  }

  private mutating func accept() -> [Effect] {
    guard let layer = layers.popLast() else { return [] }
    switch layer {
    case .search(let field): acceptSearch(field.text, previous: standpoint?.search ?? Search())
    case .palette(let palette):
      let effects = run(palette)
      // A theme is chosen in the palette, which is open then.
      if palette.isOptions, palette.context == context { layers.append(.palette(palette)) }
      return effects
    case .filter: break
    case .fileName(let field):
      guard !field.text.isEmpty else {
        layers.append(layer)
        return [.bell]
      }
      let text = chosenSQL
      return [.writeFile(field.text, text: text.hasSuffix("\n") ? text : text + "\n")]
    case .definition, .dependencies, .history, .help: layers.append(layer)
    }
    return []
  }

  /// The row whose definition is looked at.
  private var chosenRow: AlignedTree.Row? {
    if case .definition(let state)? = layers.last(where: \.fillsScreen) {
      return self.row(of: state.subject)
    }
    return treeView.row.map { tree.rows[$0] }
  }

  var chosenSQL: String { selectedSQL ?? chosenRow.map { DefinitionState.sql(of: $0) } ?? "" }

  /// The object's own name, as far as it may be one of a file.
  private var suggestedFileName: String {
    guard let id = chosenRow?.id else { return "" }
    let allowed = (id.member ?? id.name).text.unicodeScalars.map { scalar -> Character in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_-".unicodeScalars.contains(scalar)
        ? Character(scalar) : "_"
    }
    return String(allowed) + ".sql"
  }

  private mutating func copyDefinition() -> [Effect] {
    let sql = chosenSQL
    endSelection()
    message = Message("copied \(Quantity.counted(sql.utf8.count, "byte"))")
    return [.copy(sql)]
  }

  private func openInEditor() -> [Effect] {
    [.openEditor(EditorText(text: chosenSQL + "\n", fileExtension: "sql", isWritable: false))]
  }
}
