extension LedgerRecord {
  /// The record as canonical JSON text (RFC 8785), without its kind.
  package var text: String { String(decoding: JSONWriter.canonical(json), as: UTF8.self) }

  private var json: JSONValue {
    switch self {
    case .began(let change): change.json
    case .resumed(let executor, let signoffs):
      .object([JSONMember("executor", executor.json), JSONMember("signoffs", .array(signoffs.map(\.json)))])
    case .attempting(let step): .object([JSONMember("step", .string(step.description))])
    case .committing(let group, let transaction):
      .object([JSONMember("group", .integer(group)), JSONMember("transaction", .string(transaction))])
    case .ran(let run): run.json
    case .failed(let step, let message, let attempt):
      .object([
        JSONMember("step", .string(step.description)), JSONMember("message", .string(message)),
        JSONMember("attempt", .integer(attempt)),
      ])
    case .ended(let end): end.json
    case .adopted(let adoption): adoption.json
    case .waived(let waiver): waiver.json
    }
  }

  /// Reads a record of the given kind.
  ///
  /// Members that are not known are passed over: a later version may have written them.
  /// - Throws: ``JSONError`` with the path of what is wrong.
  package init(_ kind: Kind, _ body: String) throws(JSONError) {
    var fields = try JSONFields(JSONReader.read(Array(body.utf8)))
    switch kind {
    case .change: self = .began(try ChangeBeginning(&fields))
    case .resume:
      let executor = try Executor(fields.require("executor"), at: fields.path(of: "executor"))
      // Ledgers of earlier versions have none.
      let isSigned = fields.rest.contains { $0.key == "signoffs" }
      let signoffs = isSigned ? try fields.array("signoffs", RecordedSignoff.init) : []
      self = .resumed(by: executor, signoffs: signoffs)
    case .attempt: self = .attempting(try fields.step())
    case .commit:
      self = .committing(group: try fields.integer("group"), transaction: try fields.string("transaction"))
    case .group: self = .ran(try GroupRun(&fields))
    case .failure:
      self = .failed(
        try fields.step(), message: try fields.string("message"), attempt: try fields.integer("attempt"))
    case .end: self = .ended(try ChangeEnd(&fields))
    case .adoption: self = .adopted(try Adoption(&fields))
    case .waiver: self = .waived(try Waiver(&fields))
    }
  }
}

// MARK: - Members

extension JSONFields {
  fileprivate mutating func step() throws(JSONError) -> StepID {
    let text = try string("step")
    guard let step = StepID(text) else { throw .wrongValue(at: path(of: "step"), "is no step such as \"2.1\"") }
    return step
  }

  fileprivate mutating func strings(_ key: String) throws(JSONError) -> [String] {
    try array(key) { value, path throws(JSONError) in
      guard case .string(let text) = value else { throw .wrongType(at: path, expected: "a string", found: value) }
      return text
    }
  }

  fileprivate mutating func touched() throws(JSONError) -> [TouchedObject] {
    try array("touched") { value, path throws(JSONError) in
      var fields = try JSONFields(value, at: path)
      return TouchedObject(name: try fields.string("name"), token: try fields.string("token"))
    }
  }

  fileprivate mutating func state(_ key: String) throws(JSONError) -> RecordedState? {
    let value = try require(key)
    return value == .null ? nil : try RecordedState(value, at: path(of: key))
  }

  fileprivate mutating func signoff() throws(JSONError) -> RecordedSignoff? {
    let value = try require("signoff")
    return value == .null ? nil : try RecordedSignoff(value, at: path(of: "signoff"))
  }
}

extension [TouchedObject] {
  fileprivate var json: JSONValue {
    .array(map { .object([JSONMember("name", .string($0.name)), JSONMember("token", .string($0.token))]) })
  }
}

extension String? {
  fileprivate var json: JSONValue { map { .string($0) } ?? .null }
}

extension Executor {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("name", .string(name)), JSONMember("key", key.json), JSONMember("login", .string(login)),
      JSONMember("machine", .string(machine)), JSONMember("role", .string(role)),
    ])
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      name: try fields.string("name"), key: try fields.nullableString("key"), login: try fields.string("login"),
      machine: try fields.string("machine"), role: try fields.string("role"))
  }
}

extension LedgerTarget {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("environment", .string(environment)), JSONMember("database", .string(database)),
      JSONMember("schemas", .array(schemas.map { .string($0) })), JSONMember("system", .string(system)),
    ])
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      environment: try fields.string("environment"), database: try fields.string("database"),
      schemas: try fields.strings("schemas"), system: try fields.string("system"))
  }
}

extension RecordedState {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("fingerprint", .string(fingerprint)),
      JSONMember("catalog_hashes", .array(catalogHashes.map { .string($0) })), JSONMember("snapshot", snapshot.json),
    ])
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      fingerprint: try fields.string("fingerprint"), catalogHashes: try fields.strings("catalog_hashes"),
      snapshot: try fields.nullableString("snapshot"))
  }
}

