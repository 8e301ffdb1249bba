import MigrationCore
import TerminalKit

/// Cursors, scrolling, folds, and the walk from step to step.
extension Reviewer {
  mutating func move(_ action: Action, count: Int?) {
    let times = max(1, count ?? 1)
    guard let layer = layers.last else {
      if focus == .step || action == .scrollDown || action == .scrollUp {
        scrollPanel(action, times, count)
      } else {
        moveInTrees(action, times, count)
      }
      return
    }
    switch layer {
    case .list(let kind, let state): layers[layers.count - 1] = .list(kind, moved(state, action, times, count))
    case .help(let context, let state): layers[layers.count - 1] = .help(context, moved(state, action, times, count))
    case .applying(let state): layers[layers.count - 1] = .applying(moved(state, action, times, count))
    case .definition(var state):
      scroll(&state, action, times, count)
      layers[layers.count - 1] = .definition(state)
    case .palette(var state):
      let matches = PaletteBox.matches(state, keymap: keymap).count
      state.selected = min(max(0, state.selected + (action == .moveDown ? 1 : -1)), max(0, matches - 1))
      layers[layers.count - 1] = .palette(state)
    case .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
    }
  }

  /// How far an action goes in rows, on a screen of `height` rows; nil for an action that goes to a place.
  private func distance(_ action: Action, _ times: Int, height: Int) -> Int? {
    switch action {
    case .moveDown, .scrollDown: times
    case .moveUp, .scrollUp: -times
    case .halfPageDown: max(1, height / 2) * times
    case .halfPageUp: -max(1, height / 2) * times
    case .pageDown: max(1, height - 1) * times
    case .pageUp: -max(1, height - 1) * times
    default: nil
    }
  }

  private mutating func moveInTrees(_ action: Action, _ times: Int, _ count: Int?) {
    let height = layout.left.height
    if let distance = distance(action, times, height: height) {
      return moveTreeCursor(to: treeView.position + distance)
    }
    switch action {
    case .first: moveTreeCursor(to: (count ?? 1) - 1)
    case .last: moveTreeCursor(to: count.map { $0 - 1 } ?? treeView.visible.count - 1)
    case .cursorToTop: treeView.offset = treeView.position
    case .cursorToCentre: treeView.offset = treeView.position - height / 2
    case .cursorToBottom: treeView.offset = treeView.position - height + 1
    case .moveLeft: moveOut()
    case .moveRight: moveIn()
    default: break
    }
  }

  mutating func moveTreeCursor(to place: Int) {
    treeView.move(to: place, in: tree)
    treeCursorMoved()
  }

  /// The step panel follows the cursor: to the step that is about its row, else to the object itself.
  mutating func treeCursorMoved() {
    guard let row = treeView.row else { return }
    let before = subject
    if let about = stepsOfRow[row] {
      let index = about.contains(stepIndex) ? stepIndex : about[0]
      stepIndex = index
      subject = .step(index)
    } else if !steps.isEmpty || tree.rows[row].id != nil {
      subject = .object(tree.rows[row].key)
    }
    if subject != before { panelOffset = 0 }
  }

  /// Folds; on a row that has nothing to fold, goes to the one above it.
  private mutating func moveOut() {
    guard let row = treeView.row else { return }
    if tree.rows[row].end > row + 1, !treeView.isFolded(row, in: tree) {
      treeView.folds[tree.rows[row].key] = true
      treeView.refresh(tree)
    } else if let parent = tree.rows[row].parent {
      treeView.cursor = tree.rows[parent].key
      treeView.refresh(tree)
      treeCursorMoved()
    }
  }

  /// Unfolds; on a row that is unfolded, goes to its first child.
  private mutating func moveIn() {
    guard let row = treeView.row, tree.rows[row].end > row + 1 else { return }
    if treeView.isFolded(row, in: tree) {
      treeView.folds[tree.rows[row].key] = false
      treeView.refresh(tree)
    } else {
      moveTreeCursor(to: treeView.position + 1)
    }
  }

  mutating func fold(_ action: Action) {
    switch action {
    case .openAllFolds: (treeView.folding, treeView.folds) = (.allOpen, [:])
    case .closeAllFolds: (treeView.folding, treeView.folds) = (.allFolded, [:])
    case .foldUnchanged: (treeView.folding, treeView.folds) = (.byChange, [:])
    default:
      guard var row = treeView.row else { return }
      // As in vim, a row without a fold of its own speaks for the one that it is in.
      if tree.rows[row].end == row + 1, action != .openFold, let parent = tree.rows[row].parent { row = parent }
      let isFolded = treeView.isFolded(row, in: tree)
      treeView.folds[tree.rows[row].key] = action == .toggleFold ? !isFolded : action == .closeFold
    }
    treeView.refresh(tree)
    treeCursorMoved()
  }

  private mutating func scrollPanel(_ action: Action, _ times: Int, _ count: Int?) {
    if let distance = distance(action, times, height: layout.panel.height) {
      panelOffset = max(0, panelOffset + distance)
      return
    }
    switch action {
    case .first: panelOffset = (count ?? 1) - 1
    case .last: panelOffset = count.map { $0 - 1 } ?? Int.max / 2
    case .moveLeft, .moveRight: moveInTrees(action, times, count)
    default: break
    }
  }

