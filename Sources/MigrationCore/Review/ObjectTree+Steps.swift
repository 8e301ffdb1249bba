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
    for object in objects {
      let isThere = moment == .before ? !object.isCreatedFirst : !object.isDroppedLast
      Self.place(object, isThere: isThere, moment, in: &roots)
    }
  }

  private static func place(_ object: StepObject, isThere: Bool, _ moment: Moment, in roots: inout [ObjectNode]) {
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
    change(&roots, along: ways[...], creating: isThere) { siblings in
      let place = siblings.firstIndex { $0.id == object.id }
      switch (place, isThere) {
      case (nil, true): siblings.append(object.node(moment))
      case (let place?, false): siblings.remove(at: place)
      case (let place?, true):
        guard moment == .after, !object.sql.isEmpty else { return }
        let before = siblings[place].definition
        siblings[place].definition = before.isEmpty ? object.sql : "\(before)\n\n-- then, by this plan:\n\(object.sql)"
      case (nil, false): break
      }
    }
  }

  private static func change(
    _ nodes: inout [ObjectNode], along ways: ArraySlice<ObjectNode>, creating: Bool,
    _ body: (inout [ObjectNode]) -> Void
  ) {
    guard let way = ways.first else { return body(&nodes) }
    var index = nodes.firstIndex { node in
      if let id = way.id {
        return id.kind == .schema ? node.id?.kind == .schema && node.id?.schema == id.schema : node.id == id
      }
      return node.id == nil && Identifier(node.title) == Identifier(way.title)
    }
    if index == nil, creating {
      nodes.append(way)
      index = nodes.count - 1
    }
    guard let index else { return }
    change(&nodes[index].children, along: ways.dropFirst(), creating: creating, body)
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
