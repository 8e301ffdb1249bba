/// What separates a schema as it is from the schema that was recorded.
package struct Drift: Hashable, Sendable {
  /// In the order of the canonical text, what is gone before what is new.
  package var objects: [DriftedObject]

  package var isEmpty: Bool { objects.isEmpty }

  /// Nothing differs.
  package init() { objects = [] }

  /// Compares two states of the same schemas.
  ///
  /// A schema that only one of them has counts as one object.
  package init(from recorded: RecordedSnapshot, to found: RecordedSnapshot) {
    objects = []
    for schema in recorded.schemas {
      guard let now = found.schemas.first(where: { $0.name == schema.name }) else {
        objects.append(DriftedObject(schema: schema.name, title: "schema \(schema.name.text)", change: .removed))
        continue
      }
      append(schema, now)
    }
    for schema in found.schemas where !recorded.schemas.contains(where: { $0.name == schema.name }) {
      objects.append(DriftedObject(schema: schema.name, title: "schema \(schema.name.text)", change: .added))
    }
  }

  private mutating func append(_ recorded: RecordedSnapshot.Schema, _ found: RecordedSnapshot.Schema) {
    var gone = CanonicalBlock.blocks(of: recorded.canonicalText, without: found.canonicalText)
    var new = CanonicalBlock.blocks(of: found.canonicalText, without: recorded.canonicalText)
    var changed: [DriftedObject] = []
    gone.removeAll { block in
      // Operators share a name and differ in their arguments.
      let place = new.firstIndex { $0.names(block) && $0.property("arguments") == block.property("arguments") }
      guard let place else { return false }
      let lines = DriftedProperty.all(from: block, to: new[place])
      changed.append(
        DriftedObject(
          schema: recorded.name, title: block.objectTitle, change: .changed, properties: lines,
          recorded: recorded.tree.definition(of: block), found: found.tree.definition(of: block)))
      new.remove(at: place)
      return true
    }
    objects += gone.map { block in
      DriftedObject(
        schema: recorded.name, title: block.objectTitle, change: .removed,
        recorded: recorded.tree.definition(of: block))
    }
    objects += changed
    objects += new.map { block in
      DriftedObject(
        schema: recorded.name, title: block.objectTitle, change: .added, found: found.tree.definition(of: block))
    }
  }
}

/// An object that is not as it was recorded.
package struct DriftedObject: Hashable, Sendable {
  package enum Change: String, Hashable, Sendable, CaseIterable { case added, removed, changed }
  package var schema: Identifier
  /// Its kind and name: `table users`, `function total(integer)`.
  package var title: String
  package var change: Change
  /// What of it differs, where it is on both sides.
  package var properties: [DriftedProperty] = []
  /// Its definition as it was recorded; nil when it was not there, or its kind has none of its own.
  package var recorded: String?
  /// Its definition as it is.
  package var found: String?
}

/// A property of an object that is not as it was recorded.
package struct DriftedProperty: Hashable, Sendable {
  /// The members on the way to it: `column email`; empty for the object's own.
  package var path: [String]
  package var name: String
  /// Nil where it was not there.
  package var recorded: String?
  /// Nil where it is not there any more.
  package var found: String?

  /// What differs below two lines that name the same thing.
  static func all(from recorded: CanonicalBlock, to found: CanonicalBlock, below path: [String] = []) -> [Self] {
    var gone = recorded.children
    var new = found.children
    gone.removeAll { block in
      guard let place = new.firstIndex(of: block) else { return false }
      new.remove(at: place)
      return true
    }
    var properties: [Self] = []
    for block in gone {
      let twin =
        new.firstIndex { $0.names(block) }
        ?? new.firstIndex { $0.key == block.key && $0.children.isEmpty && block.children.isEmpty }
      guard let twin else {
        properties.append(Self(path: path, name: block.key, recorded: block.summary))
        continue
      }
      let other = new.remove(at: twin)
      properties +=
        other.names(block)
        ? all(from: block, to: other, below: path + [block.title])
        : [Self(path: path, name: block.key, recorded: block.summary, found: other.summary)]
    }
    properties += new.map { Self(path: path, name: $0.key, found: $0.summary) }
    guard properties.isEmpty, recorded.children != found.children else { return properties }
    // The same lines in another order: columns, values of an enum.
    let order = { (block: CanonicalBlock) in block.children.map(\.title).joined(separator: ", ") }
    return [Self(path: path, name: "order", recorded: order(recorded), found: order(found))]
  }
}

extension CanonicalBlock {
  /// Kind and name as people write them; what stands first is the kind, or `object` or `privileges` with the kind.
  fileprivate var objectTitle: String {
    switch key {
    case "routine", "aggregate":
      return "\(key) \(values.first ?? "")(\(values.dropFirst().first ?? ""))"
    case "object":
      let name = values.dropFirst().filter { !$0.isEmpty }.joined(separator: ".")
      return "\(values.first ?? "") \(name)" + (property("arguments").map { "(\($0))" } ?? "")
    case "privileges":
      let arguments = values.count > 2 && !values[2].isEmpty ? "(\(values[2]))" : ""
      return "privileges of \(values.prefix(2).joined(separator: " "))\(arguments)"
    case "column privileges": return "privileges of column \(values.joined(separator: "."))"
    case "default privileges": return "default privileges of \(values.joined(separator: " for "))"
    default: return title
    }
  }
}

extension ObjectTree {
  /// The definition of the object that a block of depth 0 is about; nil when the tree has none for it.
  fileprivate func definition(of block: CanonicalBlock) -> String? {
    let values = block.values.map { Identifier($0) }
    let matches: (ObjectID) -> Bool
    switch block.key {
    case "routine":
      matches = { id in
        (id.kind == .function || id.kind == .procedure) && id.name == values.first
          && Identifier(id.arguments ?? "") == values.last
      }
    case "aggregate":
      matches = { id in
        id.kind == .aggregate && id.name == values.first && Identifier(id.arguments ?? "") == values.last
      }
    case "object":
      guard values.count == 3, let kind = ObjectKind(rawValue: values[0].text) else { return nil }
      let arguments = block.property("arguments")
      matches = { id in
        id.kind == kind && (id.name == values[2] || id.member == values[2])
          && (values[1].bytes.isEmpty || id.name == values[1])
          && (arguments == nil || id.arguments == nil || id.arguments == arguments)
      }
    case "privileges", "column privileges", "default privileges": return nil
    default:
      guard let kind = ObjectKind(rawValue: block.key) else { return nil }
      matches = { id in id.kind == kind && id.name == values.first && id.member == nil }
    }
    return roots.lazy.flatMap { [$0] + $0.children.flatMap { [$0] + $0.children } }
      .first { $0.id.map(matches) ?? false }.map(\.definition)
  }
}
