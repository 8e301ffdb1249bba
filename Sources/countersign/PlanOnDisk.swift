import LiveDatabase
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
    do {
      let bytes = try File.read(path)
      do { file = try PlanFile(bytes) } catch {
        throw CommandFailure(.failed, "\(path): \(error.message)", hint: error.hint)
      }
    } catch let error as FileError {
      throw CommandFailure(.failed, error.message, hint: error.hint)
    }
  }

  /// The file's hash now; nil when it cannot be read.
  static func currentHash(of path: String) -> String? { (try? File.read(path)).map { SHA256.hex(of: $0) } }
}
