import Glibc
import LiveDatabase
import MigrationCore
import Testing

/// What only a ledger in a file can and must do.
@Suite struct FileLedgerTests {
  /// A ledger of three rows.
  static func ledger() async throws -> TestLedger {
    let ledger = try await TestLedger(.file)
    for _ in 1...3 { try ledger.store.append(TestLedger.beginning()) }
    return ledger
  }

  @Test func aRowIsALine() async throws {
    let ledger = try await Self.ledger()
    let lines = shell("cat '\(ledger.file)'").split(separator: "\n")
    #expect(lines.count == 3)
    #expect(try LedgerEntry(line: Array(lines[1].utf8)) == ledger.store.entries()[1])
  }

  @Test(arguments: [1, 10, 200])
  func whatACrashLeftOfTheLastRowIsReportedAndReplaced(_ bytes: Int) async throws {
    let ledger = try await Self.ledger()
    shell("head -n 1 '\(ledger.file)' | head -c \(bytes) >> '\(ledger.file)'")
    #expect(try ledger.store.unfinishedBytes == bytes)
    #expect(try ledger.store.entries().map(\.id) == [1, 2, 3])
    #expect(try ledger.store.append(TestLedger.beginning()).id == 4)
    let entries = try ledger.store.entries()
    #expect(entries.map(\.id) == [1, 2, 3, 4] && LedgerEntry.firstBroken(in: entries) == nil)
    #expect(try ledger.store.unfinishedBytes == 0)
  }

  @Test func aLastRowThatLacksOnlyItsNewlineIsKept() async throws {
    let ledger = try await Self.ledger()
    shell("truncate -s -1 '\(ledger.file)'")
    #expect(try ledger.store.unfinishedBytes == 0 && ledger.store.entries().count == 3)
    try ledger.store.append(TestLedger.beginning())
    #expect(LedgerEntry.firstBroken(in: try ledger.store.entries()) == nil)
    #expect(try ledger.store.entries().count == 4)
  }

  @Test func aBrokenLineThatIsNotTheLastIsNotMended() async throws {
    let ledger = try await Self.ledger()
    shell("sed -i '2s/.$//' '\(ledger.file)'")
    let error = #expect(throws: LedgerError.self) { try ledger.store.entries() }
    #expect(error?.code == .unreadable && error?.message.contains("line 2") == true)
    shell("sed -i '3s/.$//' '\(ledger.file)'")
    #expect(throws: LedgerError.self) { try ledger.store.append(TestLedger.beginning()) }
    #expect(shell("wc -l < '\(ledger.file)'").trimmed == "3")
  }

  @Test func anEditedLineIsFound() async throws {
    let ledger = try await Self.ledger()
    shell("sed -i '2s/staging/nowhere/' '\(ledger.file)'")
    #expect(LedgerEntry.firstBroken(in: try ledger.store.entries())?.id == 2)
  }

  @Test func editedContentIsFound() async throws {
    let ledger = try await Self.ledger()
    let hash = try ledger.store.store(content: [1, 2, 3])
    shell("echo x > '\(ledger.file.replacing(".jsonl", with: ".content"))/\(hash)'")
    #expect(try ledger.store.brokenContent()?.hash == hash)
    #expect(throws: LedgerError.self) { try ledger.store.content(hash) }
  }

  @Test func aFolderThatIsNotThereIsAClearError() async throws {
    let target = try await TestLedger(.file).target
    let error = #expect(throws: LedgerError.self) {
      try LedgerStore(.file("/nowhere/changes.jsonl"), target: target).append(TestLedger.beginning())
    }
    #expect(error?.code == .notAvailable && error?.message.contains("/nowhere/changes.jsonl") == true)
  }
}

extension String {
  fileprivate var trimmed: String { filter { !$0.isWhitespace } }
}
