import ArgumentParser
import MigrationCore

/// `countersign rules`: the rule book.
struct RulesCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "What a plan is warned of, and why.")

  @Option(help: "Print all that is known about one rule.")
  var explain: String?
  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    guard let explain else {
      Output.write(format == .json ? Self.json : Self.list)
      return
    }
    guard let rule = RuleBook.all.first(where: { type(of: $0).id.text == explain }) else {
      throw CommandFailure(.usage, "no rule is called \(explain)", hint: "`countersign rules` lists them")
    }
    let kind = type(of: rule)
    Output.write("\(kind.id) (\(kind.category.rawValue))\n\(kind.summary)\n\n\(kind.documentation)\n")
  }

  private static var list: String {
    let width = RuleBook.all.map { type(of: $0).id.text.utf8.count }.max() ?? 0
    return RuleBook.all.map { rule in
      let kind = type(of: rule)
      let name = kind.id.text + String(repeating: " ", count: width - kind.id.text.utf8.count)
      return "\(name)  \(kind.summary)\n"
    }.joined()
  }

  private static var json: String {
    let rules = RuleBook.all.map { rule in
      let kind = type(of: rule)
      return JSONValue.object([
        JSONMember("id", .string(kind.id.text)), JSONMember("category", .string(kind.category.rawValue)),
        JSONMember("summary", .string(kind.summary)),
      ])
    }
    return String(decoding: JSONWriter.indented(.array(rules)), as: UTF8.self)
  }
}
