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
        moveInTrees(action, count)
      }
      return
    }
    switch layer {
    case .list, .help, .applying:
      guard let items = items(of: layer) else { return }
      let page = ListScreen.page(self)
      layers[layers.count - 1].listState?.move(action, count: count, page: page, in: items)
      // Whoever scrolls back to what runs wants to go along again.
      if case .applying(let state)? = layers.last, let isShown = showsRunning(state, in: items) {
        applying?.isFollowed = isShown
      }
    case .definition(var state):
      state.move(action, count: count, page: DefinitionScreen.page(self))
      layers[layers.count - 1] = .definition(state)
    case .palette(let state): layers[layers.count - 1] = .palette(self.moved(state, action))
    case .entry, .dialog, .notice, .quitQuestion, .stopQuestion: break
    }
  }

  private mutating func moveInTrees(_ action: Action, _ count: Int?) {
    let before = treeView.cursor
    treeView.move(action, count: count, height: layout.left.height, in: tree)
    if treeView.cursor != before || action.distance(1, height: 1) != nil { treeCursorMoved() }
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

  mutating func fold(_ action: Action) {
    treeView.fold(action, in: tree)
    treeCursorMoved()
  }

  private mutating func scrollPanel(_ action: Action, _ times: Int, _ count: Int?) {
    if let distance = action.distance(times, height: layout.panel.height) {
      panelOffset = max(0, panelOffset + distance)
      return
    }
    switch action {
    case .first: panelOffset = (count ?? 1) - 1
    case .last: panelOffset = count.map { $0 - 1 } ?? Int.max / 2
    case .moveLeft, .moveRight: moveInTrees(action, count)
    default: break
    }
  }

  /// The step that a talk begins with, counted from zero.
  package var shownStep: Int { stepIndex }

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
    let fitting = candidates.filter { index in
      switch action {
      case .nextWarning, .previousWarning: !facts.findings(of: steps[index].id).isEmpty
      case .nextNews, .previousNews: novelties[steps[index].id] != nil
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
    guard let target = treeView.changedRow(forward: forward, count: count, in: tree) else {
      message = Message("no further change")
      return [.bell]
    }
    treeView.reveal(target, in: tree)
    treeCursorMoved()
    return []
  }

  private static func isForward(_ action: Action) -> Bool {
    switch action {
    case .nextStep, .nextChange, .nextWarning, .nextUnreviewed, .nextNews: true
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
    case .help(let context, let state):
      layers.removeLast()
      guard let action = helpActions(context, filter: state.filter)[safe: state.selected]?.action else {
        return [.bell]
      }
      return perform(action, count: nil)
    case .definition: return followName()
    case .palette, .entry, .dialog, .applying, .quitQuestion, .stopQuestion: break
    case nil: openRow()
    }
    return []
  }

  private mutating func openRow() {
    if focus == .step, case .step(let index) = subject, steps.indices.contains(index) {
      trail = DefinitionTrail()
      layers.append(.definition(refreshed(DefinitionState(subject))))
      return
    }
    guard let row = treeView.row else { return }
    guard tree.rows[row].id != nil,
      !DefinitionState.sql(of: tree.rows[row]).isEmpty
        || tree.rows[row].current?.definition.isEmpty == false
    else { return fold(.toggleFold) }
    trail = DefinitionTrail()
    layers.append(.definition(refreshed(DefinitionState(.object(tree.rows[row].key)))))
  }

  private mutating func openItem(_ kind: ListKind, _ selected: Int) -> [Effect] {
    let target: Int?
    switch kind {
    case .steps: target = steps.indices.contains(selected) ? selected : nil
    case .warnings:
      target = facts.sortedFindings?[safe: selected - Self.itemsAboveFindings].flatMap { index(of: $0.step) }
    case .comments:
      guard let comment = facts.review.comments[safe: selected] else { return [.bell] }
      switch comment.place {
      case .step(let id), .stepLines(_, of: let id): target = index(of: id)
      case .object(let name), .lines(_, of: let name):
        guard let row = tree.rows.firstIndex(where: { $0.id.map { Identifier($0.description) } == Identifier(name) })
        else { return [.bell] }
        layers.removeLast()
        treeView.reveal(row, in: tree)
        treeCursorMoved()
        return []
      case .plan: target = nil
      }
    case .signoffs, .history: target = nil
    }
    guard let target else { return [.bell] }
    layers.removeLast()
    show(step: target)
    return []
  }

  func index(of id: StepID) -> Int? { facts.index(of: id) }
}
