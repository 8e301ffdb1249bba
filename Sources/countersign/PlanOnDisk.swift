import Glibc
import MigrationCore

/// A plan and where it was read from.
struct PlanOnDisk: Sendable {
  let path: String
  let file: PlanFile

  /// The name without folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Reads a plan.
  ///
  /// - Throws: `CommandFailure` that names the file and what is wrong with it.
  init(path: String) throws {
    self.path = path
    let bytes = try Self.read(path)
    do {
      file = try PlanFile(bytes)
    } catch {
      throw CommandFailure(.failed, "\(path): \(error.message)", hint: error.hint)
    }
  }

  /// The file's hash now; nil when it cannot be read.
  static func currentHash(of path: String) -> String? { (try? read(path)).map { SHA256.hex(of: $0) } }

  /// One byte more than a plan may have, so that the codec can say that it is too large.
  private static let limit = (64 << 20) + 1

  private static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CommandFailure(
        .failed, "cannot read the plan \(path): \(String(cString: strerror(errno)))",
        hint: "pass the file that `pgschema plan --output-json` wrote")
    }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while content.count < limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CommandFailure(.failed, "cannot read the plan \(path): \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      content += chunk[0..<count]
    }
    return content
  }
}
