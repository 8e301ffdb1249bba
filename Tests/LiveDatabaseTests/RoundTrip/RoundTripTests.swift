import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import Synchronization
import Testing

/// What is loaded, dumped by us and loaded by psql into an empty database is the same to `pg_dump`.
@Suite(.serialized) struct RoundTripTests {
  @Test func thereAreEnoughCases() {
    #expect(RoundTripPage.all.reduce(0) { $0 + $1.cases.count } >= 200)
  }

  @Test(arguments: RoundTripPage.all)
  func everyCaseComesBackAsItWas(_ page: RoundTripPage) async throws {
    let servers = try await InstalledServers.all
    try await withThrowingTaskGroup(of: [String].self) { group in
      for server in servers {
        group.addTask { try await onAThreadOfItsOwn { try RoundTrip.complaints(about: page, on: server) } }
      }
      for try await complaint in group.map({ $0.joined(separator: "\n") }) where !complaint.isEmpty {
        Issue.record("\(complaint)")
      }
    }
  }
}

/// Two databases of one server: what the cases were loaded into, and what their dumps were.
private struct RoundTrip: Sendable {
  /// Where differences go that name no case's schema.
  static let elsewhere = "elsewhere"
  private static let databases = Atomic(0)

  private let server: ScratchServer
  private let original: ConnectionParameters
  private let copy: ConnectionParameters
  private let folder: ScratchFolder
  private let hasICU: Bool

  init(on server: ScratchServer) throws {
    self.server = server
    folder = try ScratchFolder()
    let number = Self.databases.add(1, ordering: .relaxed).newValue
    try server.createDatabase("loaded\(number)")
    try server.createDatabase("reloaded\(number)")
    original = server.connectionParameters(database: "loaded\(number)")
    copy = server.connectionParameters(database: "reloaded\(number)")
    for parameters in [original, copy] {
      let connection = try Connection(parameters)
      try connection.execute(Self.surroundings)
      // Not in a transaction; another page may have made it for the whole server.
      _ = try? connection.query("CREATE TABLESPACE round_trip_space LOCATION ''")
    }
    let collations = try Connection(original).query("SELECT FROM pg_collation WHERE collname = 'de-x-icu' LIMIT 1")
    hasICU = collations.count > 0
  }

  /// Whether the server is new enough for the case and was built with what it needs.
  private func understands(_ one: RoundTripPage.Case) -> Bool {
    one.since <= server.installation.major && (hasICU || !one.needsICU)
  }

  /// What a schema may refer to and does not hold.
  private static let surroundings = """
    DO $$ DECLARE role text; BEGIN
      FOREACH role IN ARRAY '{round_trip_owner,round_trip_reader,Round Trip Quoted}'::text[] LOOP
        BEGIN EXECUTE format('CREATE ROLE %I', role);
        -- Others make the same roles at the same time.
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
      END LOOP;
    END $$;
    CREATE FOREIGN DATA WRAPPER round_trip_wrapper;
    CREATE SERVER round_trip_server FOREIGN DATA WRAPPER round_trip_wrapper;
    CREATE ACCESS METHOD round_trip_heap TYPE TABLE HANDLER heap_tableam_handler;
    SELECT set_config(name, 'on', false) FROM pg_settings WHERE name = 'allow_in_place_tablespaces';
    """

  /// What is lost of a page's cases, what psql complains about, or which case PostgreSQL does not take.
  static func complaints(about page: RoundTripPage, on server: ScratchServer) throws -> [String] {
    let trip = try RoundTrip(on: server)
    let cases = page.cases.filter(trip.understands)
    var complaints = try cases.compactMap(trip.load)
    complaints += try trip.dumpAndReload(cases)
    let found = try trip.differences()
    for one in cases where !found[one.schema, default: []].isEmpty {
      complaints.append("\(one.title)\n\(found[one.schema, default: []].joined(separator: "\n"))")
    }
    complaints += found[elsewhere, default: []]
    return complaints.map { "PostgreSQL \(server.installation.version), \(page.testDescription): \($0)" }
  }

  private func load(_ one: RoundTripPage.Case) throws -> String? {
    let connection = try Connection(original)
    try connection.execute("SET client_min_messages = warning")
    do {
      try connection.execute("CREATE SCHEMA \(one.schema); SET search_path = \(one.schema)")
      try connection.execute(one.sql)
      return nil
    } catch { return "\(one.title): \(error)" }
  }

