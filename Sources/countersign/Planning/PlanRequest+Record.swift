import LiveDatabase
import MigrationCore
import SQLSyntax

/// What a plan says of itself for whoever reviews it: hashes, steps and objects.
extension PlanRequest {
  /// A plan's `countersign` object.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - changes: what it was made of.
  ///   - target: where it runs, with what its locks depend on.
  ///   - current: what it begins with.
  ///   - desired: where it leads.
  ///   - ignored: what it is not about.
  ///   - leftOut: what it does without.
  ///   - undoing: the SQL that undoes each step, in their order.
  ///   - reversal: what there is to say of the way back.
  ///   - isBeginningKnown: false leaves out the hash of what it begins with.
  /// - Returns: the object; nil without a schema.
  /// - Throws: `JSONError` when it is none, which it is.
  func section(
    of plan: Plan, _ changes: [PlannedChange], _ target: Target, from current: [DatabaseSchema],
    to desired: [DatabaseSchema], _ ignored: IgnoreRules, leavingOut leftOut: [StepLabel] = [],
    undoing: [String?], reversal: ReversalNote?, isBeginningKnown: Bool = true
  ) throws -> CountersignSection {
    let (current, desired) = (current.map(ignored.applied), desired.map(ignored.applied))
    let (before, after) = try simultaneously({ End(of: current) }, { End(of: desired) })
    var members = [
      JSONMember("format", .number("1")), JSONMember("generator", .string("countersign \(Countersign.version)")),
      JSONMember("schema", .string(schema.text)),
      JSONMember("server_version_num", .number(String(target.surroundings.serverVersion.number))),
    ]
    if current.count > 1 {
      members.append(
        JSONMember("schemas", .array(Self.schemas(current, target.fingerprints, isHashed: isBeginningKnown))))
    } else if let hash = before.hash, isBeginningKnown {
      members.append(JSONMember("catalog_hash", .string(hash.hex)))
    }
    let said = reversal.map { [$0.member] } ?? []
    let steps = JSONMember("steps", .array(records(of: plan, changes, target.live, undoing).map(\.json)))
    if leftOut.isEmpty {
      if let hash = after.hash { members.append(JSONMember("desired_hash", .string(hash.hex))) }
      let objects = JSONValue.object([
        JSONMember("current", before.tree.json(besides: after.tree)),
        JSONMember("desired", after.tree.json(besides: before.tree)),
      ])
      members += said + [steps, JSONMember("objects", objects)]
    } else {
      // It does not lead to the desired schema then.
      members += [JSONMember("left_out", .array(leftOut.map { .string($0.description) }))] + said + [steps]
    }
    return try CountersignSection(members: members)
  }

  /// What a plan says of the schemas that it begins with, or leads to.
  private struct End: Sendable {
    var tree: ObjectTree
    /// Nil of several, each of which has its own.
    var hash: CatalogHash?

    init(of schemas: [DatabaseSchema]) {
      tree = ObjectTree(schemas: schemas, source: .plan)
      hash = schemas.count == 1 ? schemas.first.map { CatalogHash(of: $0) } : nil
    }
  }

  /// What says that a plan begins with `schema`.
  static func hash(of schema: DatabaseSchema) -> JSONMember {
    JSONMember("catalog_hash", .string(CatalogHash(of: schema).hex))
  }

  /// What says that a plan begins with several.
  static func schemas(
    _ schemas: [DatabaseSchema], _ fingerprints: [PgschemaFingerprint], isHashed: Bool
  ) -> [JSONValue] {
    schemas.enumerated().map { place, schema in
      var members = [JSONMember("schema", .string(schema.name.text))]
      if place < fingerprints.count {
        members.append(JSONMember("source_fingerprint", .string(fingerprints[place].hash)))
      }
      return .object(isHashed ? members + [hash(of: schema)] : members)
    }
  }

  /// A record of each step, in the order of the steps.
  private func records(
    of plan: Plan, _ changes: [PlannedChange], _ live: LiveFacts?, _ undoing: [String?]
  ) -> [StepRecord] {
    var facts = StatementParser(schema: schema).facts(of: plan.steps.map(\.step.sql)).makeIterator()
    let context = ReviewContext(plan: plan, live: live) { _ in facts.next() ?? .notAnalysed("it was not parsed") }
    let labels = changes.flatMap { change in change.steps.map { _ in change.label } }
    return zip(zip(context.steps, labels), undoing).map { known, sql in
      let (step, label) = known
      return StepRecord(
        of: label.object ?? ObjectID(.schema, schema, schema), operation: label.operation, context.impact(of: step),
        reversal: sql)
    }
  }
}

/// What a plan and the way back say of what is not brought back.
struct ReversalNote {
  enum Role {
    case canBeUndone
    case leadsBack
    /// It leads back to before a recorded change.
    case undoes(change: Int, planHash: String)
  }
  private let losses: [JSONValue]
  var role: Role

  /// Names the steps of `plan`, made of `changes`, that lose something.
  init(_ reversal: Reversal, undoing plan: Plan, of changes: [PlannedChange]) {
    let objects = changes.flatMap { change in change.steps.map { _ in change.label.object } }
    let steps = Dictionary(zip(objects, plan.steps.map(\.id))) { first, _ in first }
    losses = reversal.losses.map { loss in
      let step = steps[loss.object] ?? steps[ObjectID(.table, loss.object.schema, loss.object.name)]
      return Self.json(loss, step)
    }
    role = .canBeUndone
  }

  /// Of a plan that leads back to before a recorded change; `reversal` is of the way from there to here.
  init(_ reversal: Reversal, of beginning: RecordedBeginning) {
    losses = reversal.losses.map { Self.json($0, nil) }
    role = .undoes(change: beginning.change, planHash: beginning.planHash)
  }

  private static func json(_ loss: Reversal.Loss, _ step: StepID?) -> JSONValue {
    .object([
      JSONMember("step", step.map { .string("\($0)") } ?? .null), JSONMember("reason", .string(loss.reason)),
    ])
  }

  /// `reversal` in the plan, `reverses` in the way back; steps are those of the plan.
  var member: JSONMember {
    let losses = JSONMember("losses", .array(losses))
    switch role {
    case .canBeUndone: return JSONMember("reversal", .object([losses]))
    case .leadsBack: return JSONMember("reverses", .object([losses]))
    case .undoes(let change, let planHash):
      return JSONMember(
        "reverses",
        .object([JSONMember("change", .integer(change)), JSONMember("plan", .string(planHash)), losses]))
    }
  }
}

extension CountersignSection {
  /// The same with a hash of what the plan begins with, or the hashes of several.
  func beginning(with hash: JSONMember) throws(JSONError) -> Self {
    if let place = members.firstIndex(where: { $0.key == hash.key }) {
      return try Self(members: members[..<place] + [hash] + members[(place + 1)...])
    }
    let place = members.firstIndex { $0.key == "server_version_num" } ?? members.startIndex
    return try Self(members: members[...place] + [hash] + members[(place + 1)...])
  }
}
