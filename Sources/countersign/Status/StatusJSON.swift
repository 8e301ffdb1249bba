import LiveDatabase
import MigrationCore

/// The standing of environments as programs read it.
enum StatusJSON {
  static func json(_ statuses: [EnvironmentStatus]) -> JSONValue { .array(statuses.map(json)) }

  private static func json(_ status: EnvironmentStatus) -> JSONValue {
    var drift = JSONValue.null
    var error = JSONValue.null
    switch status.condition {
    case .inStep, .neverRecorded, .unfinished: break
    case .drifted(let found): drift = found.map(DriftText.json) ?? .null
    case .unreadable(let failure): error = .string(failure.message)
    }
    return .object([
      JSONMember("environment", .string(status.subject.environment)),
      JSONMember("database", HistoryJSON.string(status.ledgerTarget?.database)),
      JSONMember("schemas", .array(status.subject.schemas.map { .string($0.text) })),
      JSONMember("state", .string(status.condition.words)),
      JSONMember("last", status.standing?.lastEvent.map(HistoryJSON.line) ?? .null),
      JSONMember("recorded_by", status.standing?.event.map { .integer($0.id) } ?? .null),
      JSONMember("recorded", status.standing?.state.map(HistoryJSON.state) ?? .null),
      JSONMember("now", status.found.map { HistoryJSON.state($0.state) } ?? .null),
      JSONMember("unfinished", status.standing?.unfinished.map { .integer($0.id) } ?? .null),
      JSONMember("drift", drift),
      JSONMember(
        "not_managed",
        .array(
          status.notManaged.map {
            .object([JSONMember("kind", .string($0.kind)), JSONMember("name", .string($0.name))])
          })),
      JSONMember("broken_row", status.brokenRow.map { .integer($0.id) } ?? .null),
      JSONMember("signature_problem", HistoryJSON.string(status.signatureProblem)), JSONMember("error", error),
    ])
  }
}
