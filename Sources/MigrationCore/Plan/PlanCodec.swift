/// Reads and writes `plan.json`, pgschema's document, byte for byte as pgschema writes it.
///
/// Reading is strict: a key that the format does not have is an error, except inside `countersign`, which keeps what
/// it holds. So nothing stands in a plan that a reviewer is not shown.
package enum PlanCodec {
  /// The plan that `bytes` hold; `groups` missing or null is a plan with nothing to do.
  ///
  /// - Throws: ``PlanError`` with the byte offset or the JSON path of what is wrong.
  package static func decode(_ bytes: [UInt8]) throws(PlanError) -> Plan {
    let document: JSONValue
    let format: String
    do {
      document = try JSONReader.read(bytes)
      var fields = try JSONFields(document)
      format = try fields.string("version")
    } catch { throw .unreadable(error) }
    // Before everything else: of another format nothing can be said.
    guard format == Plan.format else { throw .unknownFormat(format) }
    do { return try plan(document) } catch { throw .unreadable(error) }
  }

  /// The file of `plan`, its final newline included.
  package static func encode(_ plan: Plan) -> [UInt8] {
    var members = [
      JSONMember("version", .string(plan.formatVersion)),
      JSONMember("pgschema_version", .string(plan.pgschemaVersion)),
      JSONMember("created_at", .string(plan.createdAt)),
    ]
    if let hash = plan.sourceFingerprint {
      members.append(JSONMember("source_fingerprint", .object([JSONMember("hash", .string(hash))])))
    }
    members.append(JSONMember("groups", plan.groups.isEmpty ? .null : .array(plan.groups.map(json))))
    if !plan.sourceDiffs.isEmpty { members.append(JSONMember("source_diffs", .array(plan.sourceDiffs.map(json)))) }
    if let section = plan.countersign { members.append(JSONMember("countersign", .object(section.members))) }
    return JSONWriter.indented(.object(members))
  }
}

// MARK: - Reading

extension PlanCodec {
  private static func plan(_ document: JSONValue) throws(JSONError) -> Plan {
    var fields = try JSONFields(document)
    var plan = Plan(
      formatVersion: try fields.string("version"), pgschemaVersion: try fields.string("pgschema_version"),
      createdAt: try fields.string("created_at"), sourceFingerprint: nil, groups: [])
    if let value = fields.take("source_fingerprint") {
      plan.sourceFingerprint = try fingerprint(value, at: fields.path(of: "source_fingerprint"))
    }
    if let groups = fields.rest.first(where: { $0.key == "groups" }), groups.value != .null {
      plan.groups = try fields.array("groups", group)
    } else {
      _ = fields.take("groups")
    }
    if fields.rest.contains(where: { $0.key == "source_diffs" }) {
      plan.sourceDiffs = try fields.array("source_diffs", sourceDiff)
    }
    if let value = fields.take("countersign") {
      let section = try JSONFields(value, at: fields.path(of: "countersign"))
      plan.countersign = try CountersignSection(members: section.rest, at: section.path)
    }
    try fields.finish()
    return plan
  }

  private static func fingerprint(_ value: JSONValue, at path: String) throws(JSONError) -> String {
    var fields = try JSONFields(value, at: path)
    let hash = try fields.string("hash")
    guard hash.isSHA256 else { throw .wrongValue(at: fields.path(of: "hash"), "is not 64 lower-case hex digits") }
    try fields.finish()
    return hash
  }

  private static func group(_ value: JSONValue, at path: String) throws(JSONError) -> TransactionGroup {
    var fields = try JSONFields(value, at: path)
    let group = TransactionGroup(steps: try fields.array("steps", step))
    guard !group.steps.isEmpty else { throw .wrongValue(at: fields.path(of: "steps"), "is empty") }
    try fields.finish()
    return group
  }

  private static func step(_ value: JSONValue, at path: String) throws(JSONError) -> Step {
    var fields = try JSONFields(value, at: path)
    var step = Step(sql: try fields.string("sql"))
    if let value = fields.take("directive") {
      step.directive = try directive(value, at: fields.path(of: "directive"))
    }
    step.type = try fields.optionalString("type") ?? ""
    step.operation = try fields.optionalString("operation") ?? ""
    step.path = try fields.optionalString("path") ?? ""
    try fields.finish()
    return step
  }

  private static func directive(_ value: JSONValue, at path: String) throws(JSONError) -> Directive {
    var fields = try JSONFields(value, at: path)
    let directive = Directive(type: try fields.string("type"), message: try fields.string("message"))
    guard directive.type == Directive.wait else {
      throw .wrongValue(at: fields.path(of: "type"), "is an unknown directive type; only \"wait\" is known")
    }
    try fields.finish()
    return directive
  }

  private static func sourceDiff(_ value: JSONValue, at path: String) throws(JSONError) -> SourceDiff {
    var fields = try JSONFields(value, at: path)
    let diff = SourceDiff(
      statements: try fields.array("statements", statement), type: try fields.string("type"),
      operation: try fields.string("operation"), path: try fields.string("path"))
    try fields.finish()
    return diff
  }

  private static func statement(_ value: JSONValue, at path: String) throws(JSONError) -> SourceDiff.Statement {
    var fields = try JSONFields(value, at: path)
    let statement = SourceDiff.Statement(
      sql: try fields.string("sql"), canRunInTransaction: try fields.bool("can_run_in_transaction"))
    try fields.finish()
    return statement
  }
}

// MARK: - Writing

extension PlanCodec {
  private static func json(_ group: TransactionGroup) -> JSONValue {
    .object([JSONMember("steps", .array(group.steps.map(json)))])
  }

  private static func json(_ step: Step) -> JSONValue {
    var members = [JSONMember("sql", .string(step.sql))]
    if let directive = step.directive {
      let content = [
        JSONMember("type", .string(directive.type)), JSONMember("message", .string(directive.message)),
      ]
      members.append(JSONMember("directive", .object(content)))
    }
    for (key, text) in [("type", step.type), ("operation", step.operation), ("path", step.path)] where !text.isEmpty {
      members.append(JSONMember(key, .string(text)))
    }
    return .object(members)
  }

  private static func json(_ diff: SourceDiff) -> JSONValue {
    let statements = diff.statements.map {
      JSONValue.object([
        JSONMember("sql", .string($0.sql)), JSONMember("can_run_in_transaction", .bool($0.canRunInTransaction)),
      ])
    }
    return .object([
      JSONMember("statements", .array(statements)), JSONMember("type", .string(diff.type)),
      JSONMember("operation", .string(diff.operation)), JSONMember("path", .string(diff.path)),
    ])
  }
}

extension String {
  /// Whether this is a SHA-256 as it is written everywhere here: 64 lower-case hex digits.
  package var isSHA256: Bool {
    utf8.count == 64
      && utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
