/// Something that `countersign.toml` may set for a rule.
package struct RuleOption: Hashable, Sendable {
  /// The key in the rule's table.
  package var name: String
  package var value: OptionValue
  /// What it means, one line.
  package var meaning: String

  package init(_ name: String, _ value: OptionValue, _ meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}

package enum OptionValue: Hashable, Sendable {
  case number(Int)
  case text(String)
  case list([String])

  /// As TOML has it.
  package var words: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let texts): "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
  }
}

extension RuleOption {
  /// From which size on work on every row of a table is told.
  static let largeTable = [
    RuleOption("rows", .number(1_000_000), "from how many rows on a table is large"),
    RuleOption("megabytes", .number(1024), "from how many megabytes on, indexes included, a table is large"),
  ]
}

extension ReviewContext {
  /// Whether a relation is large by the ``RuleOption/largeTable`` options of a rule.
  func isLarge(_ size: RelationSize, for rule: any ReviewRule.Type) -> Bool {
    (size.rows ?? 0) >= Int64(number("rows", of: rule)) || size.totalBytes >= Int64(number("megabytes", of: rule)) << 20
  }
}
