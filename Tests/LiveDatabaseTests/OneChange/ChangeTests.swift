import LiveDatabase
import Testing

/// A plan leads from the one schema to the other, on tables with rows in them, and then there is nothing left to plan.
@Suite(.serialized) struct ChangeTests {
  private enum Direction: Sendable { case forth, back }

  @Test(arguments: ChangePage.wanted)
  func everyChangeLeadsWhereItShould(_ page: ChangePage) async throws {
    let servers = try await InstalledServers.all
    try await withThrowingTaskGroup(of: [String].self) { group in
      for server in servers {
        for direction in [Direction.forth, .back] {
          group.addTask {
            try await onAThreadOfItsOwn { try Self.complaints(about: page, direction, on: server) }
          }
        }
      }
      for try await complaint in group.map({ $0.joined(separator: "\n\n") }) where !complaint.isEmpty {
        Issue.record("\(complaint)")
      }
    }
  }

  private static func complaints(about page: ChangePage, _ direction: Direction, on server: ScratchServer) throws
    -> [String]
  {
    let trip = try ChangeTrip(on: server)
    let cases = page.cases.filter {
      $0.since <= server.installation.major && (trip.hasICU || !$0.needsICU) && !(direction == .back && $0.isOneWay)
    }
    var complaints: [String] = []
    for one in cases {
      let (before, after) = direction == .forth ? (one.before, one.after) : (one.after, one.before)
      if let complaint = try trip.complaint(from: before, to: after, in: one.schema, refused: one.refusal) {
        complaints.append("\(one.title): \(complaint)")
      }
    }
    let found = try trip.differences()
    for one in cases where found[one.schema] != nil && one.refusal == nil {
      complaints.append("\(one.title): not as desired\n\(found[one.schema, default: []].joined(separator: "\n"))")
    }
    return complaints.map { "PostgreSQL \(server.installation.version), \(page.testDescription) \(direction): \($0)" }
  }
}
