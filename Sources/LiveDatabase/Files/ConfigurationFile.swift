package import MigrationCore
import TOMLKit

/// `countersign.toml`, in the folder that the command is run in, or where the command line says.
///
/// So far the rules are read and the environments' keys checked; other sections are known by name only.
package struct ConfigurationFile: Hashable, Sendable {
  package static let name = "countersign.toml"

  /// `[rules]`, of the stricter ruleset.
  package private(set) var rules = RuleChoice()

  /// Nothing is configured.
  package init() {}

  /// Reads a file; nothing is configured when there is none and nobody named it.
  ///
  /// - Parameter path: the file; nil for the one in this folder, if there is one.
  /// - Throws: ``FileError`` when it cannot be read, is not TOML, or has a key that is not known.
  package init(path: String?) throws(FileError) {
    let file = path ?? Self.name
    let bytes: [UInt8]
    do { bytes = try File.read(file) } catch {
      if error.code == .notFound, path == nil {
        self.init()
        return
      }
      throw error
    }
    try self.init(String(decoding: bytes, as: UTF8.self), file: file)
  }

  /// Reads a text; `file` is its name in errors.
  package init(_ text: String, file: String) throws(FileError) {
    self.init()
    let root: TOMLTable
    do { root = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .invalid(
        file, message: "line \(error.source.begin.line): \(error.description)", hint: "it has to be TOML")
    } catch { throw .invalid(file, message: "\(error)", hint: "it has to be TOML") }
    let sections = ["rules", "teams", "environments", "ledger", "groups", "ui", "keys"]
    for key in root.keys.sorted() {
      guard sections.contains(key) else { throw Self.unknown("[\(key)]", key, of: sections, in: file) }
      guard let table = root[key]?.table else {
        throw .invalid(file, message: "\(key) is no table", hint: "write [\(key)]")
      }
      if key == "rules" { try readRules(table, file) }
      if key == "environments" { try Self.checkEnvironments(table, file) }
    }
  }

  private static func unknown(_ what: String, _ key: String, of known: [String], in file: String) -> FileError {
    let nearest = NearestName.of(key, among: known)
    return .invalid(
      file, message: "there is no \(what)",
      hint: nearest.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))")
  }

  private mutating func readRules(_ table: TOMLTable, _ file: String) throws(FileError) {
    let kinds = RuleBook.all.map { type(of: $0) }
    for key in table.keys.sorted() {
      guard let kind = kinds.first(where: { $0.id.text == key }) else {
        throw Self.unknown("rule \(key)", key, of: kinds.map { $0.id.text }, in: file)
      }
      guard let options = table[key]?.table else {
        try readSeverity(table[key]?.string, of: kind, file)
        continue
      }
      for name in options.keys.sorted() {
        if name == "severity" {
          try readSeverity(options[name]?.string, of: kind, file)
          continue
        }
        guard let option = kind.options.first(where: { $0.name == name }) else {
          let known = ["severity"] + kind.options.map(\.name)
          throw Self.unknown("option \(name) of the rule \(key)", name, of: known, in: file)
        }
        let value = try Self.value(options[name], for: option, of: kind.id, file)
        rules.options[kind.id, default: [:]][name] = value
      }
    }
  }

  private mutating func readSeverity(
    _ word: String?, of kind: any ReviewRule.Type, _ file: String
  ) throws(FileError) {
    switch word {
    case "off": rules.overrides[kind.id] = .some(nil)
    case "info": rules.overrides[kind.id] = .info
    case "warning", "warn": rules.overrides[kind.id] = .warning
    case "error": rules.overrides[kind.id] = .error
    default:
      throw .invalid(
        file, message: "the severity of the rule \(kind.id) is \(word.map { "\"\($0)\"" } ?? "no text")",
        hint: "write \"off\", \"info\", \"warning\" or \"error\"")
    }
  }

  private static func value(
    _ value: (any TOMLValueConvertible)?, for option: RuleOption, of rule: RuleID, _ file: String
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
    throw .invalid(
      file, message: "\(option.name) of the rule \(rule) has another type",
      hint: "its default is \(option.name) = \(option.value.words)")
  }

  private static func checkEnvironments(_ table: TOMLTable, _ file: String) throws(FileError) {
    let known = [
      "dsn", "schema", "ruleset", "promote_from", "lock_timeout", "statement_timeout", "window", "approvals",
    ]
    for name in table.keys.sorted() {
      guard let entries = table[name]?.table else {
        throw .invalid(file, message: "environments.\(name) is no table", hint: "write [environments.\(name)]")
      }
      for key in entries.keys.sorted() where !known.contains(key) {
        throw unknown("key \(key) in [environments.\(name)]", key, of: known, in: file)
      }
      if let word = entries["ruleset"], word.string.flatMap({ RuleChoice.Ruleset(rawValue: $0) }) == nil {
        throw .invalid(
          file, message: "the ruleset of [environments.\(name)] is not known",
          hint: "write \"strict\" or \"relaxed\"")
      }
    }
  }
}
