import MigrationCore

/// Which part of the two trees is shown: cursor, folds, filter.
struct TreeView: Hashable, Sendable {
  /// What is folded unless somebody said otherwise about a row.
  enum Folding: Hashable, Sendable {
    case byChange, allOpen, allFolded
    /// Headings are open, objects and lists of what is not managed are not.
    case objects
  }

  var cursor: AlignedTree.Key?
  /// Where the cursor's row stands in the list of visible rows; what is kept when the row itself goes.
  var position = 0
  var offset = 0
  var folding = Folding.byChange { didSet { isCurrent = false } }
  /// What somebody folded or unfolded by hand.
  var folds: [AlignedTree.Key: Bool] = [:] { didSet { isCurrent = false } }
  var filter = "" { didSet { isCurrent = false } }
  /// What the filter leaves; empty without one.
  var filtered = Filtered() { didSet { isCurrent = false } }
  /// Rows of the tree that are shown, in order.
  private(set) var visible: [Int] = []
  /// Whether `visible` is what folds and filter leave of the tree: with many rows not to be worked out for every key.
  private var isCurrent = false

  /// The row that the cursor is on; nil for an empty tree.
  var row: Int? { visible.indices.contains(position) ? visible[position] : nil }

  /// Whether the row's children are hidden.
  func isFolded(_ index: Int, in tree: AlignedTree) -> Bool {
    let row = tree.rows[index]
    guard row.end > index + 1 else { return false }
    guard filter.isEmpty else { return filtered.folds[row.key] ?? !filtered.leading.contains(index) }
    if let fold = folds[row.key] { return fold }
    switch folding {
    case .allOpen: return false
    case .allFolded: return true
    case .objects: return row.id.map { $0.kind != .schema } ?? (row.depth > 1)
    case .byChange:
      return row.changedBelow == 0 || (row.id != nil && (row.change == .created || row.change == .dropped))
    }
  }

  /// Folds or unfolds a row by hand; while there is a filter, for as long as that.
  mutating func setFold(_ key: AlignedTree.Key, _ isFolded: Bool) {
    if filter.isEmpty { folds[key] = isFolded } else { filtered.folds[key] = isFolded }
  }

  /// Says that the tree is another than at the last refresh.
  mutating func treeChanged() { isCurrent = false }

  /// Works out which rows are visible and where the cursor is among them.
  mutating func refresh(_ tree: AlignedTree) {
    if !isCurrent {
      visible = filter.isEmpty ? unfolded(tree) : matching(tree)
      isCurrent = true
    }
    guard !visible.isEmpty else {
      position = 0
      return
    }
    // A cursor on a row that is hidden now goes to the nearest row above it that is not.
    var index = cursor.flatMap { tree.index(of: $0) }
    while let candidate = index {
      if let found = Self.place(of: candidate, in: visible) {
        position = found
        cursor = tree.rows[candidate].key
        return
      }
      index = tree.rows[candidate].parent
    }
    position = min(max(0, position), visible.count - 1)
    cursor = tree.rows[visible[position]].key
  }

  /// Puts the cursor on the visible row at `place`, as near as there is one.
  mutating func move(to place: Int, in tree: AlignedTree) {
    guard !visible.isEmpty else { return }
    position = min(max(0, place), visible.count - 1)
    cursor = tree.rows[visible[position]].key
  }

  /// Puts the cursor on a row of the tree, unfolding what hides it.
  mutating func reveal(_ index: Int, in tree: AlignedTree) {
    guard tree.rows.indices.contains(index) else { return }
    if !filter.isEmpty, Self.place(of: index, in: visible) == nil { (filter, filtered) = ("", Filtered()) }
    var parent = tree.rows[index].parent
    while let row = parent {
      if isFolded(row, in: tree) { setFold(tree.rows[row].key, false) }
      parent = tree.rows[row].parent
    }
    cursor = tree.rows[index].key
    refresh(tree)
  }

  /// Keeps the cursor's row on a screen of `height` rows, with a little room around it.
  mutating func scroll(height: Int) {
    let margin = min(2, max(0, (height - 1) / 2))
    if position < offset + margin { offset = position - margin }
    if position > offset + height - 1 - margin { offset = position - height + 1 + margin }
    offset = min(max(0, offset), max(0, visible.count - height))
  }

  private func unfolded(_ tree: AlignedTree) -> [Int] {
    var shown: [Int] = []
    var index = 0
    while index < tree.rows.count {
      shown.append(index)
      index = isFolded(index, in: tree) ? tree.rows[index].end : index + 1
    }
    return shown
  }

  private static func place(of index: Int, in sorted: [Int]) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == index ? low : nil
  }
}
