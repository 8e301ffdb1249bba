import Glibc
import LiveDatabase
import MigrationCore
import Testing

@Suite struct ReviewFileTests {
  static let hash = String(repeating: "ab", count: 32)

  let folder: ScratchFolder
  var plan: String { folder.path + "/plan.json" }

  init() throws { folder = try ScratchFolder() }

  static func comment(_ id: String) -> MigrationCore.Comment {
    MigrationCore.Comment(id: id, place: .plan, author: "ann", writtenAt: id, text: "t", isResolved: false)
  }

  @Test func liesBesideThePlan() {
    #expect(ReviewFile(beside: "/a/plan.json").path == "/a/plan.review.json")
    #expect(ReviewFile(beside: "plan").path == "plan.review.json")
  }

  @Test func whatIsStoredIsLoaded() throws {
    var file = ReviewFile(beside: plan)
    var document = try file.load(planHash: Self.hash)
    #expect(document == ReviewDocument(planHash: Self.hash))
    document.comments.append(Self.comment("1"))
    #expect(try file.store(document) == document)
    chmod(file.path, 0o640)
    document.comments.append(Self.comment("2"))
    #expect(try file.store(document) == document)
    var other = ReviewFile(beside: plan)
    #expect(try other.load(planHash: "") == document)
    #expect(shell("stat -c %a '\(file.path)'; ls -A '\(folder.path)'") == "640\nplan.review.json\n")
  }

  @Test func twoReviewersWritingLoseNothing() throws {
    var mine = ReviewFile(beside: plan)
    var theirs = ReviewFile(beside: plan)
    _ = try mine.load(planHash: Self.hash)
    _ = try theirs.load(planHash: Self.hash)
    _ = try theirs.store(ReviewDocument(planHash: Self.hash, comments: [Self.comment("1")]))
    let stored = try mine.store(ReviewDocument(planHash: Self.hash, comments: [Self.comment("2")]))
    #expect(stored.comments.map(\.id) == ["1", "2"])
    #expect(try theirs.load(planHash: Self.hash) == stored)
  }

  @Test func aFileThatIsNoReviewIsNotOverwritten() throws {
    var file = ReviewFile(beside: plan)
    shell("echo nonsense > '\(file.path)'")
    #expect(throws: FileError.self) { try file.load(planHash: Self.hash) }
    #expect(throws: FileError.self) { try file.store(ReviewDocument(planHash: Self.hash)) }
    #expect(shell("cat '\(file.path)'") == "nonsense\n")
  }

  @Test func aFolderThatCannotBeWrittenIsAClearError() throws {
    // Root may write where the mode forbids it, so the folder is one where nobody may.
    var file = ReviewFile(beside: "/proc/countersign/plan.json")
    do throws(FileError) {
      _ = try file.store(ReviewDocument(planHash: Self.hash))
      Issue.record("was stored")
    } catch {
      #expect(error.code == .notWritable)
      #expect(error.message.hasPrefix("/proc/countersign/plan.review.json cannot be written: "))
    }
    guard geteuid() != 0 else { return }
    chmod(folder.path, 0o500)
    file = ReviewFile(beside: plan)
    #expect(throws: FileError.self) { try file.store(ReviewDocument(planHash: Self.hash)) }
  }
}
