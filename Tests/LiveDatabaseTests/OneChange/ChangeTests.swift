import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import Testing

/// A plan leads from the one schema to the other, on tables with rows in them, and then there is nothing left to plan.
@Suite(.serialized) struct ChangeTests {
  @Test(arguments: ChangePage.wanted)
  func everyChangeLeadsWhereItShould(_ page: ChangePage) async throws {
    let servers = try await InstalledServers.all
    try await withThrowingTaskGroup(of: [String].self) { group in
      for server in servers {
        for direction in [ChangeTrip.Direction.forth, .back] {
          group.addTask {
            try await onAThreadOfItsOwn { try ChangeTrip.complaints(about: page, direction, on: server) }
          }
        }
      }
      for try await complaint in group.map({ $0.joined(separator: "\n\n") }) where !complaint.isEmpty {
        Issue.record("\(complaint)")
      }
    }
  }

  private func onAThreadOfItsOwn<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}

/// Two databases of one server: the schemas as they are, and as they shall be.
struct ChangeTrip {
  enum Direction: Sendable { case forth, back }

  private static let databases = Atomic(0)

  private let server: ScratchServer
  private let current: ConnectionParameters
  private let desired: ConnectionParameters
  private let hasICU: Bool

  private init(on server: ScratchServer) throws {
    self.server = server
    let number = Self.databases.add(1, ordering: .relaxed).newValue
    try server.createDatabase("current\(number)")
    try server.createDatabase("desired\(number)")
    current = server.connectionParameters(database: "current\(number)")
    desired = server.connectionParameters(database: "desired\(number)")
    for parameters in [current, desired] {
      try Connection(parameters).execute(
        """
        SET client_min_messages = error;
        DO $$ DECLARE role text; BEGIN
          FOREACH role IN ARRAY '{change_owner,change_reader,change_writer,round_trip_owner,round_trip_reader,Round Trip Quoted}'::text[] LOOP
            BEGIN EXECUTE format('CREATE ROLE %I', role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
          END LOOP;
        END $$;
        CREATE FOREIGN DATA WRAPPER change_wrapper; CREATE SERVER change_server FOREIGN DATA WRAPPER change_wrapper;
        CREATE SERVER change_server_2 FOREIGN DATA WRAPPER change_wrapper;
        CREATE SERVER round_trip_server FOREIGN DATA WRAPPER change_wrapper;
        """)
    }
    let collations = try Connection(current).query("SELECT FROM pg_collation WHERE collname = 'de-x-icu' LIMIT 1")
    hasICU = collations.count > 0
  }

  static func complaints(about page: ChangePage, _ direction: Direction, on server: ScratchServer) throws -> [String] {
    let trip = try ChangeTrip(on: server)
    let cases = page.cases.filter {
      $0.since <= server.installation.major && (trip.hasICU || !$0.needsICU) && !(direction == .back && $0.isOneWay)
    }
    var complaints: [String] = []
    for one in cases {
      let (before, after) = direction == .forth ? (one.before, one.after) : (one.after, one.before)
      if let complaint = try trip.complaint(about: one, from: before, to: after) {
        complaints.append("\(one.title): \(complaint)")
      }
    }
    let found = try trip.differences()
    for one in cases where found[one.schema] != nil {
      complaints.append("\(one.title): not as desired\n\(found[one.schema, default: []].joined(separator: "\n"))")
    }
    return complaints.map { "PostgreSQL \(server.installation.version), \(page.testDescription) \(direction): \($0)" }
  }

  private func load(_ sql: String, _ schema: String, into parameters: ConnectionParameters) throws {
    let connection = try Connection(parameters)
    try connection.execute("SET client_min_messages = error; CREATE SCHEMA \(schema); SET search_path = \(schema)")
    try connection.execute(sql)
  }

