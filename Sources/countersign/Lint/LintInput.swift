import LiveDatabase
import MigrationCore
import SQLSyntax

/// What a command line names, each read once: standard input and other pipes cannot be read again.
struct LintInput {
  /// As they are called in findings.
  let paths: [String]
  /// By path.
  private(set) var read: [String: ScriptFile] = [:]

  /// Reads what `arguments` name; `-` is standard input.
  init(_ arguments: [String]) {
    paths = arguments.map { $0 == "-" ? Self.standardInput : $0 }
    for path in paths {
      read[path] = ScriptFile.onDisk(path == Self.standardInput ? "/dev/stdin" : path)
    }
  }

  /// The plan that is named; nil for SQL files.
  ///
  /// - Throws: `CommandFailure` when it cannot be read, or is not alone.
  func plan() throws -> PlanDocument? {
    guard let path = paths.first(where: isPlan) else { return nil }
    guard paths.count == 1 else {
      throw CommandFailure(.usage, "a plan is looked at alone: name one plan.json", hint: "\(path) is a plan")
    }
    guard case .text(let bytes) = read[path] else { return try PlanDocument(path: path) }
    return path == Self.standardInput
      ? try PlanDocument(bytes, name: path) : try PlanDocument(bytes, name: path, path: path)
  }

  /// No SQL begins with a brace, and every plan does.
  private func isPlan(_ path: String) -> Bool {
    if path.hasSuffix(".json") { return true }
    guard case .text(let bytes) = read[path] else { return false }
    let blanks: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]
    return bytes.first { !blanks.contains($0) } == UInt8(ascii: "{")
  }

  private static let standardInput = "<stdin>"
}
