import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// Compares fingerprints with recorded ones; the recordings are not in this repository.
///
/// `COUNTERSIGN_CONFORMANCE` is a folder with `diff/KIND/CASE/{setup.sql,old.sql,plan.json}` recorded on PostgreSQL 18,
/// `COUNTERSIGN_FINGERPRINT_VECTORS` a file with hashed texts recorded on PostgreSQL 15.
@Suite(.serialized) struct RecordedFingerprintTests {
  @Test(.enabled(if: getenv("COUNTERSIGN_CONFORMANCE") != nil))
  func everyRecordedPlanHasOurHash() async throws {
    let corpus = try Corpus()
    let server = try #require(try await corpus.server(major: 18), "needs the programs of PostgreSQL 18")
    for name in corpus.cases {
      let plan = try PlanCodec.decode(try File.read("\(corpus.root)/\(name)/plan.json"))
      // A recording without a hash of its own has zeros there.
      guard plan.sourceFingerprint?.allSatisfy({ $0 == "0" }) == false else { continue }
      guard let snapshot = try corpus.read(name, on: server) else { continue }
      #expect(snapshot.fingerprint.hash == plan.sourceFingerprint, "\(name): \(text(snapshot))")
    }
    await server.stop()
  }

  @Test(
    .enabled(if: getenv("COUNTERSIGN_CONFORMANCE") != nil && getenv("COUNTERSIGN_FINGERPRINT_VECTORS") != nil))
  func everyRecordedTextIsOurs() async throws {
    let corpus = try Corpus()
    let server = try #require(try await corpus.server(major: 15), "needs the programs of PostgreSQL 15")
    for (name, recorded) in try corpus.vectors() {
      guard let snapshot = try corpus.read(name, on: server) else { continue }
      #expect(text(snapshot) == recorded, "\(name)")
    }
    await server.stop()
  }

  private func text(_ snapshot: SchemaSnapshot) -> String {
    String(decoding: snapshot.fingerprint.text, as: UTF8.self)
  }
}

private struct Corpus {
  /// The folder that holds the kinds of cases.
  let root: String
  /// `KIND/CASE` of each case with a recorded plan, in byte order.
  let cases: [String]

  init() throws {
    root = String(cString: try #require(getenv("COUNTERSIGN_CONFORMANCE"))) + "/diff"
    cases = shell("cd '\(root)' && find . -name plan.json | sed 's,^./,,; s,/plan.json$,,' | LC_ALL=C sort")
      .split(separator: "\n").map(String.init)
  }

  /// A server whose superuser the recordings name.
  func server(major: Int) async throws -> ScratchServer? {
    guard let found = try await Installation.find().first(where: { $0.major == major }) else { return nil }
    return try await ScratchServer.start(superuser: "testuser", folder: found.folder)
  }

  /// Loads a case and reads its schema; nil when it needs an extension that is not installed.
  func read(_ name: String, on server: ScratchServer) throws -> SchemaSnapshot? {
    let database = name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined().suffix(60)
    try server.createDatabase(String(database))
    for file in ["setup.sql", "old.sql"] where access("\(root)/\(name)/\(file)", R_OK) == 0 {
      let log = shell(
        """
        psql -X -q -v ON_ERROR_STOP=1 -h '\(server.folder)' -U testuser -d '\(database)' \
        -f '\(root)/\(name)/\(file)' 2>&1 >/dev/null | grep -v NOTICE
        """)
      if log.contains("extension"), log.contains("is not available") { return nil }
      #expect(log.isEmpty, "\(name): \(log)")
    }
    let connection = try Connection(server.connectionParameters(database: String(database)))
    return try CatalogReader.read("public", over: connection)
  }

  /// The recorded texts by case.
  func vectors() throws -> [(name: String, text: String)] {
    let file = try File.read(String(cString: try #require(getenv("COUNTERSIGN_FINGERPRINT_VECTORS"))))
    return try file.split(separator: UInt8(ascii: "\n")).map { line in
      let value = try JSONReader.read(Array(line))
      return (try string("case", of: value), try string("text", of: value))
    }
  }

  private func string(_ key: String, of value: JSONValue) throws -> String {
    guard case .object(let members) = value, case .string(let text)? = members.first(where: { $0.key == key })?.value
    else {
      Issue.record("no \(key) in a line of the vectors")
      return ""
    }
    return text
  }
}
