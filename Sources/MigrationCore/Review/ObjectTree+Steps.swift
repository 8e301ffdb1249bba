extension ObjectTree {
  /// Which of the two schemas a tree stands for.
  package enum Moment: Hashable, Sendable { case before, after }

  /// The objects that the steps of `plan` name, as they are before or after it: all that is known without a database.
  ///
  /// An object whose first step creates it is not there before, one whose last step drops it not there after. An
  /// object's definition is empty before, and the SQL of its steps after.
  package init(stepsOf plan: Plan, _ moment: Moment) {
    self.init(source: .stepPaths, roots: [])
    apply(StepObject.all(of: plan, in: self), moment)
  }

  /// What `plan` should make of this schema, judging by its steps' paths alone: for showing while there is no rehearsal.
  ///
  /// A changed object's definition is the current one followed by the SQL of its steps.
  package func expected(after plan: Plan) -> ObjectTree {
    var copy = self
    copy.source = .stepPaths
    copy.apply(StepObject.all(of: plan, in: self), .after)
    return copy
  }

  private mutating func apply(_ objects: [StepObject], _ moment: Moment) {
    var places = Places()
    for object in objects {
      let isThere = moment == .before ? !object.isCreatedFirst : !object.isDroppedLast
      Self.place(object, isThere: isThere, moment, in: &roots, &places)
    }
    places.removeDropped(from: &roots)
  }

  private static func place(
    _ object: StepObject, isThere: Bool, _ moment: Moment, in roots: inout [ObjectNode], _ places: inout Places
  ) {
    var ways: [ObjectNode] = []
    if !object.id.schema.bytes.isEmpty {
      ways.append(ObjectNode(id: ObjectID(.schema, object.id.schema, object.id.schema), title: object.id.schema.text))
    }
    if let relation = object.relation {
      ways.append(ObjectNode(id: nil, title: relation.kind.heading))
      ways.append(ObjectNode(id: relation, title: relation.name.text))
    } else {
      ways.append(ObjectNode(id: nil, title: object.id.kind.heading))
    }
    change(&roots, along: ways[...], creating: isThere, &places) { siblings, places, way in
      // A relation has few members, a heading may have thousands of objects.
      let place =
        object.relation == nil
        ? places.index(of: object.id, in: siblings, at: way) : siblings.firstIndex { $0.id == object.id }
      switch (place, isThere) {
      case (nil, true):
        siblings.append(object.node(moment))
        if object.relation == nil { places.add(object.id, siblings.count - 1, at: way) }
      case (let place?, false):
        if object.relation == nil { places.drop(object.id, at: way) } else { siblings.remove(at: place) }
      case (let place?, true):
        guard moment == .after, !object.sql.isEmpty else { return }
        let before = siblings[place].definition
        siblings[place].definition = before.isEmpty ? object.sql : "\(before)\n\n-- then, by this plan:\n\(object.sql)"
      case (nil, false): break
      }
    }
  }

  private static func change(
    _ nodes: inout [ObjectNode], along ways: ArraySlice<ObjectNode>, at way: [Identifier] = [], creating: Bool,
    _ places: inout Places, _ body: (inout [ObjectNode], inout Places, [Identifier]) -> Void
  ) {
    guard let next = ways.first else { return body(&nodes, &places, way) }
    let isRelation = next.id.map { $0.kind != .schema } ?? false
    var index: Int?
    if isRelation, let id = next.id {
      index = places.index(of: id, in: nodes, at: way)
    } else {
      index = nodes.firstIndex { node in
        if let id = next.id { return node.id?.kind == .schema && node.id?.schema == id.schema }
        return node.id == nil && Identifier(node.title) == Identifier(next.title)
      }
    }
    if index == nil, creating {
      nodes.append(next)
      index = nodes.count - 1
      if isRelation, let id = next.id { places.add(id, nodes.count - 1, at: way) }
    }
    guard let index else { return }
    change(
      &nodes[index].children, along: ways.dropFirst(), at: way + [Identifier(next.title)], creating: creating, &places,
      body)
  }

  /// Where objects stand below their heading, so that a plan of many steps does not look through all for each.
  private struct Places {
    /// By schema and heading.
    private var known: [[Identifier]: [ObjectID: Int]] = [:]
    private var dropped: Set<ObjectID> = []

    /// The place of an object among `nodes`; nil when it is not there, or not any more.
    mutating func index(of id: ObjectID, in nodes: [ObjectNode], at way: [Identifier]) -> Int? {
      if known[way] == nil {
        known[way] = Dictionary(
          nodes.enumerated().compactMap { place, node in node.id.map { ($0, place) } },
          uniquingKeysWith: { first, _ in first })
      }
      return known[way]?[id]
    }

    mutating func add(_ id: ObjectID, _ index: Int, at way: [Identifier]) { known[way]?[id] = index }

    /// Takes an object out; its node goes at the end, so that the places of the others stay.
    mutating func drop(_ id: ObjectID, at way: [Identifier]) {
      known[way]?[id] = nil
      dropped.insert(id)
    }

    func removeDropped(from roots: inout [ObjectNode]) {
      guard !dropped.isEmpty else { return }
      func isDropped(_ node: ObjectNode) -> Bool { node.id.map(dropped.contains) ?? false }
      for root in roots.indices {
        roots[root].children.removeAll(where: isDropped)
        for heading in roots[root].children.indices {
          roots[root].children[heading].children.removeAll(where: isDropped)
        }
      }
    }
  }
}

