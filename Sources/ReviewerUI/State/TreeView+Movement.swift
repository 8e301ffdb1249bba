import MigrationCore

/// The cursor's ways through a tree.
extension TreeView {
  /// Moves the cursor, or the rows under it, on a screen of `height` rows; `count` is what was typed before the key.
  mutating func move(_ action: Action, count: Int?, height: Int, in tree: AlignedTree) {
    if let distance = action.distance(max(1, count ?? 1), height: height) {
      return move(to: position + distance, in: tree)
    }
    switch action {
    case .first: move(to: (count ?? 1) - 1, in: tree)
    case .last: move(to: count.map { $0 - 1 } ?? visible.count - 1, in: tree)
    case .cursorToTop: offset = position
    case .cursorToCentre: offset = position - height / 2
    case .cursorToBottom: offset = position - height + 1
    case .moveLeft: moveOut(of: tree)
    case .moveRight: moveIn(tree)
    default: break
    }
  }

  /// Folds; on a row that has nothing to fold, goes to the one above it.
  private mutating func moveOut(of tree: AlignedTree) {
    guard let row else { return }
    if tree.rows[row].end > row + 1, !isFolded(row, in: tree) {
      setFold(tree.rows[row].key, true)
    } else if let parent = tree.rows[row].parent {
      cursor = tree.rows[parent].key
    }
    refresh(tree)
  }

  /// Unfolds; on a row that is unfolded, goes to its first child.
  private mutating func moveIn(_ tree: AlignedTree) {
    guard let row, tree.rows[row].end > row + 1 else { return }
    if isFolded(row, in: tree) {
      setFold(tree.rows[row].key, false)
      refresh(tree)
    } else {
      move(to: position + 1, in: tree)
    }
  }

  /// Folds or unfolds the cursor's row, or all of them.
  mutating func fold(_ action: Action, in tree: AlignedTree) {
    switch action {
    case .openAllFolds: (folding, folds, filtered.folds) = (.allOpen, [:], [:])
    case .closeAllFolds: (folding, folds, filtered.folds) = (.allFolded, [:], [:])
    case .foldUnchanged: (folding, folds, filtered.folds) = (.byChange, [:], [:])
    default:
      guard var row else { return }
      // As in vim, a row without a fold of its own speaks for the one that it is in.
      if tree.rows[row].end == row + 1, action != .openFold, let parent = tree.rows[row].parent { row = parent }
      let isFolded = isFolded(row, in: tree)
      setFold(tree.rows[row].key, action == .toggleFold ? !isFolded : action == .closeFold)
    }
    refresh(tree)
  }

  /// The `count`th changed object from the cursor on, or the last one in that direction; nil without any.
  func changedRow(forward: Bool, count: Int, in tree: AlignedTree) -> Int? {
    let from = row ?? -1
    let changed = tree.rows.indices.filter { tree.rows[$0].id != nil && tree.rows[$0].change != .same }
    let candidates = forward ? changed.filter { $0 > from } : changed.filter { $0 < from }.reversed()
    return candidates[safe: count - 1] ?? candidates.last
  }
}

extension Action {
  /// How far it goes in rows, on a screen of `height` rows; nil for an action that goes to a place.
  func distance(_ times: Int, height: Int) -> Int? {
    switch self {
    case .moveDown, .scrollDown: times
    case .moveUp, .scrollUp: -times
    case .halfPageDown: max(1, height / 2) * times
    case .halfPageUp: -max(1, height / 2) * times
    case .pageDown: max(1, height - 1) * times
    case .pageUp: -max(1, height - 1) * times
    default: nil
    }
  }
}
