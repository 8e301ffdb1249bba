import MigrationCore
import TerminalKit

/// The list of what uses an object and what it needs, and the ways through it.
extension Browser {
  /// One line of the list: a title, or an object to go to.
  struct DependencyItem: Hashable, Sendable {
    var object: ObjectID?
    var text: StyledText
  }

  func dependencyItems(of key: AlignedTree.Key) -> [DependencyItem] {
    guard let object = key.object, key.headings.isEmpty, let dependencies = schema?.dependencies else { return [] }
    func part(_ title: String, _ objects: [ObjectID]) -> [DependencyItem] {
      let heading = DependencyItem(
        object: nil, text: StyledText(" \(title) \(objects.isEmpty ? "nothing" : "")", Paint(.heading, bold: true)))
      return [heading]
        + objects.map { other in
          var text = StyledText("   \(other.kind.rawValue) ", Paint(.muted))
          text.append(name(of: other))
          if row(of: other) == nil { text.append("  not in this tree", Paint(.muted)) }
          return DependencyItem(object: other, text: text)
        }
    }
    return part("used by", dependencies.users(of: object)) + part("needs", dependencies.needs(of: object))
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
    case .dependencies, .history, .help, .palette, .search, .filter: key = nil
    case nil: key = treeView.cursor
    }
    return key.flatMap { $0.object != nil && $0.headings.isEmpty ? $0 : nil }
  }

  mutating func showDependencies() -> [Effect] {
    guard let key = chosenObject else { return [.bell] }
    layers.append(.dependencies(key, ListState(selected: 1)))
    return []
  }

  /// Goes to the object of a line of the list.
  mutating func follow(_ key: AlignedTree.Key, _ selected: Int) -> [Effect] {
    guard let object = dependencyItems(of: key)[safe: selected]?.object else { return [.bell] }
    guard let row = row(of: object) else {
      message = Message("\(object.kind.rawValue) \(name(of: object)) is not in this tree")
      return [.bell]
    }
    if let cursor = treeView.cursor { visited.append(cursor) }
    layers.removeAll()
    treeView.reveal(row, in: tree)
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