/// An object as the steps of a plan treat it, all its steps taken together.
private struct StepObject {
  var id: ObjectID
  /// The table or view that a member belongs to.
  var relation: ObjectID?
  var isCreatedFirst: Bool
  var isDroppedLast: Bool
  var sql: String

  func node(_ moment: ObjectTree.Moment) -> ObjectNode {
    let isPlain = id.kind == .column || !id.kind.isMember
    return ObjectNode(
      id: id, title: (id.member ?? id.name).text, detail: isPlain ? "" : id.kind.rawValue,
      definition: moment == .before ? "" : sql)
  }

  static func all(of plan: Plan, in tree: ObjectTree) -> [StepObject] {
    let rows = AlignedTree(current: tree, desired: nil)
    let known = StepRows(rows)
    var objects: [StepObject] = []
    var indexByID: [ObjectID: Int] = [:]
    for (_, step) in plan.steps where step.directive == nil && !step.path.isEmpty {
      let subject = StepSubject(type: step.type)
      guard let kind = subject.kinds.first else { continue }
      let existing = known.row(for: step).flatMap { rows.rows[$0].id }
      let id = existing.flatMap { subject.kinds.contains($0.kind) ? $0 : nil } ?? named(step.path, kind, existing)
      let isCreated = subject.isObjectItself && step.operation == "create"
      let isDropped = subject.isObjectItself && step.operation == "drop"
      if let index = indexByID[id] {
        objects[index].isDroppedLast = isDropped
        objects[index].sql += objects[index].sql.isEmpty ? step.sql : "\n\n\(step.sql)"
        continue
      }
      let relation =
        kind.isMember
        ? StepSubject.relationKind(ofMemberType: step.type).map { ObjectID($0, id.schema, id.name) } : nil
      // A new member does not make its relation new: unless the plan created that, it was there before.
      if let relation, indexByID[relation] == nil {
        indexByID[relation] = objects.count
        objects.append(StepObject(id: relation, relation: nil, isCreatedFirst: false, isDroppedLast: false, sql: ""))
      }
      indexByID[id] = objects.count
      objects.append(
        StepObject(
          id: id, relation: relation, isCreatedFirst: isCreated, isDroppedLast: isDropped,
          sql: step.sql))
    }
    return objects
  }

  /// Splits a path at its dots: a schema, a name, and for a member everything after that.
  private static func named(_ path: String, _ kind: ObjectKind, _ relation: ObjectID?) -> ObjectID {
    let bytes = Array(path.utf8)
    if kind == .privilege || kind == .defaultPrivilege {
      return ObjectID(kind, Identifier(""), Identifier(bytes: readable(bytes)))
    }
    if kind.isMember, let relation {
      let prefix = relation.schema.bytes.count + relation.name.bytes.count + 2
      return ObjectID(kind, relation.schema, relation.name, member: Identifier(bytes: bytes.dropFirst(prefix)))
    }
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: kind.isMember ? 2 : 1, omittingEmptySubsequences: false)
    switch parts.count {
    case 3:
      return ObjectID(
        kind, Identifier(bytes: parts[0]), Identifier(bytes: parts[1]), member: Identifier(bytes: parts[2]))
    case 2: return ObjectID(kind, Identifier(bytes: parts[0]), Identifier(bytes: parts[1]))
    default: return ObjectID(kind, Identifier(""), Identifier(bytes: bytes))
    }
  }

  /// `privileges.TABLE.users.app` without the first word.
  private static func readable(_ path: [UInt8]) -> ArraySlice<UInt8> {
    path.firstIndex(of: UInt8(ascii: ".")).map { path[($0 + 1)...] } ?? path[...]
  }
}
