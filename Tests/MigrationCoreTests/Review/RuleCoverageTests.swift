import Glibc
import MigrationCore
import Testing

/// Every rule is tried on something that it finds, and on something near that it does not.
@Suite struct RuleCoverageTests {
  @Test func everyRuleIsTriedAtLeastTwice() {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let tests = (Self.files(in: folder) + Self.files(in: "\(folder)/Rules")).map(Self.text).joined()
    for rule in RuleBook.all.map({ type(of: $0).id.text }) {
      let times = tests.ranges(of: "\(rule)\"").count
      // Three are tried by a table of their own kind.
      let isTabled = ["suppression-without-reason", "unused-suppression", "stale-statistics"].contains(rule)
      if times < (isTabled ? 1 : 2) { Issue.record("\(rule) is in \(times) cases") }
    }
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".swift") { names.append("\(folder)/\(name)") }
    }
    return names.sorted()
  }

  private static func text(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
