import Foundation
import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import Synchronization
import TestServer
import Testing

/// An apply is killed, cut off or robbed of its server at every moment of its conversation with it, then taken up again.
///
/// `FAULT_STEP=1` tries every moment, `FAULT_KINDS=kill,cut` chosen faults, `FAULT_LEDGERS=target,database,file` chosen
/// places of the ledger; CI tries a sample.
@Suite(.serialized) struct ApplyFaultTests {
  enum Fault: String, CaseIterable {
    /// The program is killed before its request, or the server's answer, goes on.
    case kill
    /// The program is killed right after.
    case killAfter
    /// The connection is cut.
    case cut
    /// The session is ended by `pg_terminate_backend`.
    case terminate
    /// A crash: every session is lost, the server recovers.
    case crash
  }

  enum Ledger: String, CaseIterable { case target, database, file }

  /// Every kind of step: transactions, single statements, concurrent builds with their waits, drops and detachments.
  static let groups: [[Step]] = [
    [
      Step(sql: "CREATE TABLE invoices (id int PRIMARY KEY, customer int NOT NULL);"),
      Step(sql: "INSERT INTO happened VALUES ('first');"),
      Step(sql: "ALTER TABLE customers ADD COLUMN email text;"),
    ],
    [Step(sql: "ALTER TYPE mood ADD VALUE 'calm';")],
    [
      Step(
        sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer);", path: "public.orders.x")
    ],
    [
      Step(
        sql:
          "SELECT COALESCE(i.indisvalid, false) AS done FROM pg_class c LEFT JOIN pg_index i ON c.oid = i.indexrelid "
          + "WHERE c.relname = 'orders_customer';",
        directive: Directive(type: Directive.wait, message: "Creating index orders_customer"), type: "table.index",
        path: "public.orders.x")
    ],
    [Step(sql: "CREATE UNIQUE INDEX CONCURRENTLY customers_name ON customers (name);")],
    [
      Step(sql: "ALTER TABLE customers ADD CONSTRAINT customers_name_key UNIQUE USING INDEX customers_name;"),
      Step(sql: "INSERT INTO happened VALUES ('second');"),
    ],
    [
      Step(
        sql: "ALTER TABLE invoices ADD CONSTRAINT invoices_customer_fkey FOREIGN KEY (customer) REFERENCES customers "
          + "NOT VALID;")
    ],
    [Step(sql: "ALTER TABLE invoices VALIDATE CONSTRAINT invoices_customer_fkey;")],
    [Step(sql: "DROP INDEX CONCURRENTLY orders_note;")],
    [Step(sql: "ALTER TABLE events DETACH PARTITION events_old CONCURRENTLY;")],
    [Step(sql: "REINDEX INDEX CONCURRENTLY orders_customer;")],
    [Step(sql: "VACUUM orders;")],
    [Step(sql: "INSERT INTO happened VALUES ('last');"), Step(sql: "DROP TABLE leftover;")],
  ]

  static let start = """
    CREATE TYPE mood AS ENUM ('happy', 'sad');
    CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
    INSERT INTO customers SELECT g, 'name ' || g FROM generate_series(1, 200) g;
    CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL REFERENCES customers, note text);
    INSERT INTO orders SELECT g, 1 + g % 200, 'note' FROM generate_series(1, 2000) g;
    CREATE INDEX orders_note ON orders (note);
    CREATE TABLE events (id int NOT NULL) PARTITION BY RANGE (id);
    CREATE TABLE events_old PARTITION OF events FOR VALUES FROM (0) TO (100);
    CREATE TABLE leftover (id int);
    CREATE TABLE happened (what text);
    """

  /// One server with the database as it is before, a plan for it, and what the plan leads to.
  final class Stage {
    let server: ScratchServer
    let folder: String
    var plan: String { "\(folder)/plan.json" }
    private(set) var wanted = ""
    private var databases = 0

