import ArgumentParser
import MigrationCore

/// `countersign rules`: the rule book.
struct RulesCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "What a plan is warned of, and why.")

  @Option(help: "Print all that is known about one rule.")
  var explain: String?
  @Option(help: "text, json, or markdown for a page of all rules.")
  var format = Format.text

  func run() throws {
    let kinds = RuleBook.all.map { type(of: $0) }
    guard let explain else {
      switch format {
      case .text: Output.write(Self.list(kinds))
      case .json: Output.write(Self.json(kinds))
      case .markdown: Output.write(Self.page(kinds))
      }
      return
    }
    guard let kind = kinds.first(where: { $0.id.text == explain }) else {
      let nearest = NearestName.of(explain, among: kinds.map { $0.id.text })
      throw CommandFailure(
        .usage, "no rule is called \(explain)",
        hint: nearest.map { "did you mean \($0)?" } ?? "`countersign rules` lists them")
    }
    Output.write(
      "\(kind.id): \(kind.summary)\n\n\(Self.facts(of: kind))\n\n\(kind.documentation)\n\(Self.options(of: kind))")
  }

  private static func word(_ severity: Severity?) -> String { severity.map { "\($0)" } ?? "off" }

  private static func facts(of kind: any ReviewRule.Type) -> String {
    """
    category  \(kind.category.rawValue)
    severity  \(word(kind.severities.strict)) in the strict ruleset, \(word(kind.severities.relaxed)) in the relaxed one
    needs     \(Self.need(kind.evidence))
    """
  }

  private static func need(_ evidence: RuleEvidence) -> String {
    switch evidence {
    case .text, .catalogHelps: evidence.rawValue
    case .catalog: "a database"
    case .ledger: "a ledger"
    }
  }

  private static func options(of kind: any ReviewRule.Type) -> String {
    guard !kind.options.isEmpty else { return "" }
    let lines = kind.options.map { "\($0.name) = \($0.value.words)  # \($0.meaning)\n" }
    return "\n[rules.\(kind.id)]\n\(lines.joined())"
  }

  private static func list(_ kinds: [any ReviewRule.Type]) -> String {
    let width = kinds.map { $0.id.text.utf8.count }.max() ?? 0
    return kinds.map { kind in
      let name = kind.id.text + String(repeating: " ", count: width - kind.id.text.utf8.count)
      let severity = word(kind.severities.strict)
      return "\(name)  \(severity)\(String(repeating: " ", count: 7 - severity.count))  \(kind.summary)\n"
    }.joined()
  }

  private static func json(_ kinds: [any ReviewRule.Type]) -> String {
    let rules = kinds.map { kind in
      JSONValue.object([
        JSONMember("id", .string(kind.id.text)), JSONMember("category", .string(kind.category.rawValue)),
        JSONMember(
          "severities",
          .object([
            JSONMember("relaxed", .string(word(kind.severities.relaxed))),
            JSONMember("strict", .string(word(kind.severities.strict))),
          ])),
        JSONMember("needs", .string(kind.evidence.rawValue)), JSONMember("summary", .string(kind.summary)),
      ])
    }
    return String(decoding: JSONWriter.indented(.array(rules)), as: UTF8.self)
  }

  /// A page of all rules, by category.
  private static func page(_ kinds: [any ReviewRule.Type]) -> String {
    var text = "# Review rules\n\n\(kinds.count) rules; `countersign rules --format markdown` wrote this page.\n"
    for category in RuleCategory.allCases {
      let rules = kinds.filter { $0.category == category }
      guard !rules.isEmpty else { continue }
      let name = category.rawValue
      text += "\n## \(name.prefix(1).uppercased() + name.dropFirst())\n"
      for kind in rules {
        text += "\n### \(kind.id)\n\n\(kind.summary.prefix(1).uppercased() + kind.summary.dropFirst()).\n"
        text += "Strict: \(word(kind.severities.strict)). Relaxed: \(word(kind.severities.relaxed)). "
        text += "Needs: \(kind.evidence.rawValue).\n\n\(kind.documentation)\n"
        if !kind.options.isEmpty { text += "\n```toml\(options(of: kind))```\n" }
      }
    }
    return text
  }
}
