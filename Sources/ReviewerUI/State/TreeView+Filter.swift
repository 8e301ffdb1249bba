import MigrationCore

/// Only the objects whose names have the typed letters in them, and the way to each.
extension TreeView {
  /// What a filter leaves of a tree.
  struct Filtered: Hashable, Sendable {
    /// Rows that match, in order.
    var matches: [Int] = []
    /// Rows above one that matches; their children are shown as far as they lead to one.
    var leading: Set<Int> = []
    /// What somebody folded or unfolded by hand since the letters were typed.
    var folds: [AlignedTree.Key: Bool] = [:]
  }

  /// Filters by `text` and goes to the first object that matches; an empty text shows everything again.
  mutating func setFilter(_ text: String, in tree: AlignedTree) {
    filter = text
    filtered = Filtered()
    refresh(tree)
    guard !text.isEmpty, let first = filtered.matches.first else { return }
    cursor = tree.rows[first].key
    refresh(tree)
  }

  /// Shows everything again, the cursor still on its object.
  mutating func clearFilter(in tree: AlignedTree) {
    let row = row
    setFilter("", in: tree)
    if let row { reveal(row, in: tree) }
  }

  /// `2 of 31 objects`; nil without a filter.
  func filterWords(_ tree: AlignedTree) -> String? {
    guard !filter.isEmpty else { return nil }
    return "\(filtered.matches.count) of \(Quantity.counted(tree.rows.count { $0.id != nil }, "object"))"
  }

  /// Works out which rows match and lead to matches, and gives those that are shown.
  mutating func matching(_ tree: AlignedTree) -> [Int] {
    let isWanted = TextMatch.fuzzyTest(filter)
    filtered.matches = tree.rows.indices.filter { tree.rows[$0].id != nil && isWanted(tree.rows[$0].title) }
    filtered.leading = []
    for match in filtered.matches {
      var above = tree.rows[match].parent
      while let row = above, filtered.leading.insert(row).inserted { above = tree.rows[row].parent }
    }
    var shown: [Int] = []
    var next = filtered.matches[...]
    var index = 0
    while index < tree.rows.count {
      let row = tree.rows[index]
      while let match = next.first, match < index { next = next.dropFirst() }
      let isOpened = row.parent.map { filtered.folds[tree.rows[$0].key] == false } ?? false
      guard next.first == index || isOpened || filtered.leading.contains(index) else {
        index = row.end
        continue
      }
      shown.append(index)
      index = isFolded(index, in: tree) ? row.end : index + 1
    }
    return shown
  }
}
