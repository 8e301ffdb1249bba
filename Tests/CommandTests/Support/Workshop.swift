import Foundation
import LiveDatabase
import MigrationCore
import Postgres
import PseudoTerminal
import TestServer

/// What a person has who uses the command: a folder with a plan and a key, and a database that the plan is for.
final class Workshop {
  let folder: String
  let database: ConnectionParameters
  var plan: String { "\(folder)/plan.json" }
  var review: String { "\(folder)/plan.review.json" }
  var key: String { "\(folder)/key" }
  var ignoreFile: String { "\(folder)/.pgschemaignore" }

  static let shop = """
    CREATE TABLE customers (id int PRIMARY KEY, full_name text NOT NULL, legacy_code int);
    CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, note text);
    CREATE VIEW open_orders AS SELECT o.id, c.full_name FROM orders o JOIN customers c ON c.id = o.customer_id;
    """
  static let change = [
    [
      Step(
        sql: "ALTER TABLE customers ADD COLUMN email text;", type: "table.column", operation: "create",
        path: "public.customers.email"),
      Step(
        sql: "ALTER TABLE customers DROP COLUMN legacy_code;", type: "table.column", operation: "drop",
        path: "public.customers.legacy_code"),
    ],
    [
      Step(
        sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer_id);", type: "table.index",
        operation: "create", path: "public.orders.orders_customer")
    ],
    [
      Step(
        sql: "COMMENT ON TABLE orders IS 'What was ordered.';", type: "table.comment", operation: "alter",
        path: "public.orders")
    ],
  ]

  /// A database with `sql`, and a plan of `groups` for it.
  init(_ groups: [[Step]] = Workshop.change, sql: String = Workshop.shop) async throws {
    folder = NSTemporaryDirectory() + "countersign-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    database = try await TestServer.database()
    let connection = try Connection(database)
    _ = try connection.execute(sql)
    let hash = try CatalogReader.read("public", over: connection).fingerprint.hash
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z", sourceFingerprint: hash,
      groups: groups.map { TransactionGroup(steps: $0) })
    try write(PlanCodec.encode(plan), to: self.plan)
    _ = try run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "amy@example.com", "-f", key])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(filePath: path)) }

  /// The flags that say which database.
  var connection: [String] {
    ["--host", database.host ?? "", "--port", "5432", "--user", database.user ?? "", "--db", database.database ?? ""]
  }

  /// Where the command is.
  static var product: String { PseudoTerminal.product("countersign") }

  /// What is asked of the database, first cell of the first row.
  func ask(_ sql: String) throws -> String? {
    let connection = try Connection(database)
    return try connection.query(sql).first?[0]
  }

  /// What differs from the test's own environment: nothing of the person's who runs the tests gets in.
  var environment: [String: String?] {
    [
      "XDG_STATE_HOME": folder, "SSH_AUTH_SOCK": nil, "PGHOST": nil, "PGDATABASE": nil, "PGUSER": nil, "PGPORT": nil,
      "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  /// The review screen in a terminal of its own, on the plan unless `files` name what to plan.
  func open(
    _ flags: [String] = [], files: [String]? = nil, columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    let subject = files.map { $0.flatMap { ["--file", $0] } } ?? [plan]
    return try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review"] + subject + connection + ["--key", key] + flags,
      environment: environment, columns: columns, rows: rows, directory: folder)
  }

  /// Writes a `countersign.toml` that says where the ledger is.
  @discardableResult
  func keepLedger(in place: LedgerPlace) async throws -> TestedLedger {
    let ledger = try await TestedLedger(place)
    try write(Array(ledger.section.utf8), to: "\(folder)/countersign.toml")
    return ledger
  }

  /// The command without a terminal.
  func command(_ arguments: [String], input: String = "") throws -> Outcome {
    try run([PseudoTerminal.product("countersign")] + arguments, input: input)
  }

  /// Starts the command, to be killed; what it says is lost.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Self.product)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  struct Outcome: Equatable {
    let status: Int32
    let output: String
    let errors: String
  }

  @discardableResult
  func run(_ command: [String], input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: folder)
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    let (output, errors, keys) = (Pipe(), Pipe(), Pipe())
    (process.standardOutput, process.standardError, process.standardInput) = (output, errors, keys)
    try process.run()
    keys.fileHandleForWriting.write(Data(input.utf8))
    try keys.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: text, errors: complaint)
  }
}
