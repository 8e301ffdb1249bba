import Glibc
import LiveDatabase
import Testing

/// A plan leads from a random schema to a random change of it, and back; `Tests/random-pairs` runs other ones.
@Suite struct RandomPairTests {
  @Test func everyRandomPairLeadsWhereItShould() async throws {
    let count = Self.setting("RANDOM_PAIRS") ?? 200
    let seed = Self.setting("RANDOM_SEED") ?? 1
    let installed = try await InstalledServers.all
    let servers = Self.setting("RANDOM_PAIRS") == nil ? Array(installed.prefix(1)) : installed
    let (complaints, found) = AsyncStream.makeStream(of: String.self)
    try await withThrowingTaskGroup { group in
      for server in servers {
        for part in 0..<2 {
          // Half of the seeds each.
          let seeds = stride(from: seed + part, to: seed + count, by: 2).map { UInt64($0) }
          group.addTask {
            try await onAThreadOfItsOwn {
              try RandomPairTrip(on: server).run(seeds) { found.yield($0) }
            }
          }
        }
      }
      group.addTask {
        // As soon as they are found.
        for await complaint in complaints { Issue.record("\(complaint)") }
      }
      for _ in 0..<(2 * servers.count) { try await group.next() }
      found.finish()
      try await group.waitForAll()
    }
  }

  @Test func theSameSeedMakesTheSamePair() {
    #expect(RandomPair(seed: 7).before == RandomPair(seed: 7).before)
    #expect(RandomPair(seed: 7).after == RandomPair(seed: 7).after)
  }

  private static func setting(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }
}
