import MigrationCore
import TOMLKit

/// `[rules]`: severities and options over the ruleset's.
extension ConfigurationReader {
  func rules(_ section: TOMLSection) throws(FileError) -> RuleChoice {
    var choice = RuleChoice()
    let kinds = RuleBook.all.map { type(of: $0) }
    for key in section.keys {
      let path = section.path + [key]
      guard let kind = kinds.first(where: { $0.id.text == key }) else {
        let nearest = NearestName.of(key, among: kinds.map { $0.id.text })
        throw invalid(
          path, "there is no rule \(key)",
          hint: nearest.map { "did you mean \($0)?" } ?? "`countersign rules` lists the rules")
      }
      guard let options = section.table[key]?.table else {
        choice.overrides[kind.id] = .some(try severity(section.table[key]?.string, of: kind, path))
        continue
      }
      for name in options.keys.sorted() {
        if name == "severity" {
          choice.overrides[kind.id] = .some(try severity(options[name]?.string, of: kind, path + [name]))
          continue
        }
        guard let option = kind.options.first(where: { $0.name == name }) else {
          let known = ["severity"] + kind.options.map(\.name)
          throw unknown("option \(name) of the rule \(key)", at: path + [name], of: known)
        }
        choice.options[kind.id, default: [:]][name] = try value(options[name], for: option, of: kind.id, path + [name])
      }
    }
    return choice
  }

  /// Nil switches a rule off.
  private func severity(
    _ word: String?, of kind: any ReviewRule.Type, _ path: [String]
  ) throws(FileError) -> Severity? {
    switch word {
    case "off": return nil
    case "info": return .info
    case "warning", "warn": return .warning
    case "error": return .error
    default:
      throw invalid(
        path, "the severity of the rule \(kind.id) is \(word.map { "\"\($0)\"" } ?? "no text")",
        hint: "write \"off\", \"info\", \"warning\" or \"error\"")
    }
  }

  private func value(
    _ value: (any TOMLValueConvertible)?, for option: RuleOption, of rule: RuleID, _ path: [String]
  ) throws(FileError) -> OptionValue {
    switch option.value {
    case .number: if let number = value?.int { return .number(number) }
    case .text: if let text = value?.string { return .text(text) }
    case .list:
      if let list = value?.array {
        let texts = list.compactMap(\.string)
        if texts.count == list.count { return .list(texts) }
      }
    }
    throw invalid(
      path, "\(option.name) of the rule \(rule) has another type",
      hint: "its default is \(option.name) = \(option.value.words)")
  }
}
