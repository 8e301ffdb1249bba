/// The plan's `countersign` object: what this program knows about a plan and pgschema passes over.
///
/// Its members are kept as the document has them, known or not, so that a plan of a later version comes out of this
/// one as it went in. The known ones have properties; the codec has checked their types.
package struct CountersignSection: Hashable, Sendable {
  package private(set) var members: [JSONMember]

  /// The section with `members`.
  ///
  /// - Throws: ``JSONError`` when a known member has another type than it should, or `format` is missing or unknown.
  package init(members: [JSONMember], at path: String = "$.countersign") throws(JSONError) {
    self.members = members
    var fields = try JSONFields(.object(members), at: path)
    let format = try fields.integer("format")
    guard format == 1 else { throw .wrongValue(at: fields.path(of: "format"), "is \(format); only 1 is known") }
    for key in ["generator", "schema", "catalog_hash", "desired_hash"] { _ = try fields.optionalString(key) }
    if fields.rest.contains(where: { $0.key == "schemas" }) { schemas = try Self.schemas(&fields) }
    if fields.rest.contains(where: { $0.key == "server_version_num" }) { _ = try fields.integer("server_version_num") }
  }

  /// What wrote the plan, `countersign 0.1.0`.
  package var generator: String? { string("generator") }
  /// The schema that the plan is for; the first of several.
  package var schema: String? { string("schema") }
  /// The schemas of a plan that is for several, in the order of the `search_path`; empty in a plan for one.
  package private(set) var schemas: [PlannedSchema] = []
  /// The server that the plan was made against, `180006`.
  package var serverVersionNumber: Int? { integer("server_version_num") }
  /// The hash of everything that `pg_dump --schema-only` would print of the current schema.
  package var catalogHash: String? { string("catalog_hash") }
  /// The same of the desired schema.
  package var desiredHash: String? { string("desired_hash") }

  /// The changes that the plan does without because nobody asked for them, in words; empty for none.
  package var leftOut: [String] {
    guard case .array(let changes)? = self["left_out"] else { return [] }
    return changes.compactMap { change in
      guard case .string(let text) = change else { return nil }
      return text
    }
  }

  /// What the way back from the plan does not bring back; empty for nothing, or when nobody asked.
  package var reversal: [PlanLoss] { losses("reversal") }
  /// Whether the plan is the way back from another.
  package var isWayBack: Bool { self["reverses"] != nil }

  /// In a plan that is the way back from another, what it does not bring back.
  package var reverses: [PlanLoss] { losses("reverses") }
  /// The number of the recorded change that the plan leads back to before; nil for any other plan.
  package var reversedChange: Int? {
    guard case .object(let members)? = self["reverses"],
      case .number(let literal)? = members.first(where: { $0.key == "change" })?.value
    else { return nil }
    return Int(literal)
  }

  /// What undoes each step, in the order of the steps; nil for a step that has nothing of its own to undo, and empty
  /// when the plan does not say.
  package var stepReversals: [String?] {
    guard case .array(let steps)? = self["steps"] else { return [] }
    return steps.map { step in
      guard case .object(let members) = step,
        case .string(let sql)? = members.first(where: { $0.key == "reversal" })?.value
      else { return nil }
      return sql
    }
  }

  private static func schemas(_ fields: inout JSONFields) throws(JSONError) -> [PlannedSchema] {
    try fields.array("schemas") { value, path throws(JSONError) in
      var fields = try JSONFields(value, at: path)
      return PlannedSchema(
        name: Identifier(try fields.string("schema")),
        sourceFingerprint: try fields.optionalString("source_fingerprint"),
        catalogHash: try fields.optionalString("catalog_hash"))
    }
  }

  private func losses(_ key: String) -> [PlanLoss] {
    guard case .object(let members)? = self[key],
      case .array(let losses)? = members.first(where: { $0.key == "losses" })?.value
    else { return [] }
    return losses.compactMap { loss in
      guard case .object(let members) = loss else { return nil }
      func text(_ key: String) -> String? {
        guard case .string(let text)? = members.first(where: { $0.key == key })?.value else { return nil }
        return text
      }
      return text("reason").map { PlanLoss(step: text("step").flatMap { StepID($0) }, reason: $0) }
    }
  }

  /// The member `key`; nil when there is none.
  package subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }

  private func string(_ key: String) -> String? {
    guard case .string(let text)? = self[key] else { return nil }
    return text
  }

  private func integer(_ key: String) -> Int? {
    guard case .number(let literal)? = self[key] else { return nil }
    return Int(literal)
  }
}

/// Something that cannot be undone.
package struct PlanLoss: Hashable, Sendable {
  /// The step that loses it; nil when no single one does.
  package var step: StepID?
  /// A sentence that names the object.
  package var reason: String
}

/// One of several schemas that a plan is for, and what it has to be like.
package struct PlannedSchema: Hashable, Sendable {
  package var name: Identifier
  /// pgschema's hash.
  package var sourceFingerprint: String?
  package var catalogHash: String?

  package init(name: Identifier, sourceFingerprint: String?, catalogHash: String?) {
    self.name = name
    self.sourceFingerprint = sourceFingerprint
    self.catalogHash = catalogHash
  }
}
