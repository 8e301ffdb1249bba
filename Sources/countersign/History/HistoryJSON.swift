import LiveDatabase
import MigrationCore

/// The ledger as programs read it.
enum HistoryJSON {
  /// What the list says of an event.
  static func line(_ event: RecordedHistory.Event) -> JSONValue { .object(members(event)) }

  /// Everything that is recorded of an event.
  static func whole(_ told: HistoryText.Event) -> JSONValue {
    var members = members(told.event)
    switch told.event {
    case .change(let change):
      let beginning = change.beginning
      members += [
        JSONMember("target", target(beginning.target)), JSONMember("executed_by", executor(beginning.executor)),
        JSONMember("before", state(beginning.before)),
        JSONMember("after", change.end?.after.map(state) ?? .null),
        JSONMember("policy", string(beginning.policyHash)), JSONMember("tool", .string(beginning.tool)),
        JSONMember("signoffs", .array(beginning.signoffs.map(signoff))),
        JSONMember("signatures", signatures(told.signatures)),
        JSONMember("resumed_by", .array(change.resumptions.map { executor($0.executor) })),
        JSONMember("steps", .array(change.groups.flatMap(\.steps).map(run))),
        JSONMember(
          "failures",
          .array(
            change.failures.map { failure in
              .object([
                JSONMember("step", .string("\(failure.step)")), JSONMember("attempt", .integer(failure.attempt)),
                JSONMember("at", .string(failure.at)), JSONMember("message", .string(failure.message)),
              ])
            })),
        JSONMember("attempting", string(change.attempting.map { "\($0)" })),
        JSONMember("committing", change.committing.map { .integer($0.group) } ?? .null),
        JSONMember("message", string(change.end?.message)),
        JSONMember("changed_before", told.handmade.map(DriftText.json) ?? .null),
        JSONMember("difference", told.difference.map(DriftText.json) ?? .null),
      ]
    case .adoption(let adoption):
      members += [
        JSONMember("target", target(adoption.adoption.target)),
        JSONMember("executed_by", executor(adoption.adoption.executor)),
        JSONMember("state", state(adoption.adoption.state)), JSONMember("reason", .string(adoption.adoption.reason)),
        JSONMember("signoff", adoption.adoption.signoff.map(signoff) ?? .null),
        JSONMember("signature", string(told.signatures.first?.worth)),
      ]
    case .waiver(let waiver):
      members += [
        JSONMember("gate", .string(waiver.waiver.gate)), JSONMember("executed_by", executor(waiver.waiver.executor)),
        JSONMember("reason", .string(waiver.waiver.reason)),
        JSONMember("signoff", waiver.waiver.signoff.map(signoff) ?? .null),
        JSONMember("signature", string(told.signatures.first?.worth)),
      ]
    }
    return .object(members)
  }

  static func verification(_ found: LedgerVerification, _ signatures: [RecordedSignature]) -> JSONValue {
    .object([
      JSONMember("holds", .bool(found.holds && signatures.allSatisfy { $0.problem == nil })),
      JSONMember("rows", .integer(found.rows)),
      JSONMember("contents", .integer(found.contents)), JSONMember("last_hash", .string(found.lastHash)),
      JSONMember(
        "broken_row",
        found.brokenEntry.map {
          .object([JSONMember("id", .integer($0.id)), JSONMember("problem", .string($0.problem))])
        } ?? .null),
      JSONMember(
        "broken_content",
        found.brokenContent.map {
          .object([JSONMember("hash", .string($0.hash)), JSONMember("problem", .string($0.problem))])
        } ?? .null),
      JSONMember("unfinished_bytes", .integer(found.unfinishedBytes)),
      JSONMember("signatures", self.signatures(signatures)),
    ])
  }

  private static func signatures(_ signatures: [RecordedSignature]) -> JSONValue {
    .array(
      signatures.map { signature in
        .object([
          JSONMember("row", .integer(signature.row)), JSONMember("of", .string(signature.part.rawValue)),
          JSONMember("principal", .string(signature.principal)), JSONMember("problem", string(signature.problem)),
          JSONMember("standing", .string(signature.standing.rawValue)),
        ])
      })
  }

  static func state(_ state: RecordedState) -> JSONValue {
    .object([
      JSONMember("source_fingerprint", .string(state.fingerprint)),
      JSONMember("catalog_hashes", .array(state.catalogHashes.map { .string($0) })),
      JSONMember("snapshot", string(state.snapshot)),
    ])
  }

  static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func members(_ event: RecordedHistory.Event) -> [JSONMember] {
    let (kind, at, plan, executor, signers, outcome): (String, String, String?, String, [String], String) =
      switch event {
      case .change(let change):
        (
          "change", change.beganAt, change.beginning.planHash, change.beginning.executor.name, change.signers,
          HistoryText.outcome(change)
        )
      case .adoption(let adoption):
        (
          "adoption", adoption.at, nil, adoption.adoption.executor.name,
          [adoption.adoption.signoff?.principal].compactMap { $0 }, "adopted"
        )
      case .waiver(let waiver):
        (
          "waiver", waiver.at, waiver.waiver.planHash, waiver.waiver.executor.name,
          [waiver.waiver.signoff?.principal].compactMap { $0 }, "waived"
        )
      }
    var duration: Int?
    if case .change(let change) = event, change.end != nil { duration = change.milliseconds }
    return [
      JSONMember("id", .integer(event.id)), JSONMember("kind", .string(kind)), JSONMember("at", .string(at)),
      JSONMember("environment", .string(event.environment)), JSONMember("database", string(event.target?.database)),
      JSONMember("plan", string(plan)), JSONMember("executor", .string(executor)),
      JSONMember("signers", .array(signers.map { .string($0) })), JSONMember("outcome", .string(outcome)),
      JSONMember("milliseconds", duration.map { .integer($0) } ?? .null),
    ]
  }

  private static func target(_ target: LedgerTarget) -> JSONValue {
    .object([
      JSONMember("environment", .string(target.environment)), JSONMember("database", .string(target.database)),
      JSONMember("schemas", .array(target.schemas.map { .string($0) })), JSONMember("system", .string(target.system)),
    ])
  }

  private static func executor(_ executor: Executor) -> JSONValue {
    .object([
      JSONMember("name", .string(executor.name)), JSONMember("key", string(executor.key)),
      JSONMember("login", .string(executor.login)), JSONMember("machine", .string(executor.machine)),
      JSONMember("role", .string(executor.role)),
    ])
  }

  private static func signoff(_ signoff: RecordedSignoff) -> JSONValue {
    .object([
      JSONMember("principal", .string(signoff.principal)), JSONMember("statement", .string(signoff.statement)),
      JSONMember("signature", .string(signoff.signature)),
    ])
  }

  private static func run(_ run: StepRun) -> JSONValue {
    .object([
      JSONMember("step", .string("\(run.step)")), JSONMember("started_at", .string(run.startedAt)),
      JSONMember("milliseconds", .integer(run.milliseconds)),
      JSONMember("lock_wait_milliseconds", .integer(run.lockWaitMilliseconds)),
      JSONMember("attempts", .integer(run.attempts)),
    ])
  }
}
