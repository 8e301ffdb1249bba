import MigrationCore

/// Who uses an object and what it needs, as a tree: below each of them whoever uses it, or what it needs in turn.
struct DependencyTree: Hashable, Sendable {
  /// The two ways to go from an object.
  enum Direction: Hashable, Sendable, CaseIterable { case users, needs }

  /// An object below one of the two headings.
  struct Node: Hashable, Sendable {
    var direction: Direction
    var object: ObjectID
  }

  struct Row: Hashable, Sendable {
    enum Content: Hashable, Sendable {
      case heading(Direction, isEmpty: Bool)
      case object(Node, Fold)
    }
    enum Fold: Hashable, Sendable {
      /// There is nothing below it.
      case none
      case folded, open
      /// What is below it stands below the same object further up.
      case above
    }
    var depth: Int
    var content: Content

    var node: Node? { if case .object(let node, _) = content { node } else { nil } }
  }

  let key: AlignedTree.Key
  /// The objects whose dependencies are shown, wherever they first stand: so no circle goes round for ever.
  private(set) var open: Set<Node> = []

  init(of key: AlignedTree.Key) { self.key = key }

  func rows(_ map: DependencyMap) -> [Row] {
    guard let object = key.object, key.headings.isEmpty else { return [] }
    var rows: [Row] = []
    for direction in Direction.allCases {
      let top = Self.next(object, direction, map)
      rows.append(Row(depth: 0, content: .heading(direction, isEmpty: top.isEmpty)))
      var shown: Set<ObjectID> = [object]
      // The next row is the last of these.
      var rest = top.reversed().map { ($0, 1) }
      while let (next, depth) = rest.popLast() {
        let node = Node(direction: direction, object: next)
        let below = Self.next(next, direction, map)
        let fold: Row.Fold
        if below.isEmpty {
          fold = .none
        } else if shown.contains(next) {
          fold = .above
        } else if open.contains(node) {
          fold = .open
          shown.insert(next)
          rest += below.reversed().map { ($0, depth + 1) }
        } else {
          fold = .folded
        }
        rows.append(Row(depth: depth, content: .object(node, fold)))
      }
    }
    return rows
  }

  mutating func setOpen(_ node: Node, _ isOpen: Bool) {
    if isOpen { open.insert(node) } else { open.remove(node) }
  }

  /// Shows everything that the object leads to.
  mutating func openAll(_ map: DependencyMap) {
    guard let object = key.object else { return }
    for direction in Direction.allCases {
      var rest = [object]
      while let next = rest.popLast() {
        for other in Self.next(next, direction, map)
        where open.insert(Node(direction: direction, object: other)).inserted {
          rest.append(other)
        }
      }
    }
  }

  mutating func closeAll() { open = [] }

  private static func next(_ object: ObjectID, _ direction: Direction, _ map: DependencyMap) -> [ObjectID] {
    switch direction {
    case .users: map.users(of: object)
    case .needs: map.needs(of: object)
    }
  }
}
