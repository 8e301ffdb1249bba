import Glibc
import MigrationCore
import Testing

/// Every rule that Bytebase, Squawk, Eugene, strong_migrations, Atlas and pg-schema-diff have for PostgreSQL, and ours.
@Suite struct NeighbourRuleTests {
  static let table: [(neighbour: String, rules: [String])] = {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    guard let file = fopen("\(folder)/rules.txt", "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (String(parts[0]), parts[1].split(separator: ",").map { String($0.drop { $0 == " " }) })
    }
  }()

  @Test func noRuleOfTheirsIsMissing() {
    let ours = Set(RuleBook.all.map { type(of: $0).id.text })
    #expect(Self.table.count > 200)
    for (neighbour, rules) in Self.table {
      #expect(rules.contains { ours.contains($0) }, "\(neighbour) has no rule of ours")
      for rule in rules where !ours.contains(rule) { Issue.record("\(neighbour): there is no rule \(rule)") }
    }
  }
}
