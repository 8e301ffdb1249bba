import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax
import Testing

/// What the lock table expects of every step of every page's plan is what the servers lock.
@Suite(.serialized) struct LockPageTests {
  /// What comes into an empty schema locks next to nothing.
  static let pages = ChangePage.wanted.filter { !$0.testDescription.hasPrefix("from nothing") }

  /// Where less is locked than is expected, and only the rows of `pg_constraint` would tell: a key that no partition is
  /// unchecked by, a NOT NULL that a grandchild has of its own, a check that a child declares, too, so that a grandchild
  /// keeps it.
  static let known = [
    "no lock on case_028.r, expected ROW SHARE by ALTER TABLE m VALIDATE CONSTRAINT k;",
    "no lock on case_016.g, expected ACCESS EXCLUSIVE by ALTER TABLE p ALTER COLUMN a DROP NOT NULL;",
    "no lock on case_023.g, expected ACCESS EXCLUSIVE by ALTER TABLE c\nADD CONSTRAINT k CHECK (a > 0);",
    "no lock on case_024.g, expected ACCESS EXCLUSIVE by ALTER TABLE p DROP CONSTRAINT IF EXISTS k;",
  ]

  @Test(arguments: pages)
  func everyChangeLocksWhatIsExpected(_ page: ChangePage) async throws {
    let servers = try await InstalledServers.all
    // Minutes for each: the versions between the oldest and the newest have no rows of their own in the lock table.
    let versions = servers.map(\.installation.major)
    for server in servers where [versions.min(), versions.max()].contains(server.installation.major) {
      let complaints = try await onAThreadOfItsOwn { try Self.complaints(about: page, on: server) }
      #expect(complaints == [], "PostgreSQL \(server.installation.version), \(page.testDescription)")
    }
  }

  private static func complaints(about page: ChangePage, on server: ScratchServer) throws -> [String] {
    let trip = try ChangeTrip(on: server)
    return try page.cases.flatMap { one -> [String] in
      guard one.refusal == nil, one.since <= server.installation.major, trip.hasICU || !one.needsICU else { return [] }
      return try trip.lockDifferences(from: one.before, to: one.after, in: one.schema)
        .filter { !known.contains($0) }.map { "\(one.title): \($0)" }
    }
  }
}

extension ChangeTrip {
  /// Where the steps from the one schema to the other lock otherwise than expected, as far as they can be measured.
  fileprivate func lockDifferences(from before: String, to after: String, in schema: String) throws -> [String] {
    let plan = try loadedPlan(from: before, to: after, in: schema)
    let name = Identifier(schema)
    var live = try ImpactReader.facts(of: [name], on: currentConnection)
    try UseReader.add(to: &live, of: [name], on: currentConnection)
    let current = try CatalogReader.read(name, over: currentConnection).schema
    let parser = StatementParser(schema: name)
    let context = ReviewContext(plan: plan, live: live, current: [current]) { parser.facts(of: $0.sql) }
    var steps = RehearsedSteps(schema: name, plan: plan)
    try steps.run(over: currentConnection) { _ in }
    return context.steps.flatMap { step -> [String] in
      guard let measured = steps.measured[step.id] else { return [] }
      return context.differences(of: step, from: measured).map { "\($0.words) by \(step.step.sql)" }
    }
  }
}