  private func moved(_ state: ListState, _ action: Action, _ times: Int, _ count: Int?) -> ListState {
    var copy = state
    if let distance = distance(action, times, height: max(2, listPage)) {
      copy.selected += distance
    } else if action == .first {
      copy.selected = (count ?? 1) - 1
    } else if action == .last {
      copy.selected = count.map { $0 - 1 } ?? Int.max / 2
    }
    copy.selected = max(0, copy.selected)
    return copy
  }

  private func scroll(_ state: inout DefinitionState, _ action: Action, _ times: Int, _ count: Int?) {
    if let distance = distance(action, times, height: max(2, rows - 3)) {
      state.offset = max(0, state.offset + distance)
      return
    }
    switch action {
    case .first: state.offset = (count ?? 1) - 1
    case .last: state.offset = count.map { $0 - 1 } ?? Int.max / 2
    case .moveLeft: state.column = max(0, state.column - 8 * times)
    case .moveRight: state.column = min(4096, state.column + 8 * times)
    default: break
    }
  }

  /// Shows a step in the panel and its object in the trees.
  mutating func show(step index: Int) {
    guard steps.indices.contains(index) else { return }
    stepIndex = index
    if subject != .step(index) { panelOffset = 0 }
    subject = .step(index)
    if let row = rowOfStep[index] { treeView.reveal(row, in: tree) }
  }

  mutating func walk(_ action: Action, count: Int) -> [Effect] {
    if case .definition(var state)? = layers.last {
      guard DefinitionScreen.goToChange(&state, forward: Self.isForward(action), count: count, self) else {
        message = Message("no further change")
        return [.bell]
      }
      layers[layers.count - 1] = .definition(state)
      return []
    }
    if action == .nextChange || action == .previousChange { return walkChanges(forward: action == .nextChange, count) }
    let isForward = Self.isForward(action)
    let candidates =
      isForward ? Array(steps.indices.dropFirst(stepIndex + 1)) : steps.indices.prefix(stepIndex).reversed()
    let warned = Set((facts.findings.value ?? []).map(\.step))
    let fitting = candidates.filter { index in
      switch action {
      case .nextWarning, .previousWarning: warned.contains(steps[index].id)
      case .nextUnreviewed, .previousUnreviewed: !reviewed.contains(steps[index].id)
      default: true
      }
    }
    // From an object, J first shows the step that was left.
    if case .object = subject, action == .nextStep, count == 1 {
      show(step: stepIndex)
      return []
    }
    guard let target = fitting[safe: count - 1] ?? fitting.last else {
      message = Message(isForward ? "that was the last step" : "that was the first step")
      if action != .nextStep, action != .previousStep { message = Message("no further step of that kind") }
      show(step: stepIndex)
      return [.bell]
    }
    show(step: target)
    return []
  }

  private mutating func walkChanges(forward: Bool, _ count: Int) -> [Effect] {
    let from = treeView.row ?? -1
    let changed = tree.rows.indices.filter { tree.rows[$0].id != nil && tree.rows[$0].change != .same }
    let candidates = forward ? changed.filter { $0 > from } : changed.filter { $0 < from }.reversed()
    guard let target = candidates[safe: count - 1] ?? candidates.last else {
      message = Message("no further change")
      return [.bell]
    }
    treeView.reveal(target, in: tree)
    treeCursorMoved()
    return []
  }

  private static func isForward(_ action: Action) -> Bool {
    switch action {
    case .nextStep, .nextChange, .nextWarning, .nextUnreviewed: true
    default: false
    }
  }

  /// Opens what the cursor is on.
  mutating func open() -> [Effect] {
    switch layers.last {
    case .list(let kind, let state): return openItem(kind, state.selected)
    case .notice(let notice):
      layers.removeLast()
      if let step = notice.step {
        layers.removeAll()
        show(step: step)
      }
    case .definition, .help, .palette, .entry, .dialog, .applying, .quitQuestion, .stopQuestion: break
    case nil: openRow()
    }
    return []
  }

  private mutating func openRow() {
    guard let row = treeView.row else { return }
    guard tree.rows[row].id != nil,
      !DefinitionState.sql(of: tree.rows[row]).isEmpty
        || tree.rows[row].current?.definition.isEmpty == false
    else { return fold(.toggleFold) }
    layers.append(.definition(refreshed(DefinitionState(key: tree.rows[row].key, lines: []))))
  }

  private mutating func openItem(_ kind: ListKind, _ selected: Int) -> [Effect] {
    let target: Int?
    switch kind {
    case .steps: target = steps.indices.contains(selected) ? selected : nil
    case .warnings: target = facts.sortedFindings?[safe: selected].flatMap { index(of: $0.step) }
    case .comments:
      guard let comment = facts.review.comments[safe: selected] else { return [.bell] }
      switch comment.place {
      case .step(let id): target = index(of: id)
      case .object(let name):
        guard let row = tree.rows.firstIndex(where: { $0.id.map { Identifier($0.description) } == Identifier(name) })
        else { return [.bell] }
        layers.removeLast()
        treeView.reveal(row, in: tree)
        treeCursorMoved()
        return []
      case .plan: target = nil
      }
    case .signoffs: target = nil
    }
    guard let target else { return [.bell] }
    layers.removeLast()
    show(step: target)
    return []
  }

  func index(of id: StepID) -> Int? { steps.firstIndex { $0.id == id } }
}
