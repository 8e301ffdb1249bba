import LiveDatabase
import MigrationCore
import Postgres
import Testing

/// `.pgschemaignore` in the folder in which a command is run.
@Suite struct IgnoreFileTests {
  private static let tables = "CREATE TABLE keep (a int); CREATE TABLE temp_a (a int);"
  private static let comment = [
    [Step(sql: "COMMENT ON TABLE keep IS 'x';", type: "table.comment", operation: "alter", path: "public.keep")]
  ]

  /// A plan made with the ignore file, beside it, and the table that it names changed since.
  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop(Self.comment, sql: Self.tables)
    let connection = try Connection(workshop.database)
    let ignored = IgnoreRules([.tables: ["temp_*"]])
    let hash = try CatalogReader.read("public", ignoring: ignored, over: connection).fingerprint.hash
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z", sourceFingerprint: hash,
      groups: Self.comment.map { TransactionGroup(steps: $0) })
    try workshop.write(PlanCodec.encode(plan), to: workshop.plan)
    try workshop.write(Array("[tables]\npatterns = [\"temp_*\"]\n".utf8), to: workshop.ignoreFile)
    _ = try connection.execute("ALTER TABLE temp_a ADD b int")
    return workshop
  }

  @Test func fingerprintLeavesOutWhatItNames() async throws {
    let workshop = try await workshop()
    let plan = try PlanCodec.decode(try File.read(workshop.plan))
    let found = try workshop.command(["fingerprint"] + workshop.connection).output
    #expect(found.hasPrefix("source_fingerprint \(plan.sourceFingerprint ?? "none")\n"))
    try Connection(workshop.database).execute("ALTER TABLE temp_a ADD c int")
    let both = { try workshop.command(["fingerprint"] + workshop.connection).output }
    #expect(try both() == found)
    try Connection(workshop.database).execute("ALTER TABLE keep ADD c int")
    #expect(Set(try both().split(separator: "\n")).isDisjoint(with: found.split(separator: "\n")))
  }

  @Test func reviewComparesWithoutWhatItNames() async throws {
    let workshop = try await workshop()
    let review = { try workshop.command(["review", workshop.plan, "--plain", "--no-rehearsal"] + workshop.connection) }
    #expect(try review().output.contains("Fingerprint of the target: matches"))
    try workshop.write([], to: workshop.ignoreFile)
    #expect(try !review().output.contains("Fingerprint of the target: matches"))
    try workshop.write(Array("[table]\npatterns = []\n".utf8), to: workshop.ignoreFile)
    #expect(try review().errors.contains("there is no section [table]"))
  }

  @Test func applyComparesWithoutWhatItNames() async throws {
    let workshop = try await workshop()
    let apply = { try workshop.command(["apply", "--plan", workshop.plan, "--auto-approve"] + workshop.connection) }
    try workshop.write([], to: workshop.ignoreFile)
    #expect(try apply().errors.contains("schema fingerprint mismatch"))
    try workshop.write(Array("[tables]\npatterns = [\"temp_*\"]\n".utf8), to: workshop.ignoreFile)
    #expect(try apply().status == 0)
    #expect(try workshop.ask("SELECT obj_description('keep'::regclass)") == "x")
  }
}
