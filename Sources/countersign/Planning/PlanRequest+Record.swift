import LiveDatabase
import MigrationCore
import SQLSyntax

/// What a plan says of itself for whoever reviews it: hashes, steps and objects.
extension PlanRequest {
  /// The plan's `countersign` object.
  ///
  /// - Throws: `JSONError` when it is none, which it is.
  func section(
    of plan: Plan, _ changes: [PlannedChange], _ target: Target, desired: DatabaseSchema, _ ignored: IgnoreRules,
    _ selection: PlanSelection
  ) throws -> CountersignSection? {
    guard let current = target.surroundings.schemas.first else { return nil }
    var members = [
      JSONMember("format", .number("1")), JSONMember("generator", .string("countersign \(Countersign.version)")),
      JSONMember("schema", .string(schema.text)),
      JSONMember("server_version_num", .number(String(target.surroundings.serverVersion.number))),
      JSONMember("catalog_hash", .string(CatalogHash(of: current).hex)),
    ]
    let steps = JSONMember("steps", .array(records(of: plan, changes, target.live).map(\.json)))
    if selection.leftOut.isEmpty {
      let before = ObjectTree(schema: ignored.applied(to: current), source: .plan)
      let after = ObjectTree(schema: ignored.applied(to: desired), source: .plan)
      members += [
        JSONMember("desired_hash", .string(CatalogHash(of: desired).hex)), steps,
        JSONMember(
          "objects",
          .object([
            JSONMember("current", before.json(besides: after)), JSONMember("desired", after.json(besides: before)),
          ])),
      ]
    } else {
      // It does not lead to the desired schema then.
      members += [JSONMember("left_out", .array(selection.leftOut.map { .string($0.description) })), steps]
    }
    return try CountersignSection(members: members)
  }

  /// A record of each step, in the order of the steps.
  private func records(of plan: Plan, _ changes: [PlannedChange], _ live: LiveFacts?) -> [StepRecord] {
    var facts = StatementParser(schema: schema).facts(of: plan.steps.map(\.step.sql)).makeIterator()
    let context = ReviewContext(plan: plan, live: live) { _ in facts.next() ?? .notAnalysed("it was not parsed") }
    let labels = changes.flatMap { change in change.steps.map { _ in change.label } }
    return zip(context.steps, labels).map { step, label in
      StepRecord(
        of: label.object ?? ObjectID(.schema, schema, schema), operation: label.operation, context.impact(of: step))
    }
  }
}