extension RecordedSignoff {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("principal", .string(principal)), JSONMember("statement", .string(statement)),
      JSONMember("signature", .string(signature)),
    ])
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      principal: try fields.string("principal"), statement: try fields.string("statement"),
      signature: try fields.string("signature"))
  }
}

extension ChangeBeginning {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("target", target.json), JSONMember("executor", executor.json), JSONMember("plan", .string(planHash)),
      JSONMember("before", before.json), JSONMember("signoffs", .array(signoffs.map(\.json))),
      JSONMember("policy", policyHash.json), JSONMember("tool", .string(tool)), JSONMember("touched", touched.json),
    ])
  }

  fileprivate init(_ fields: inout JSONFields) throws(JSONError) {
    self.init(
      target: try LedgerTarget(fields.require("target"), at: fields.path(of: "target")),
      executor: try Executor(fields.require("executor"), at: fields.path(of: "executor")),
      planHash: try fields.string("plan"),
      before: try RecordedState(fields.require("before"), at: fields.path(of: "before")),
      signoffs: try fields.array("signoffs", RecordedSignoff.init), policyHash: try fields.nullableString("policy"),
      tool: try fields.string("tool"), touched: try fields.touched())
  }
}

extension GroupRun {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("group", .integer(group)), JSONMember("steps", .array(steps.map(\.json))),
      JSONMember("touched", touched.json),
    ])
  }

  fileprivate init(_ fields: inout JSONFields) throws(JSONError) {
    self.init(
      group: try fields.integer("group"), steps: try fields.array("steps", StepRun.init),
      touched: try fields.touched())
  }
}

extension StepRun {
  fileprivate var json: JSONValue {
    .object(
      [
        JSONMember("step", .string(step.description)), JSONMember("started_at", .string(startedAt)),
        JSONMember("milliseconds", .integer(milliseconds)),
        JSONMember("lock_wait_milliseconds", .integer(lockWaitMilliseconds)),
        JSONMember("attempts", .integer(attempts)),
      ] + (work.map { [JSONMember("work", $0.json)] } ?? []))
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      step: try fields.step(), startedAt: try fields.string("started_at"),
      milliseconds: try fields.integer("milliseconds"),
      lockWaitMilliseconds: try fields.integer("lock_wait_milliseconds"), attempts: try fields.integer("attempts"))
    // Ledgers of earlier versions have none.
    if let work = fields.take("work") { self.work = try StepWork(work, at: fields.path(of: "work")) }
  }
}

extension StepWork {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("kind", .string(kind)), JSONMember("rows", .integer(Int(rows))),
      JSONMember("bytes", .integer(Int(bytes))),
    ])
  }

  fileprivate init(_ value: JSONValue, at path: String) throws(JSONError) {
    var fields = try JSONFields(value, at: path)
    self.init(
      kind: try fields.string("kind"), rows: Int64(try fields.integer("rows")),
      bytes: Int64(try fields.integer("bytes")))
  }
}

extension ChangeEnd {
  fileprivate var json: JSONValue {
    var members = [
      JSONMember("outcome", .string(outcome.rawValue)), JSONMember("after", after?.json ?? .null),
      JSONMember("message", .string(message)),
    ]
    if let signoff { members.append(JSONMember("signoff", signoff.json)) }
    return .object(members)
  }

  fileprivate init(_ fields: inout JSONFields) throws(JSONError) {
    let word = try fields.string("outcome")
    guard let outcome = Outcome(rawValue: word) else {
      throw .wrongValue(at: fields.path(of: "outcome"), "is no outcome that is known")
    }
    self.init(outcome: outcome, after: try fields.state("after"), message: try fields.string("message"))
    if let value = fields.take("signoff") { signoff = try RecordedSignoff(value, at: fields.path(of: "signoff")) }
  }
}

extension Adoption {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("target", target.json), JSONMember("executor", executor.json), JSONMember("state", state.json),
      JSONMember("reason", .string(reason)), JSONMember("signoff", signoff?.json ?? .null),
    ])
  }

  fileprivate init(_ fields: inout JSONFields) throws(JSONError) {
    self.init(
      target: try LedgerTarget(fields.require("target"), at: fields.path(of: "target")),
      executor: try Executor(fields.require("executor"), at: fields.path(of: "executor")),
      state: try RecordedState(fields.require("state"), at: fields.path(of: "state")),
      reason: try fields.string("reason"), signoff: try fields.signoff())
  }
}

extension Waiver {
  fileprivate var json: JSONValue {
    .object([
      JSONMember("gate", .string(gate)), JSONMember("environment", .string(environment)),
      JSONMember("plan", .string(planHash)), JSONMember("executor", executor.json),
      JSONMember("reason", .string(reason)), JSONMember("signoff", signoff?.json ?? .null),
    ])
  }

  fileprivate init(_ fields: inout JSONFields) throws(JSONError) {
    self.init(
      gate: try fields.string("gate"), environment: try fields.string("environment"),
      planHash: try fields.string("plan"),
      executor: try Executor(fields.require("executor"), at: fields.path(of: "executor")),
      reason: try fields.string("reason"), signoff: try fields.signoff())
  }
}