  private func complaint(about one: ChangePage.Case, from before: String, to after: String) throws -> String? {
    do {
      try load(before, one.schema, into: current)
      try load(after, one.schema, into: desired)
    } catch { return "the case is wrong: \(error)" }
    let first = try plan(one.schema)
    guard first.refusals.isEmpty else { return "refused: \(first.refusals.map { "\($0.object) \($0.reason)" })" }
    let text = HumanPlan.sql(first.plan, numberingGroups: true)
    do { try run(first.plan, one.schema) } catch { return "\(error)\n\(text)" }
    let second = try plan(one.schema)
    guard second.plan.groups.isEmpty else {
      return "not settled, first\n\(text)\nthen\n\(HumanPlan.sql(second.plan, numberingGroups: true))"
    }
    return nil
  }

  private func plan(_ schema: String) throws -> (plan: Plan, refusals: [PlanRefusal]) {
    let before = try CatalogReader.read(Identifier(schema), names: .relative, over: Connection(current))
    let after = try CatalogReader.read(Identifier(schema), names: .relative, over: Connection(desired))
    let outcome = Planner.plan(
      from: before.schema, to: after.schema, on: before.server, PlanOptions(role: Identifier(server.superuser)))
    let plan = Plan(
      outcome.changes, schema: Identifier(schema), createdAt: "", sourceFingerprint: nil, countersign: nil)
    return (plan, outcome.refusals)
  }

  private func run(_ plan: Plan, _ schema: String) throws {
    let connection = try Connection(current)
    try connection.execute("SET client_min_messages = error; SET search_path = \(schema), public")
    for group in plan.groups {
      let sql = group.steps.map(\.sql).joined(separator: "\n")
      do { try connection.execute(sql) } catch {
        throw StepFailure(message: "\(error)", sql: sql)
      }
    }
  }

  struct StepFailure: Error {
    var message: String
    var sql: String
  }

  /// Statements of `pg_dump` that only one of the two has, by schema.
  private func differences() throws -> [String: [String]] {
    let (got, wanted) = (statements(of: current), statements(of: desired))
    var found: [String: [String]] = [:]
    for schema in Set(got.keys).union(wanted.keys).sorted() {
      let (ours, theirs) = (got[schema, default: []], wanted[schema, default: []])
      let lines =
        theirs.filter { !ours.contains($0) }.map { "- \($0)" } + ours.filter { !theirs.contains($0) }.map { "+ \($0)" }
      if !lines.isEmpty { found[schema] = lines }
    }
    return found
  }

  private func statements(of database: ConnectionParameters) -> [String: [String]] {
    let text = shell(
      """
      '\(server.installation.folder)/pg_dump' --schema-only -h '\(server.folder)' -U '\(server.superuser)' \
      '\(database.database ?? "")'
      """)
    var pieces: [String: [String]] = [:]
    for piece in text.split(separator: "\n\n--\n-- Name: ") {
      let lines = piece.split(separator: "\n").dropFirst().filter { line in
        !["--", "\\", "SET "].contains(where: line.hasPrefix)
      }
      // Neither the order of columns nor of rights says anything.
      let isSorted =
        piece.hasPrefix("") && (lines.first?.hasPrefix("CREATE TABLE") ?? false || piece.contains("Type: ACL;"))
      let body =
        isSorted
        ? lines.map { String($0.hasSuffix(",") ? $0.dropLast() : $0) }.sorted() : lines.map(String.init)
      guard !body.isEmpty, let place = piece.firstRange(of: "case_") else { continue }
      pieces[String(piece[place.lowerBound...].prefix("case_000".count)), default: []]
        .append(Self.oneWording(body.joined(separator: "\n")))
    }
    return pieces
  }

  /// Makes one of what PostgreSQL words in two ways.
  private static func oneWording(_ text: String) -> String {
    text.replacing(#/\(\(ARRAY\[([^\[\]]*)\]\)::text\[\]\)/#) { found in
      "(ARRAY[" + found.1.split(separator: ", ").map { "(\($0))::text" }.joined(separator: ", ") + "])"
    }
    .replacing(#/[ \n]+(\$[a-z_]*\$;)/#) { found in String(found.1) }
  }
}
