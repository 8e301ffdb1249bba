import Glibc
import LiveDatabase
import MigrationCore
import Postgres
import TestServer
import Testing

/// Where a test keeps its ledger; every behaviour that is the ledger's own holds at each.
enum TestedPlace: String, CaseIterable, Sendable { case target, database, file }

/// A ledger for one test.
struct TestLedger {
  let place: LedgerStore.Place
  let target: ConnectionParameters
  private let folder: ScratchFolder

  init(_ place: TestedPlace = .target) async throws {
    folder = try ScratchFolder()
    target = try await TestServer.database()
    switch place {
    case .target: self.place = .target
    case .database: self.place = .database(try await TestServer.database())
    case .file: self.place = .file(folder.path + "/changes.jsonl")
    }
  }

  var store: LedgerStore { LedgerStore(place, target: target) }
  var file: String { folder.path + "/changes.jsonl" }

  static let executor = Executor(name: "ann", login: "ann", machine: "laptop", role: "shop")
  static let before = RecordedState(fingerprint: "f", catalogHashes: ["c"])

  static func beginning(
    _ database: String = "shop", plan: String = String(repeating: "a", count: 64), before: RecordedState = before
  ) -> LedgerRecord {
    .began(
      ChangeBeginning(
        target: LedgerTarget(environment: "staging", database: database, schemas: ["public"], system: "1.2"),
        executor: executor, planHash: plan, before: before, tool: "countersign 0.1.0"))
  }

  static func ran(_ group: Int) -> LedgerRecord {
    .ran(
      GroupRun(
        group: group,
        steps: [StepRun(step: StepID(group: group, step: 1), startedAt: "2026-01-02T03:04:05.006Z", milliseconds: 7)]))
  }

  static let applied = LedgerRecord.ended(ChangeEnd(outcome: .applied, after: nil))
}

@Suite struct LedgerStoreTests {
  @Test(arguments: TestedPlace.allCases)
  func whatIsRecordedIsRead(_ place: TestedPlace) async throws {
    let ledger = try await TestLedger(place)
    let store = ledger.store
    #expect(try !store.exists && store.entries().isEmpty)
    try store.prepare()
    #expect(try store.exists && store.entries().isEmpty)
    let began = try store.append(TestLedger.beginning("a 'quoted' \\ name\n€"))
    #expect(began.id == 1 && began.change == 1 && began.previous == LedgerEntry.firstPrevious)
    try store.append(TestLedger.ran(1), change: 1)
    try store.append(TestLedger.applied, change: 1)
    try store.append(TestLedger.beginning())
    let entries = try ledger.store.entries()
    #expect(entries.map(\.id) == [1, 2, 3, 4] && entries.map(\.change) == [1, 1, 1, 4])
    #expect(LedgerEntry.firstBroken(in: entries) == nil)
    let changes = try RecordedChange.all(in: entries)
    #expect(changes.map(\.isApplied) == [true, false])
    #expect(changes[0].beginning.target.database == "a 'quoted' \\ name\n€" && changes[0].groups.count == 1)
    #expect(try store.entries(.change(1)).map(\.id) == [1, 2, 3])
    #expect(try store.entries(.after(2)).map(\.id) == [3, 4] && store.entries(.last(1)).map(\.id) == [4])
    #expect(try store.now > entries[3].writtenAt)
  }

  @Test(arguments: TestedPlace.allCases)
  func contentIsKeptOnceUnderItsHash(_ place: TestedPlace) async throws {
    let ledger = try await TestLedger(place)
    defer { withExtendedLifetime(ledger) {} }
    let store = ledger.store
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let hash = try store.store(content: bytes)
    #expect(try store.store(content: bytes) == hash && hash == SHA256.hex(of: bytes))
    #expect(try store.content(hash) == bytes)
    #expect(try store.brokenContent() == nil)
    let error = #expect(throws: LedgerError.self) { try store.content(String(repeating: "0", count: 64)) }
    #expect(error?.code == .notFound)
  }

  @Test(arguments: TestedPlace.allCases)
  func manyAtOnceMakeOneChain(_ place: TestedPlace) async throws {
    let ledger = try await TestLedger(place)
    let (place, target) = (ledger.place, ledger.target)
    try await withThrowingTaskGroup { group in
      for writer in 0..<6 {
        group.addTask {
          // Made by whoever is first.
          let store = LedgerStore(place, target: target)
          let change = try store.append(TestLedger.beginning("db\(writer)")).id
          for step in 1...20 { try store.append(TestLedger.ran(step), change: change) }
        }
      }
      try await group.waitForAll()
    }
    let entries = try ledger.store.entries()
    #expect(entries.count == 126 && LedgerEntry.firstBroken(in: entries) == nil)
    #expect(try RecordedChange.all(in: entries).allSatisfy { $0.groups.map(\.group) == Array(1...20) })
  }

  @Test(arguments: TestedPlace.allCases)
  func aChangeThatIsNotThereIsRefused(_ place: TestedPlace) async throws {
    let ledger = try await TestLedger(place)
    defer { withExtendedLifetime(ledger) {} }
    let store = ledger.store
    let error = #expect(throws: LedgerError.self) { try store.append(TestLedger.applied, change: 7) }
    #expect(error?.code == .notFound)
    #expect(throws: LedgerError.self) { try store.change(7) }
    #expect(try store.entries().isEmpty)
  }
}
