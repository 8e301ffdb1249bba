import MigrationCore
import Postgres
import TOMLKit

/// Reads the sections of `countersign.toml`; whatever it does not know is an error with the line that it is in.
struct ConfigurationReader {
  let file: String
  private let lines: TOMLLines
  private let root: TOMLTable

  init(_ text: String, file: String) throws(FileError) {
    self.file = file
    do { root = try TOMLTable(string: text) } catch let error as TOMLParseError {
      throw .invalid(
        file, message: "line \(error.source.begin.line): \(error.description)", hint: "it has to be TOML")
    } catch { throw .invalid(file, message: "\(error)", hint: "it has to be TOML") }
    lines = TOMLLines(text)
  }

  func read(into configuration: inout ConfigurationFile) throws(FileError) {
    let sections = ["rules", "teams", "signers", "environments", "ledger", "groups", "ui", "keys"]
    for key in root.keys.sorted() {
      guard sections.contains(key) else { throw unknown("[\(key)]", at: [key], of: sections) }
      guard root[key]?.table != nil else { throw invalid([key], "\(key) is no table", hint: "write [\(key)]") }
    }
    if let table = root["rules"]?.table { configuration.rules = try rules(TOMLSection(table, ["rules"])) }
    if let table = root["teams"]?.table { configuration.teams = try teams(TOMLSection(table, ["teams"])) }
    if let table = root["signers"]?.table { try signers(TOMLSection(table, ["signers"]), &configuration) }
    if let table = root["ledger"]?.table { configuration.ledger = try ledger(TOMLSection(table, ["ledger"])) }
    if let table = root["environments"]?.table {
      let section = TOMLSection(table, ["environments"])
      configuration.environments = try environments(section, configuration)
    }
    if let table = root["groups"]?.table { configuration.groups = try groups(TOMLSection(table, ["groups"])) }
    configuration.interface = try interface()
  }

  // MARK: - Sections

  private func teams(_ section: TOMLSection) throws(FileError) -> [Team] {
    var teams: [Team] = []
    for name in section.keys {
      let members = try texts(name, in: section) ?? []
      guard !members.isEmpty else {
        throw invalid(section.path + [name], "the team \(name) has nobody in it", hint: "name its members")
      }
      for (place, member) in members.enumerated()
      where members[..<place].contains(where: { Identifier($0) == Identifier(member) }) {
        throw invalid(section.path + [name], "\(member) is twice in the team \(name)", hint: "name everybody once")
      }
      teams.append(Team(name: name, members: members))
    }
    return teams
  }

  private func signers(_ section: TOMLSection, _ configuration: inout ConfigurationFile) throws(FileError) {
    try known(["allowed", "revoked"], in: section)
    configuration.allowedSigners = try text("allowed", in: section).map(path(of:))
    configuration.revokedKeys = try text("revoked", in: section).map(path(of:))
    guard configuration.allowedSigners != nil || configuration.revokedKeys == nil else {
      throw invalid(
        section.path + ["revoked"], "[signers] names revoked keys and no allowed ones",
        hint: "write allowed = \"allowed_signers\" too")
    }
  }

  private func ledger(_ section: TOMLSection) throws(FileError) -> ConfigurationFile.LedgerSetting {
    try known(["dsn", "file"], in: section)
    let dsn = try dsn(in: section)
    guard let file = try text("file", in: section) else { return dsn.map { .dsn($0) } ?? .target }
    guard dsn == nil else {
      throw invalid(section.path + ["file"], "[ledger] has a dsn and a file", hint: "leave one of them out")
    }
    return .file(path(of: file))
  }

  private func groups(_ section: TOMLSection) throws(FileError) -> [String] {
    for name in section.keys {
      let keys = ["dsn", "databases", "canary", "batch", "max_failures"]
      let group = try table(name, in: section)
      try known(keys, in: group)
      _ = try dsn(in: group)
    }
    return section.keys
  }

  private func interface() throws(FileError) -> InterfaceWishes {
    var wishes = InterfaceWishes(file: file)
    if let table = root["ui"]?.table {
      let section = TOMLSection(table, ["ui"])
      try known(["theme"], in: section)
      // A name stays as it is; a file is one beside this file.
      wishes.theme = try text("theme", in: section).map { $0.hasSuffix(".toml") ? path(of: $0) : $0 }
    }
    if let table = root["keys"]?.table {
      let section = TOMLSection(table, ["keys"])
      for action in section.keys {
        let keys = try texts(action, in: section) ?? []
        let line = lines.line(of: section.path + [action]) ?? 1
        wishes.keys.append(InterfaceWishes.Binding(action: action, keys: keys, line: line))
      }
      wishes.keys.sort { ($0.line, $0.action) < ($1.line, $1.action) }
    }
    return wishes
  }