    init() async throws {
      server = try await ScratchServer.start(major: 15)
      folder = NSTemporaryDirectory() + "countersign-test-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try server.createDatabase("before")
      let hash: String
      do {
        let connection = try Connection(server.connectionParameters(database: "before"))
        try connection.execute(ApplyFaultTests.start)
        hash = try CatalogReader.read("public", over: connection).fingerprint.hash
      }
      let plan = Plan(
        formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z", sourceFingerprint: hash,
        groups: ApplyFaultTests.groups.map { TransactionGroup(steps: $0) })
      try Data(PlanCodec.encode(plan)).write(to: URL(filePath: self.plan))
      let database = try makeDatabase()
      let outcome = try run(["apply", "--plan", self.plan, "--auto-approve"], database, host: server.folder)
      #expect(outcome.status == 0, "\(outcome.text)")
      wanted = try state(of: database).hash
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func makeDatabase() throws -> String {
      databases += 1
      let name = "case\(databases)"
      try Connection(server.connectionParameters(database: "postgres"))
        .execute("CREATE DATABASE \(name) TEMPLATE before")
      return name
    }

    func dropDatabase(_ name: String) {
      _ = try? Connection(server.connectionParameters(database: "postgres"))
        .execute("DROP DATABASE \(name) WITH (FORCE)")
    }

    /// The schema's hash, and how often each thing happened that must happen once.
    func state(of database: String) throws -> (hash: String, happened: [String]) {
      let connection = try Connection(server.connectionParameters(database: database))
      let hash = CatalogHash(of: try CatalogReader.read("public", over: connection).schema).hex
      return (hash, try connection.query("SELECT what FROM happened ORDER BY 1").map { $0[0] ?? "" })
    }

    func start(_ arguments: [String], _ database: String, host: String) throws -> (Process, Pipe) {
      let process = Process()
      process.executableURL = URL(filePath: PseudoTerminal.product("countersign"))
      process.arguments = arguments + ["--host", host, "--port", "5432", "--user", server.superuser, "--db", database]
      process.currentDirectoryURL = URL(filePath: folder)
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      process.standardInput = FileHandle.nullDevice
      try process.run()
      return (process, output)
    }

    func run(_ arguments: [String], _ database: String, host: String) throws -> (status: Int32, text: String) {
      let (process, output) = try start(arguments, database, host: host)
      return try finish(process, output)
    }

    func finish(_ process: Process, _ output: Pipe) throws -> (status: Int32, text: String) {
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }

    func waitForServer() throws {
      for _ in 0..<300 {
        if (try? Connection(server.connectionParameters(database: "postgres"))) != nil { return }
        usleep(100_000)
      }
      throw POSIXError(.ETIMEDOUT)
    }
  }

  static func chosen<Choice: RawRepresentable & CaseIterable>(_ variable: String, _ sample: [Choice]) -> [Choice]
  where Choice.RawValue == String {
    guard let words = ProcessInfo.processInfo.environment[variable] else { return sample }
    return words == "all"
      ? Array(Choice.allCases) : words.split(separator: ",").compactMap { Choice(rawValue: String($0)) }
  }

  @Test func anApplyThatIsInterruptedAnywhereIsTakenUpAgainAndRunsNothingTwice() async throws {
    let step = ProcessInfo.processInfo.environment["FAULT_STEP"].flatMap { Int($0) } ?? 41
    let stage = try await Stage()
    var table = ""
    for ledger in Self.chosen("FAULT_LEDGERS", [Ledger.target]) {
      for fault in Self.chosen("FAULT_KINDS", [Fault.kill, .terminate]) {
        var point = 1
        var tried = 0
        while try Self.survives(fault, at: point, ledger, on: stage) {
          tried += 1
          point += step
          // A run that no moment ends is a bug of this test.
          #expect(point < 5_000)
        }
        table += "\(fault.rawValue) with the ledger in \(ledger.rawValue): \(tried) moments tried\n"
      }
    }
    print(table)
    await stage.server.stop()
  }

