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
