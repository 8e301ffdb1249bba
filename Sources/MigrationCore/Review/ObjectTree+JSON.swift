/// Trees in plan.json, for a review that reaches no database.
///
/// A list of objects as ``ObjectID/members`` has them, relations with their `members`. What is the same before and after
/// the plan is named only; what changes has its `detail` and its `definition` besides.
extension ObjectTree {
  /// The tree of a schema that a plan leads from, or to; what is not managed is left out.
  ///
  /// - Parameter other: the tree at the other end of the plan.
  /// - Returns: a JSON array.
  package func json(besides other: ObjectTree) -> JSONValue {
    var known: [ObjectID: ObjectNode] = [:]
    for node in other.roots.flatMap(\.objects) { if let id = node.id { known[id] = node } }
    var list: [JSONValue] = []
    for root in roots {
      var own = root
      own.children = []
      var twin = root.id.flatMap { known[$0] }
      twin?.children = []
      if let json = own.json(isSame: own == twin, known) { list.append(json) }
      for node in root.children.flatMap(\.objects) where node.id?.kind != .schema {
        if let json = node.json(isSame: node == node.id.flatMap { known[$0] }, known) { list.append(json) }
      }
    }
    return .array(list)
  }

  /// Reads a list back into a tree.
  ///
  /// - Throws: ``JSONError`` with the path of what is wrong.
  package init(json value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(.object([JSONMember("list", value)]), at: path)
    let nodes = try fields.array("list") { value, _ throws(JSONError) in try ObjectNode(json: value, at: path) }
    var roots: [ObjectNode] = []
    for node in nodes {
      guard let id = node.id else { continue }
      if id.kind == .schema {
        roots.append(node)
        continue
      }
      guard let root = roots.indices.last else { throw .wrongValue(at: path, "does not begin with a schema") }
      let heading = Identifier(id.kind.heading)
      if let place = roots[root].children.firstIndex(where: { Identifier($0.title) == heading }) {
        roots[root].children[place].children.append(node)
      } else {
        roots[root].children.append(ObjectNode(id: nil, title: id.kind.heading, children: [node]))
      }
    }
    self.init(source: .plan, roots: roots)
  }
}

extension ObjectNode {
  /// The object, or the objects below a heading.
  fileprivate var objects: [ObjectNode] {
    guard let id else {
      return Identifier(title) == Identifier(ObjectTree.notManagedTitle) ? [] : children.flatMap(\.objects)
    }
    return id.kind == .schema ? [self] + children.flatMap(\.objects) : [self]
  }

  fileprivate func json(isSame: Bool, _ known: [ObjectID: ObjectNode]) -> JSONValue? {
    guard let id else { return nil }
    var members = id.members
    if Identifier(title) != id.member ?? id.name { members.append(JSONMember("title", .string(title))) }
    guard !isSame else { return .object(members) }
    if !detail.isEmpty { members.append(JSONMember("detail", .string(detail))) }
    if !definition.isEmpty { members.append(JSONMember("definition", .string(definition))) }
    let twins = Dictionary(
      (known[id]?.children ?? []).compactMap { child in child.id.map { ($0, child) } },
      uniquingKeysWith: { first, _ in first })
    let parts = children.compactMap { child in child.json(isSame: child == child.id.flatMap { twins[$0] }, twins) }
    if !parts.isEmpty { members.append(JSONMember("members", .array(parts))) }
    return .object(members)
  }

  fileprivate init(json value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    let id = try ObjectID(&fields)
    let title = try fields.optionalString("title") ?? (id.member ?? id.name).text
    self.init(
      id: id, title: title, detail: try fields.optionalString("detail") ?? "",
      definition: try fields.optionalString("definition") ?? "")
    guard fields.rest.contains(where: { $0.key == "members" }) else { return }
    children = try fields.array("members") { value, path throws(JSONError) in try ObjectNode(json: value, at: path) }
  }
}

extension Plan {
  /// The schemas that the plan leads from and to, as it says itself; nil when it does not.
  ///
  /// - Throws: ``JSONError`` with the path of what is wrong.
  package func trees() throws(JSONError) -> (current: ObjectTree, desired: ObjectTree)? {
    guard let value = countersign?["objects"] else { return nil }
    let path = "$.countersign.objects"
    var fields = try JSONFields(value, at: path)
    return (
      try ObjectTree(json: try fields.require("current"), at: "\(path).current"),
      try ObjectTree(json: try fields.require("desired"), at: "\(path).desired")
    )
  }
}