  /// Whether the moment was there; what became of the change is expected to be right.
  static func survives(_ fault: Fault, at point: Int, _ ledger: Ledger, on stage: Stage) throws -> Bool {
    let database = try stage.makeDatabase()
    var places: [String] = []
    switch ledger {
    case .target: places = ["--ledger", "target"]
    case .database:
      try stage.server.createDatabase("\(database)_ledger")
      places = [
        "--ledger",
        "host=\(stage.server.folder) port=5432 user=\(stage.server.superuser) dbname=\(database)_ledger",
      ]
    case .file: places = ["--ledger", "\(stage.folder)/\(database).jsonl"]
    }
    defer {
      stage.dropDatabase(database)
      if ledger == .database { stage.dropDatabase("\(database)_ledger") }
    }
    let process = Mutex<Int32>(0)
    let folder = stage.server.folder
    let admin = stage.server.connectionParameters(database: "postgres")
    let proxy = try FaultProxy(to: folder, at: point) { moment in
      switch fault {
      case .kill:
        Glibc.kill(process.withLock { $0 }, SIGKILL)
        return .cut
      case .killAfter: return .pass
      case .cut: return .cut
      case .terminate:
        guard let backend = moment.backend else { return .cut }
        _ = try? Connection(admin).query("SELECT pg_terminate_backend($1, 5000)", [Parameter(backend)])
        return .pass
      case .crash:
        guard let backend = moment.backend else { return .cut }
        Glibc.kill(backend, SIGKILL)
        return .pass
      }
    } afterwards: {
      if fault == .killAfter { Glibc.kill(process.withLock { $0 }, SIGKILL) }
    }
    defer { proxy.close() }
    let (running, output) = try stage.start(
      ["apply", "--plan", stage.plan, "--auto-approve"] + places, database, host: proxy.folder)
    process.withLock { $0 = running.processIdentifier }
    let first = try stage.finish(running, output)
    guard proxy.seen.hasFired else {
      #expect(first.status == 0, "untouched: \(first.text)")
      return false
    }
    if fault == .crash { try stage.waitForServer() }
    let place = "\(fault.rawValue) at \(point), ledger in \(ledger.rawValue)"
    try finish(database, places, on: stage, place, first.text)
    return true
  }

  /// Takes the change up again as its messages say, until there is nothing more to do.
  static func finish(
    _ database: String, _ places: [String], on stage: Stage, _ place: String, _ before: String
  ) throws {
    var text = before
    for attempt in 0..<60 {
      let resumed = try stage.run(
        ["apply", "--plan", stage.plan, "--auto-approve", "--resume"] + places, database, host: stage.server.folder)
      text += "\n== resume \(attempt)\n\(resumed.text)"
      if resumed.status == 0 || resumed.text.contains("ran to its end") { break }
      if resumed.text.contains("never began") {
        let again = try stage.run(
          ["apply", "--plan", stage.plan, "--auto-approve"] + places, database, host: stage.server.folder)
        text += "\n== again\n\(again.text)"
        if again.status == 0 { break }
      }
      // The session that was left alone notices it with its next word.
      usleep(200_000)
    }
    let state = try stage.state(of: database)
    #expect(state.hash == stage.wanted, "\(place): another schema\n\(text)")
    #expect(state.happened == ["first", "last", "second"], "\(place): \(state.happened)\n\(text)")
    let target = stage.server.connectionParameters(database: database)
    let ledger = LedgerStore(self.place(places), target: target)
    let entries = try ledger.entries()
    #expect(LedgerEntry.firstBroken(in: entries) == nil, "\(place): \(text)")
    let changes = try RecordedChange.all(in: entries)
    let groups = changes.flatMap(\.groups).map(\.group).sorted()
    #expect(groups == Array(1...Self.groups.count), "\(place): groups \(groups)\n\(text)")
    #expect(changes.last?.isApplied == true, "\(place): \(text)")
  }

  static func place(_ options: [String]) -> LedgerStore.Place {
    guard let word = options.last, word != "target" else { return .target }
    return word.hasSuffix(".jsonl")
      ? .file(word) : .database(ConnectionParameters(dsn: word, applicationName: "test"))
  }
}
