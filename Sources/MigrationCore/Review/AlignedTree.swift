/// The current and the desired schema beside each other: one row per object that either of them has.
///
/// Shape: preorder. Objects are matched by `ObjectID`, headings by their title under the same object. Objects under a
/// heading stand in byte order; an object's own members stand in the order of the desired side, with those that only the
/// current side has after the member they followed there.
package struct AlignedTree: Hashable, Sendable {
  /// What becomes of an object, as far as the two definitions tell.
  package enum Change: Hashable, Sendable { case same, created, altered, dropped }

  /// What names a row in every alignment of the same schemas; cursors and folds are kept by it.
  package struct Key: Hashable, Sendable {
    /// The object, or the nearest object above a heading.
    package var object: ObjectID?
    /// The titles of the headings between that object and the row, the row's own last; empty for an object.
    package var headings: [Identifier] = []
    /// From zero, among rows that are named the same.
    package var occurrence = 0
  }

  /// One side of a row.
  package struct Side: Hashable, Sendable {
    package var detail: String
    package var definition: String
    /// Objects directly below on this side.
    package var objectsBelow: Int
  }

  package struct Row: Hashable, Sendable {
    package var key: Key
    package var title: String
    package var depth: Int
    package var change: Change
    /// Nil where the current schema does not have it.
    package var current: Side?
    /// Nil where the desired schema does not have it.
    package var desired: Side?
    /// Objects below this row, at any depth, that are not the same on both sides.
    package var changedBelow = 0
    /// The row that this one is directly below.
    package var parent: Int?
    /// The first row that is not below this one.
    package var end = 0

    /// The object; nil for a heading.
    package var id: ObjectID? { key.headings.isEmpty ? key.object : nil }
  }

  package private(set) var rows: [Row] = []
  private var indexByKey: [Key: Int] = [:]

  /// Aligns two trees; a side that is nil has no objects.
  package init(current: ObjectTree?, desired: ObjectTree?) {
    append(current?.roots ?? [], desired?.roots ?? [], depth: 0, parent: nil)
    for index in rows.indices.reversed() {
      if let parent = rows[index].parent {
        let own = rows[index].id != nil && rows[index].change != .same ? 1 : 0
        rows[parent].changedBelow += rows[index].changedBelow + own
      }
    }
  }

  /// The row of `key`; nil when neither schema has it.
  package func index(of key: Key) -> Int? { indexByKey[key] }

  /// The row of an object; nil when neither schema has it.
  package func index(of object: ObjectID) -> Int? { indexByKey[Key(object: object)] }

  private mutating func append(_ current: [ObjectNode], _ desired: [ObjectNode], depth: Int, parent: Int?) {
    let isUnderHeading = parent.map { rows[$0].id == nil } ?? true
    for pair in Self.merge(current, desired, sorted: isUnderHeading) {
      guard let node = pair.desired ?? pair.current else { continue }
      let index = rows.count
      rows.append(
        Row(
          key: key(of: node, below: parent),
          title: node.title, depth: depth, change: Self.change(pair.current, pair.desired),
          current: pair.current.map(Self.side), desired: pair.desired.map(Self.side), parent: parent))
      append(pair.current?.children ?? [], pair.desired?.children ?? [], depth: depth + 1, parent: index)
      rows[index].end = rows.count
    }
  }

  private mutating func key(of node: ObjectNode, below parent: Int?) -> Key {
    let above = parent.map { rows[$0].key }
    var key =
      node.id.map { Key(object: $0) }
      ?? Key(object: above?.object, headings: (above?.headings ?? []) + [Identifier(node.title)])
    while indexByKey[key] != nil { key.occurrence += 1 }
    indexByKey[key] = rows.count
    return key
  }

  private static func side(_ node: ObjectNode) -> Side {
    Side(
      detail: node.detail, definition: node.definition, objectsBelow: node.children.count { $0.id != nil })
  }

  /// A heading never changes; what is below it does.
  private static func change(_ current: ObjectNode?, _ desired: ObjectNode?) -> Change {
    guard (desired ?? current)?.id != nil else { return .same }
    return switch (current, desired) {
    case (nil, _): desired == nil ? .same : .created
    case (_, nil): .dropped
    case (let current?, let desired?):
      // Bytes, because String's own equality would take two spellings of é in a definition for one.
      current.definition.utf8.elementsEqual(desired.definition.utf8)
        && current.detail.utf8.elementsEqual(desired.detail.utf8) ? .same : .altered
    }
  }

  private typealias Pair = (current: ObjectNode?, desired: ObjectNode?)

  private static func merge(_ current: [ObjectNode], _ desired: [ObjectNode], sorted: Bool) -> [Pair] {
    let currentKeys = mergeKeys(current)
    let desiredKeys = mergeKeys(desired)
    let currentByKey = Dictionary(zip(currentKeys, current.indices), uniquingKeysWith: { first, _ in first })
    let shared = Set(desiredKeys)
    // What only the current side has goes after the shared node that it followed there; -1 is the beginning.
    var orphans: [Int: [ObjectNode]] = [:]
    var anchor = -1
    for (index, node) in current.enumerated() {
      if shared.contains(currentKeys[index]) { anchor = index } else { orphans[anchor, default: []].append(node) }
    }
    var pairs: [Pair] = (orphans[-1] ?? []).map { ($0, nil) }
    for (node, key) in zip(desired, desiredKeys) {
      guard let index = currentByKey[key] else {
        pairs.append((nil, node))
        continue
      }
      pairs.append((current[index], node))
      pairs += (orphans[index] ?? []).map { ($0, nil) }
    }
    guard sorted, pairs.allSatisfy({ ($0.desired ?? $0.current)?.id != nil }) else { return pairs }
    return pairs.sorted { left, right in
      guard let left = (left.desired ?? left.current)?.id, let right = (right.desired ?? right.current)?.id else {
        return false
      }
      return left < right
    }
  }

  /// What siblings are matched by: an object's identity, or a heading's title; and which of several with the same.
  private struct MergeKey: Hashable {
    var object: ObjectID?
    var heading: Identifier?
    var occurrence = 0
  }

  private static func mergeKeys(_ nodes: [ObjectNode]) -> [MergeKey] {
    var counts: [MergeKey: Int] = [:]
    return nodes.map { node in
      var key = MergeKey(object: node.id, heading: node.id == nil ? Identifier(node.title) : nil)
      let count = counts[key, default: 0]
      counts[key] = count + 1
      key.occurrence = count
      return key
    }
  }
}