  /// Dumps each case's schema and lets psql run the dumps, all in one session, as a user would.
  private func dumpAndReload(_ cases: [RoundTripPage.Case]) throws -> [String] {
    let connection = try Connection(original)
    var script = ""
    var complaints: [String] = []
    for one in cases {
      let file = "\(folder.path)/\(one.schema).sql"
      let text = try dump(one, .statements, over: connection)
      if try dump(one, .whole, over: connection) != text { complaints.append("\(one.title): more or less is read") }
      try File.replace(file, with: Array(text.utf8))
      script += """
        CREATE SCHEMA \(one.schema); SET search_path = \(one.schema); SET client_min_messages = error;
        \\i '\(file)'
        RESET ALL;

        """
    }
    try File.replace("\(folder.path)/all.sql", with: Array(script.utf8))
    let said = shell(
      """
      PGOPTIONS='-c client_min_messages=error' '\(server.installation.folder)/psql' -X -q -h '\(server.folder)' \
      -U '\(server.superuser)' -d '\(copy.database ?? "")' -f '\(folder.path)/all.sql' 2>&1 >/dev/null
      """)
    return said.isEmpty ? complaints : complaints + [said]
  }

  private func dump(
    _ one: RoundTripPage.Case, _ detail: CatalogDetail, over connection: borrowing Connection
  ) throws -> String {
    let name = Identifier(one.schema)
    let snapshot = try CatalogReader.read([name], names: .relative, detail: detail, over: connection)
    let dump = SchemaDump(try snapshot.schema(name), owner: Identifier(server.superuser), on: snapshot.server)
    return DumpText(dump).whole(server: "", version: "")
  }

  /// Lines of `pg_dump` that only one of the two has, by the schema that they name.
  private func differences() throws -> [String: [String]] {
    let before = pieces(of: original).merging(try validity(in: original)) { $0 + $1 }
    let after = pieces(of: copy).merging(try validity(in: copy)) { $0 + $1 }
    var found: [String: [String]] = [:]
    for schema in Set(before.keys).union(after.keys).sorted() {
      let (lost, made) = (before[schema, default: []], after[schema, default: []])
      let lines =
        lost.filter { !made.contains($0) }.map { "- \($0)" } + made.filter { !lost.contains($0) }.map { "+ \($0)" }
      if !lines.isEmpty { found[schema] = lines }
    }
    return found
  }

  /// What pg_dump does not print: whether what a table has from another is validated.
  private func validity(in database: ConnectionParameters) throws -> [String: [String]] {
    let rows = try Connection(database).query(
      """
      SELECT n.nspname, pg_catalog.format('%s %I of %s: validated %s, inherited %s, local %s', c.contype, c.conname,
        r.relname, c.convalidated, c.coninhcount, c.conislocal)
      FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class r ON r.oid = c.conrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
      WHERE n.nspname LIKE 'case\\_%' ORDER BY 1, 2
      """)
    return Dictionary(grouping: rows.map { ($0[0] ?? "", $0[1] ?? "") }, by: \.0).mapValues { $0.map(\.1) }
  }

  private func pieces(of database: ConnectionParameters) -> [String: [String]] {
    let text = shell(
      """
      '\(server.installation.folder)/pg_dump' --schema-only -h '\(server.folder)' -U '\(server.superuser)' \
      '\(database.database ?? "")'
      """)
    var pieces: [String: [String]] = [:]
    var settings: [String: String] = [:]
    for piece in text.split(separator: "\n\n--\n-- Name: ") {
      let type = piece.prefix { $0 != "\n" }
      let said = type.contains(/(TABLE|MATERIALIZED VIEW|INDEX|CONSTRAINT);/) ? settings.values.sorted() : []
      // The tablespace and the access method are settings that stand before an object and hold until the next.
      for line in piece.split(separator: "\n") where line.hasPrefix("SET default_") {
        settings[String(line.prefix { $0 != "=" })] = "-- \(line)"
      }
      let lines = piece.split(separator: "\n").map(String.init).dropFirst().filter { line in
        !["--", "\\", "SET "].contains(where: line.hasPrefix)
      }
      // The order in which rights were given says nothing.
      let statements = type.contains("ACL;") ? lines.sorted() : Array(lines) + said
      guard !statements.isEmpty else { continue }
      let place = piece.firstRange(of: "case_").map { String(piece[$0.lowerBound...].prefix("case_000".count)) }
      pieces[place ?? Self.elsewhere, default: []].append(Self.oneWording(statements.joined(separator: "\n")))
    }
    return pieces
  }

  /// Makes one of what may be worded in two ways: PostgreSQL prints `varchar IN (…)` otherwise after its own dump was
  /// loaded, and a dump of ours ends the last line of a function's body as pgschema does.
  private static func oneWording(_ text: String) -> String {
    text.replacing(#/\(\(ARRAY\[([^\[\]]*)\]\)::text\[\]\)/#) { found in
      "(ARRAY[" + found.1.split(separator: ", ").map { "(\($0))::text" }.joined(separator: ", ") + "])"
    }
    .replacing(#/[ \n]+(\$[a-z_]*\$;)/#) { found in String(found.1) }
  }
}
