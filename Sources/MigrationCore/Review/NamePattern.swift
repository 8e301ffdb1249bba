/// A pattern for names, as `countersign.toml` has it.
///
/// `*` stands for any run of lower-case letters, digits and underscores, `**` for anything; `{table}`, `{columns}`,
/// `{referenced_table}` and `{referenced_columns}` for the names of what is named, columns joined by underscores.
struct NamePattern: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case byte(UInt8)
    case plainRun, anyRun
  }

  /// What the placeholders stand for.
  struct Subject: Hashable, Sendable {
    var table: Identifier?
    var columns: [Identifier] = []
    var referencedTable: Identifier?
    var referencedColumns: [Identifier] = []
  }

  private let parts: [Part]

  init(_ pattern: String, for subject: Subject = Subject()) {
    var parts: [Part] = []
    var rest = Array(pattern.utf8)[...]
    let values: [(String, [UInt8])] = [
      ("{table}", subject.table?.bytes ?? []), ("{columns}", Self.joined(subject.columns)),
      ("{referenced_table}", subject.referencedTable?.bytes ?? []),
      ("{referenced_columns}", Self.joined(subject.referencedColumns)),
    ]
    while let byte = rest.first {
      if let (placeholder, value) = values.first(where: { rest.starts(with: $0.0.utf8) }) {
        parts += value.map { .byte($0) }
        rest = rest.dropFirst(placeholder.utf8.count)
      } else if rest.starts(with: "**".utf8) {
        parts.append(.anyRun)
        rest = rest.dropFirst(2)
      } else {
        parts.append(byte == UInt8(ascii: "*") ? .plainRun : .byte(byte))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
  }

  private static func joined(_ names: [Identifier]) -> [UInt8] {
    Array(names.map(\.bytes).joined(separator: [UInt8(ascii: "_")]))
  }

  func matches(_ name: Identifier) -> Bool {
    // Where in the name the parts read so far can end.
    var ends: Set<Int> = [0]
    let bytes = name.bytes
    for part in parts {
      var next: Set<Int> = []
      for end in ends {
        switch part {
        case .byte(let byte): if end < bytes.count, bytes[end] == byte { next.insert(end + 1) }
        case .anyRun: next.formUnion(end...bytes.count)
        case .plainRun:
          var reached = end
          next.insert(reached)
          while reached < bytes.count, Self.isPlain(bytes[reached]) {
            reached += 1
            next.insert(reached)
          }
        }
      }
      ends = next
    }
    return ends.contains(bytes.count)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

extension ReviewContext {
  /// Those of the names that do not fit the rule's options `pattern` and `max_length`.
  func misnamed(
    _ names: [Identifier], for subject: NamePattern.Subject = .init(), by rule: any ReviewRule.Type
  ) -> [Identifier] {
    let text = text("pattern", of: rule)
    let pattern = NamePattern(text, for: subject)
    let longest = number("max_length", of: rule)
    return names.filter { (!text.isEmpty && !pattern.matches($0)) || (longest > 0 && $0.bytes.count > longest) }
  }
}

extension [RuleOption] {
  /// What every rule about names may be told.
  static func naming(_ pattern: String) -> [RuleOption] {
    [
      RuleOption(
        "pattern", .text(pattern),
        "* is any run of a-z, 0-9 and _, ** anything; {table}, {columns}, {referenced_table}, {referenced_columns}"),
      RuleOption("max_length", .number(63), "the longest name in bytes; PostgreSQL cuts names after 63"),
    ]
  }
}
