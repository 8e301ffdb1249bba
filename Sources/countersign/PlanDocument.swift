import LiveDatabase
import MigrationCore

/// A plan that a command works with: read from a file, or made a moment ago and in none.
struct PlanDocument: Sendable {
  /// Nil for a plan in no file; nothing can be kept beside it then.
  let path: String?
  let file: PlanFile
  /// The name without folders.
  let name: String

  /// Where the review of the plan is kept.
  var reviewFile: ReviewFile? { path.map { ReviewFile(beside: $0) } }

  /// Whether the file holds another plan by now.
  var changedHash: String? {
    guard let path, let bytes = try? File.read(path) else { return nil }
    let hash = SHA256.hex(of: bytes)
    return hash == file.hash ? nil : hash
  }

  /// Reads a plan.
  ///
  /// - Throws: `CommandFailure` that names the file and what is wrong with it.
  init(path: String) throws {
    let bytes: [UInt8]
    do { bytes = try File.read(path) } catch { throw CommandFailure(.failed, error.message, hint: error.hint) }
    try self.init(bytes, name: path, path: path)
  }

  /// A plan whose bytes were read already.
  ///
  /// - Parameters:
  ///   - bytes: all of them.
  ///   - name: what they are called in an error.
  ///   - path: where they are; nil when they are in no file.
  /// - Throws: `CommandFailure` that says what is wrong with them.
  init(_ bytes: [UInt8], name: String, path: String? = nil) throws {
    do { file = try PlanFile(bytes) } catch {
      throw CommandFailure(.failed, "\(name): \(error.message)", hint: error.hint)
    }
    self.path = path
    self.name = Self.lastPart(of: name)
  }

  private static func lastPart(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// A plan that was made just now, as its file would hold it.
  ///
  /// - Throws: `PlanError` when the plan cannot be read back, `FileError` when `path` cannot be written.
  init(_ plan: Plan, savedAt path: String? = nil) throws {
    var document = plan
    document.sourceDiffs = []
    file = try PlanFile(PlanCodec.encode(document))
    self.path = path
    name = path.map(Self.lastPart) ?? "new plan"
    if let path { try File.replace(path, with: file.bytes) }
  }
}

extension CommandFailure {
  /// Comments and sign-offs stand beside the plan's file.
  static var planInNoFile: CommandFailure {
    CommandFailure(.usage, "the plan is in no file, so nothing can be kept: review it with --save plan.json")
  }
}
