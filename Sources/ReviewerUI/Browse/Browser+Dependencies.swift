import MigrationCore
import TerminalKit

/// What uses an object and what it needs, and the ways through it.
extension Browser {
  private var dependencies: DependencyMap { schema?.dependencies ?? DependencyMap() }

  func dependencyItems(of tree: DependencyTree) -> ListItems {
    let rows = tree.rows(dependencies)
    return ListItems(rows: rows.count) { text(of: rows[$0]) }
  }

  private func text(of row: DependencyTree.Row) -> StyledText {
    switch row.content {
    case .heading(let direction, let isEmpty):
      let title =
        switch direction {
        case .users: "used by"
        case .needs: "needs"
        }
      return StyledText(" \(title) \(isEmpty ? "nothing" : "")", Paint(.heading, bold: true))
    case .object(let node, let fold):
      let mark =
        switch fold {
        case .none, .above: " "
        case .folded: marks.folded
        case .open: marks.open
        }
      var text = StyledText(
        String(repeating: "  ", count: row.depth) + "\(mark) \(node.object.kind.rawValue) ", Paint(.muted))
      text.append(name(of: node.object))
      if self.row(of: node.object) == nil { text.append("  not in this tree", Paint(.muted)) }
      if fold == .above { text.append("  see above", Paint(.muted)) }
      return text
    }
  }

  func name(of object: ObjectID) -> String { Self.name(of: object, in: Identifier(configuration.schema)) }

  /// The object's name; without its schema where that is the one that is browsed.
  static func name(of object: ObjectID, in schema: Identifier) -> String {
    guard object.schema == schema, object.kind != .schema else { return object.description }
    return String(object.description.unicodeScalars.dropFirst(schema.text.unicodeScalars.count + 1))
  }

  /// The object's row; nil when the tree has none: it is in another schema, or of an extension.
  func row(of object: ObjectID) -> Int? { tree.index(of: object) }

  /// The object that `d` speaks of; nil where there is none.
  var chosenObject: AlignedTree.Key? {
    let key: AlignedTree.Key?
    switch layers.last(where: \.fillsScreen) {
    case .definition(let state): key = state.subject.key
    case .dependencies, .history, .help, .palette, .search, .filter, .fileName: key = nil
    case nil: key = treeView.cursor
    }
    return key.flatMap { $0.object != nil && $0.headings.isEmpty ? $0 : nil }
  }

  mutating func showDependencies() -> [Effect] {
    guard let key = chosenObject else { return [.bell] }
    layers.append(.dependencies(DependencyTree(of: key), ListState(selected: 1)))
    return []
  }

  /// Opens and closes what is below an object of the list.
  mutating func foldDependencies(_ action: Action, _ tree: DependencyTree, _ state: ListState) {
    let rows = tree.rows(dependencies)
    guard let row = rows[safe: state.selected] else { return }
    var (tree, state) = (tree, state)
    switch (action, row.content) {
    case (.openAllFolds, _): tree.openAll(dependencies)
    case (.closeAllFolds, _): tree.closeAll()
    case (.moveRight, .object(let node, .folded)), (.openFold, .object(let node, .folded)),
      (.toggleFold, .object(let node, .folded)):
      tree.setOpen(node, true)
    case (.moveLeft, .object(let node, .open)), (.closeFold, .object(let node, .open)),
      (.toggleFold, .object(let node, .open)):
      tree.setOpen(node, false)
    case (.moveLeft, _): state.selected = rows[..<state.selected].lastIndex { $0.depth < row.depth } ?? state.selected
    case (.moveRight, .object(_, .open)): state.selected += 1
    default: break
    }
    // The object that was selected stays selected.
    if let node = row.node, action == .openAllFolds || action == .closeAllFolds {
      state.selected = tree.rows(dependencies).firstIndex { $0.node == node } ?? 1
    }
    layers[layers.count - 1] = .dependencies(tree, state)
  }

  /// Goes to the object of a line of the list.
  mutating func follow(_ tree: DependencyTree, _ selected: Int) -> [Effect] {
    guard let object = tree.rows(dependencies)[safe: selected]?.node?.object else { return [.bell] }
    guard let row = row(of: object) else {
      message = Message("\(object.kind.rawValue) \(name(of: object)) is not in this tree")
      return [.bell]
    }
    if let cursor = treeView.cursor { visited.append(cursor) }
    layers.removeAll()
    treeView.reveal(row, in: self.tree)
    return []
  }

  /// Goes back to the object from which the last dependency was followed.
  mutating func goBack() -> [Effect] {
    while let key = visited.popLast() {
      guard let row = tree.index(of: key) else { continue }
      layers.removeAll()
      treeView.reveal(row, in: tree)
      return []
    }
    message = Message("there is no object to go back to")
    return [.bell]
  }
}