  // MARK: - Values

  /// Refuses keys that are not `known`.
  func known(_ known: [String], in section: TOMLSection) throws(FileError) {
    for key in section.keys where !known.contains(key) {
      throw unknown("key \(key) in [\(section.name)]", at: section.path + [key], of: known)
    }
  }

  func table(_ key: String, in section: TOMLSection) throws(FileError) -> TOMLSection {
    guard let table = section.table[key]?.table else {
      let name = "\(section.name).\(key)"
      throw invalid(section.path + [key], "\(name) is no table", hint: "write [\(name)]")
    }
    return TOMLSection(table, section.path + [key])
  }

  /// A text that is not empty; nil when the key is not there.
  func text(_ key: String, in section: TOMLSection) throws(FileError) -> String? {
    guard let value = section.table[key] else { return nil }
    guard let text = value.string, !text.isEmpty, !text.contains("\0") else {
      throw wrongType(key, in: section, expected: "a text, in quotes")
    }
    return text
  }

  /// A text or a list of texts; nil when the key is not there.
  func texts(_ key: String, in section: TOMLSection) throws(FileError) -> [String]? {
    guard let value = section.table[key] else { return nil }
    if value.string != nil { return try text(key, in: section).map { [$0] } }
    let texts = value.array?.map { $0.string ?? "" } ?? [""]
    guard texts.allSatisfy({ !$0.isEmpty && !$0.contains("\0") }) else {
      throw wrongType(key, in: section, expected: "a text or a list of texts")
    }
    return texts
  }

  func flag(_ key: String, in section: TOMLSection) throws(FileError) -> Bool? {
    guard let value = section.table[key] else { return nil }
    guard let flag = value.bool else { throw wrongType(key, in: section, expected: "true or false") }
    return flag
  }

  func count(_ key: String, in section: TOMLSection) throws(FileError) -> Int? {
    guard let value = section.table[key] else { return nil }
    guard value.type == .int, let number = value.int, number > 0 else {
      throw wrongType(key, in: section, expected: "a number above 0")
    }
    return number
  }

  /// A URI or conninfo string, in which no password is allowed.
  func dsn(in section: TOMLSection) throws(FileError) -> String? {
    guard let dsn = try text("dsn", in: section) else { return nil }
    let path = section.path + ["dsn"]
    switch ConnectionString.check(dsn) {
    case .fine: return dsn
    case .hasPassword:
      throw invalid(
        path, "the dsn of [\(section.name)] has a password in it",
        hint: "keep it in ~/.pgpass, a service file or PGPASSWORD")
    case .malformed:
      throw invalid(
        path, "the dsn of [\(section.name)] is none that libpq can read",
        hint: "write a URI or key words: postgresql://host/database, service=NAME")
    }
  }

  /// `2h`, `14d`, `90 min`; in seconds.
  func duration(_ key: String, in section: TOMLSection) throws(FileError) -> Int? {
    guard let text = try text(key, in: section) else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let number = Int(digits), number <= 100_000,
      let unit = units[text.dropFirst(digits.count).trimmingPrefix { $0 == " " }.description]
    else { throw wrongType(key, in: section, expected: "a time such as \"90s\", \"30min\", \"2h\", \"14d\", \"2w\"") }
    return number * unit
  }

  /// Relative to the folder of the file.
  private func path(of name: String) -> String {
    let folder = File.folder(of: file)
    return name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
  }

  // MARK: - Errors

  func invalid(_ path: [String], _ message: String, hint: String) -> FileError {
    let place = lines.line(of: path).map { "line \($0): " } ?? ""
    return .invalid(file, message: place + message, hint: hint)
  }

  func unknown(_ what: String, at path: [String], of known: [String]) -> FileError {
    let nearest = path.last.flatMap { NearestName.of($0, among: known) }
    return invalid(
      path, "there is no \(what)",
      hint: nearest.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))")
  }

  func wrongType(_ key: String, in section: TOMLSection, expected: String) -> FileError {
    invalid(section.path + [key], "\(key) of [\(section.name)] is not \(expected)", hint: "write \(expected)")
  }
}

/// A table of the file and where it is.
struct TOMLSection {
  let table: TOMLTable
  let path: [String]

  init(_ table: TOMLTable, _ path: [String]) {
    self.table = table
    self.path = path
  }

  var name: String { path.joined(separator: ".") }
  var keys: [String] { table.keys.sorted() }
}
