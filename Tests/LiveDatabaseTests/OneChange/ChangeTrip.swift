import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization

/// Runs what blocks for long without taking a thread from the other tests.
func onAThreadOfItsOwn<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

/// Two databases of one server: the schemas as they are, and as they shall be.
struct ChangeTrip {
  private static let databases = Atomic(0)

  let server: ScratchServer
  private let current: Session
  private let desired: Session
  let hasICU: Bool

  /// A database and a connection to it, which knows its catalogs better with each case.
  private final class Session {
    let database: String
    let connection: Connection
    /// What the schemas were at first.
    var begun: [String: DatabaseSchema] = [:]

    init(_ database: String, on server: ScratchServer) throws {
      try server.createDatabase(database)
      self.database = database
      connection = try Connection(server.connectionParameters(database: database))
    }
  }

  init(on server: ScratchServer) throws {
    self.server = server
    let number = Self.databases.add(1, ordering: .relaxed).newValue
    current = try Session("current\(number)", on: server)
    desired = try Session("wanted\(number)", on: server)
    for session in [current, desired] {
      try session.connection.execute(
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
        CREATE ACCESS METHOD round_trip_heap TYPE TABLE HANDLER heap_tableam_handler;
        SELECT set_config(name, 'on', false) FROM pg_settings WHERE name = 'allow_in_place_tablespaces';
        """)
      // Not in a transaction; another page may have made it for the whole server.
      _ = try? session.connection.query("CREATE TABLESPACE round_trip_space LOCATION ''")
    }
    let collations = try current.connection.query("SELECT FROM pg_collation WHERE collname = 'de-x-icu' LIMIT 1")
    hasICU = collations.count > 0
  }

  private func load(_ sql: String, _ schema: String, into session: Session) throws {
    try session.connection.execute("DISCARD ALL")
    try session.connection.execute(
      "SET client_min_messages = error; CREATE SCHEMA \(schema); SET search_path = \(schema)")
    try session.connection.execute(sql)
  }

  /// What is wrong with the way from the one schema to the other; `differences` says whether it led there.
  ///
  /// With words in `refused` there must be no way, for a reason that contains them.
  func complaint(
    from before: String, to after: String, in schema: String, refused words: String? = nil
  ) throws -> String? {
    do {
      try load(before, schema, into: current)
      try load(after, schema, into: desired)
    } catch { return "the case is wrong: \(error)" }
    let wanted = try read(schema, desired)
    let before = try read(schema, current)
    current.begun[schema] = before
    let first = plan(from: before, to: wanted)
    if let words {
      return first.refusals.contains { $0.reason.contains(words) } ? nil : "not refused: \(first.refusals)"
    }
    guard first.refusals.isEmpty else { return "refused: \(first.refusals.map { "\($0.object) \($0.reason)" })" }
    let text = HumanPlan.sql(first.plan, numberingGroups: true)
    let turned = HumanPlan.sql(plan(from: before.turned, to: wanted.turned).plan, numberingGroups: true)
    guard turned == text else { return "another plan of the same, first\n\(text)\nthen\n\(turned)" }
    let rows = try rowCounts(in: schema)
    do { try run(first.plan, schema) } catch { return "\(error)\n\(text)" }
    let lost = try rowCounts(in: schema).filter { rows[$0.key, default: $0.value] != $0.value }.keys.sorted()
    guard lost.isEmpty else { return "rows of \(lost) are lost\n\(text)" }
    let reached = try read(schema, current)
    let foreseen = wanted.keepingColumnOrder(of: before, after: first.changes)
    for table in foreseen.tables {
      let order = reached.tables.first { $0.name == table.name }?.columns.map(\.name)
      guard order == table.columns.map(\.name) else {
        return "columns of \(table.name): foreseen \(table.columns.map(\.name)), found \(order ?? [])\n\(text)"
      }
    }
    let second = plan(from: reached, to: wanted)
    guard second.plan.groups.isEmpty else {
      return "not settled, first\n\(text)\nthen\n\(HumanPlan.sql(second.plan, numberingGroups: true))"
    }
    return nil
  }

  /// What is wrong with the way back of a schema that has got there; nil where there is none.
  func complaintAboutWayBack(in schema: String) throws -> String? {
    guard let before = current.begun[schema] else { return nil }
    let options = PlanOptions(role: Identifier(server.superuser))
    let version = ServerVersion(number: current.connection.serverVersion)
    let reversal = Reversal(of: [before], to: [try read(schema, desired)], on: version, options)
    guard reversal.outcome.refusals.isEmpty else { return nil }
    let way = Plan(
      reversal.outcome.changes, schema: before.name, createdAt: "", sourceFingerprint: nil, countersign: nil)
    let text = HumanPlan.sql(way, numberingGroups: true)
    do { try run(way, schema) } catch { return "way back: \(error)\n\(text)" }
    let second = plan(from: try read(schema, current), to: before)
    guard !second.plan.groups.isEmpty else { return nil }
    return "way back not settled, first\n\(text)\nthen\n\(HumanPlan.sql(second.plan, numberingGroups: true))"
  }

  /// The session with the schemas as they are.
  var currentConnection: Connection {
    _read { yield current.connection }
  }

  /// The plan from the one schema to the other, of which the first is there now.
  func loadedPlan(from before: String, to after: String, in schema: String) throws -> Plan {
    try load(before, schema, into: current)
    try load(after, schema, into: desired)
    return plan(from: try read(schema, current), to: try read(schema, desired)).plan
  }

  private func read(_ schema: String, _ session: Session) throws -> DatabaseSchema {
    try CatalogReader.read([Identifier(schema)], names: .relative, over: session.connection).schema(Identifier(schema))
  }

  private func plan(
    from before: DatabaseSchema, to wanted: DatabaseSchema
  ) -> (plan: Plan, refusals: [PlanRefusal], changes: [PlannedChange]) {
    let outcome = Planner.plan(
      from: before, to: wanted,
      on: ServerVersion(number: current.connection.serverVersion), PlanOptions(role: Identifier(server.superuser)))
    let plan = Plan(
      outcome.changes, schema: wanted.name, createdAt: "", sourceFingerprint: nil, countersign: nil)
    return (plan, outcome.refusals, outcome.changes)
  }

  private func run(_ plan: Plan, _ schema: String) throws {
    try current.connection.execute("DISCARD ALL")
    try current.connection.execute("SET client_min_messages = error; SET search_path = \(schema), public")
    for group in plan.groups {
      let sql = group.steps.map(\.sql).joined(separator: "\n")
      do { try current.connection.execute(sql) } catch {
        throw StepFailure(message: "\(error)", sql: sql)
      }
    }
  }

  /// How many rows each table has of its own.
  private func rowCounts(in schema: String) throws -> [String: String] {
    try current.connection.execute("DISCARD ALL")
    let tables = try current.connection.query(
      """
      SELECT relname, format('SELECT count(*) FROM ONLY %s', oid::regclass) FROM pg_class
      WHERE relkind = 'r' AND relnamespace = '\(schema)'::regnamespace
      """)
    var counts: [String: String] = [:]
    for table in 0..<tables.count {
      counts[tables[table][0] ?? ""] = try current.connection.query(tables[table][1] ?? "")[0][0]
    }
    return counts
  }

  struct StepFailure: Error {
    var message: String
    var sql: String
  }

  /// Statements of `pg_dump` that only one of the two has, by schema.
  ///
  /// Of one schema alone, if one is named.
  func differences(in schema: String? = nil) throws -> [String: [String]] {
    let excused = try excusedChecks()
    let got = statements(of: current, in: schema).mapValues { $0.compactMap { Self.without(excused, $0) } }
    let wanted = statements(of: desired, in: schema).mapValues { $0.compactMap { Self.without(excused, $0) } }
    var found: [String: [String]] = [:]
    for schema in Set(got.keys).union(wanted.keys).sorted() {
      let (ours, theirs) = (got[schema, default: []], wanted[schema, default: []])
      let lines =
        theirs.filter { !ours.contains($0) }.map { "- \($0)" } + ours.filter { !theirs.contains($0) }.map { "+ \($0)" }
      if !lines.isEmpty { found[schema] = lines }
    }
    return found
  }

  private struct InheritedCheck: Hashable {
    var table: String
    var name: String
  }

  /// Inherited checks and NOT NULLs that are the child's own too and shall not be, or are validated and shall not be.
  ///
  /// PostgreSQL has no way back from either, but by taking the check from the parent for a while.
  private func excusedChecks() throws -> Set<InheritedCheck> {
    func checks(_ condition: String, _ session: Session) throws -> Set<InheritedCheck> {
      let rows = try session.connection.query(
        """
        SELECT format('%I.%I', n.nspname, t.relname), quote_ident(c.conname) FROM pg_constraint c
        JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE c.contype IN ('c', 'n') AND c.coninhcount > 0 AND \(condition)
        """)
      return Set((0..<rows.count).map { InheritedCheck(table: rows[$0][0] ?? "", name: rows[$0][1] ?? "") })
    }
    let own = try checks("c.conislocal", current).intersection(checks("NOT c.conislocal", desired))
    let validated = try checks("c.convalidated", current)
      .intersection(checks("NOT c.convalidated AND NOT c.conislocal", desired))
    return own.union(validated)
  }

  /// A statement without the checks; nil when nothing is left of it.
  private static func without(_ checks: Set<InheritedCheck>, _ statement: String) -> String? {
    var statement = statement
    for check in checks {
      if statement.hasPrefix("ALTER TABLE \(check.table)\n    ADD CONSTRAINT \(check.name) CHECK ") { return nil }
      guard statement.contains("TABLE \(check.table) (") else { continue }
      let beginnings = ["CHECK ", "NOT NULL "].map { "    CONSTRAINT \(check.name) \($0)" }
      statement = statement.split(separator: "\n").filter { !beginnings.contains(where: $0.hasPrefix) }
        .joined(separator: "\n")
    }
    return statement
  }

  private func statements(of session: Session, in schema: String?) -> [String: [String]] {
    let only = schema.map { "-n \($0)" } ?? ""
    let text = shell(
      """
      '\(server.installation.folder)/pg_dump' --schema-only \(only) -h '\(server.folder)' -U '\(server.superuser)' \
      '\(session.database)'
      """)
    var pieces: [String: [String]] = [:]
    for piece in text.split(separator: "\n\n--\n-- Name: ") {
      let lines = piece.split(separator: "\n").dropFirst().filter { line in
        !["--", "\\", "SET "].contains(where: line.hasPrefix)
      }
      // Neither the order of columns nor of rights says anything.
      let beginnings = ["CREATE TABLE", "CREATE UNLOGGED TABLE"]
      let isSorted = beginnings.contains { lines.first?.hasPrefix($0) ?? false } || piece.contains("Type: ACL;")
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
    // PostgreSQL keeps statistics' columns in the table's order.
    .replacing(#/(CREATE STATISTICS .* ON )(.*)( FROM )/#) { found in
      String(found.1) + found.2.split(separator: ", ").sorted().joined(separator: ", ") + String(found.3)
    }
  }
}

extension DatabaseSchema {
  /// The same objects in the opposite order, so that tables of hashes are filled otherwise.
  fileprivate var turned: DatabaseSchema {
    var copy = self
    copy.tables.reverse()
    copy.views.reverse()
    copy.sequences.reverse()
    copy.routines.reverse()
    copy.aggregates.reverse()
    copy.enumTypes.reverse()
    copy.compositeTypes.reverse()
    copy.domains.reverse()
    copy.definedObjects.reverse()
    copy.privileges.reverse()
    copy.columnPrivileges.reverse()
    copy.defaultPrivileges.reverse()
    copy.dependencies.reverse()
    return copy
  }
}
