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
/// `Tests/faults` tries them all. `FAULT_STEP=1` tries every moment, `FAULT_START=2` from the second on, `FAULT_KINDS=kill,cut` chosen faults,
/// `FAULT_LEDGERS=target,database,file` chosen places of the ledger, `FAULT_MAJOR=18` another PostgreSQL; CI tries a
/// sample.
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
    /// `pg_ctl stop -m immediate`, then the server is started again.
    case stop
    /// Nothing arrives any more, on either side, before the connection is cut.
    case swallow

    /// Whether the program is there afterwards, to go on by itself.
    var leavesProgram: Bool {
      switch self {
      case .kill, .killAfter: false
      case .cut, .terminate, .crash, .stop, .swallow: true
      }
    }
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
      server = try await ScratchServer.start(major: ApplyFaultTests.number("FAULT_MAJOR", 15))
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

    /// Stops the server as it stands and starts it again.
    static func restart(_ server: ScratchServer) throws {
      let data = "\(server.folder)/data"
      let control = "\(server.installation.folder)/pg_ctl"
      var owner = stat()
      guard stat(data, &owner) == 0 else { throw POSIXError(.ENOENT) }
      let options = "-k \(server.folder) -p 5432 -c listen_addresses= -c fsync=off -c max_connections=50"
      // A server that has one of our files open would keep us waiting for its end.
      let script = """
        for file in /proc/self/fd/*; do n=${file##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done
        '\(control)' -D '\(data)' -m immediate -w stop && '\(control)' -D '\(data)' -w -o '\(options)' -l /dev/null start
        """
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      let change = ["setpriv", "--reuid=\(owner.st_uid)", "--regid=\(owner.st_gid)", "--clear-groups"]
      process.arguments = (owner.st_uid == geteuid() ? [] : change) + ["bash", "-c", script]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw POSIXError(.EIO) }
    }

    /// Stops it for good, also after a ``restart(_:)``, of which its keeper does not know.
    func end() async {
      if let text = try? String(contentsOfFile: "\(server.folder)/data/postmaster.pid", encoding: .utf8),
        let process = text.split(separator: "\n").first.flatMap({ Int32($0) })
      {
        Glibc.kill(process, SIGQUIT)
      }
      await server.stop()
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
    let step = Self.number("FAULT_STEP", 41)
    let stage = try await Stage()
    print("PostgreSQL \(stage.server.installation.version)")
    for ledger in Self.chosen("FAULT_LEDGERS", [Ledger.target]) {
      for fault in Self.chosen("FAULT_KINDS", [Fault.kill, .terminate]) {
        var point = Self.number("FAULT_START", 1)
        var ends: [End] = []
        while let end = try Self.end(of: fault, at: point, ledger, on: stage) {
          ends.append(end)
          point += step
          // A run that no moment ends is a bug of this test.
          #expect(point < 5_000)
        }
        func count(_ end: End) -> Int { ends.count { $0 == end } }
        print(
          "\(fault.rawValue) with the ledger in \(ledger.rawValue): \(ends.count) moments tried, "
            + "\(count(.wentOn)) gone on with by itself, \(count(.resumed)) taken up, \(count(.lost)) lost")
        fflush(nil)
      }
    }
    await stage.end()
  }

  static func number(_ variable: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? usual
  }

  /// How a change came to its end.
  enum End { case wentOn, resumed, lost }

  /// What became of the change, which is expected to be right; nil when there is no such moment.
  static func end(of fault: Fault, at point: Int, _ ledger: Ledger, on stage: Stage) throws -> End? {
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
    let server = stage.server
    let folder = server.folder
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
      case .stop:
        do { try Stage.restart(server) } catch { Issue.record("the server was not started again: \(error)") }
        return .cut
      case .swallow: return .swallow
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
      return nil
    }
    if fault == .crash || fault == .stop { try stage.waitForServer() }
    let place = "\(fault.rawValue) at \(point), ledger in \(ledger.rawValue)"
    let isRight = try finish(database, places, on: stage, place, first.text)
    guard isRight else { return .lost }
    return first.status == 0 && fault.leavesProgram ? .wentOn : .resumed
  }

  /// Takes the change up again as its messages say, until there is nothing more to do.
  ///
  /// - Returns: whether everything is as it has to be.
  static func finish(
    _ database: String, _ places: [String], on stage: Stage, _ place: String, _ before: String
  ) throws -> Bool {
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
    var problems: [String] = []
    if state.hash != stage.wanted { problems.append("another schema") }
    if state.happened != ["first", "last", "second"] { problems.append("happened: \(state.happened)") }
    let target = stage.server.connectionParameters(database: database)
    let ledger = LedgerStore(self.place(places), target: target)
    let entries = try ledger.entries()
    if let broken = LedgerEntry.firstBroken(in: entries) { problems.append("row \(broken.id) \(broken.problem)") }
    let changes = try RecordedChange.all(in: entries)
    let groups = changes.flatMap(\.groups).map(\.group).sorted()
    if groups != Array(1...Self.groups.count) { problems.append("groups \(groups)") }
    if changes.last?.isApplied != true { problems.append("not applied by the ledger") }
    #expect(problems.isEmpty, "\(place): \(problems.joined(separator: "; "))\n\(text)")
    return problems.isEmpty
  }

  static func place(_ options: [String]) -> LedgerStore.Place {
    guard let word = options.last, word != "target" else { return .target }
    return word.hasSuffix(".jsonl")
      ? .file(word) : .database(ConnectionParameters(dsn: word, applicationName: "test"))
  }
}
