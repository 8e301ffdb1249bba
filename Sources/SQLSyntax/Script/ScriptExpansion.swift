import MigrationCore

/// Follows the includes of the files that a person named.
struct ScriptExpansion {
  let purpose: SQLScript.Purpose
  private let file: (String) -> ScriptFile
  var script = SQLScript()
  /// The files that are being read, the named one first.
  private var open: [String] = []
  /// The folder that nothing may be included from outside of.
  private var base: [Substring] = []
  private var size = 0
  /// What `\set` has set, by name.
  private var variables: [String: String] = [:]

  init(purpose: SQLScript.Purpose, file: @escaping (String) -> ScriptFile) {
    self.purpose = purpose
    self.file = file
  }

  /// More is a mistake: a folder that leads back into itself by a link, files that include each other's copies.
  private static let deepest = 50
  private static let largest = 256 << 20

  mutating func read(named path: String) throws(ScriptError) {
    let isFolder = path.hasSuffix("/")
    let parts = path.split(separator: "/")
    variables = [:]
    switch file(path) {
    case .text(let bytes):
      base = parts.dropLast()
      try read(bytes, at: path, from: nil)
    case .folder(let names):
      base = parts
      try read(names, in: isFolder ? String(path.dropLast()) : path, from: SourcePlace(file: path, line: 1, column: 1))
    case .missing: throw .notReadable(path, reason: "does not exist")
    case .unreadable(let reason): throw .notReadable(path, reason: "cannot be read: \(reason)")
    }
  }

  /// Reads what an include in the last open file names.
  mutating func include(_ written: String, at place: SourcePlace) throws(ScriptError) {
    guard !written.hasPrefix("/") else {
      throw .badPath(written, reason: "an absolute path says nothing on another machine", at: place)
    }
    var parts = written.split(separator: "/").filter { $0 != "." }
    guard !parts.contains("..") else {
      throw .badPath(written, reason: "it leads out of the folder of this file", at: place)
    }
    if written.hasSuffix("/."), parts.isEmpty { parts = [] }
    let folder = place.file.lastIndex(of: "/").map { String(place.file[...$0]) } ?? ""
    let path = folder + parts.joined(separator: "/")
    let wantsFolder = written.hasSuffix("/") || parts.isEmpty
    switch file(path.isEmpty ? "." : path) {
    case .text(let bytes):
      guard !wantsFolder else {
        throw .notIncluded(path, reason: "is a file", hint: "write it without / at the end", at: place)
      }
      try read(bytes, at: path, from: place)
    case .folder(let names):
      guard wantsFolder else {
        throw .notIncluded(path, reason: "is a folder", hint: "write \\i \(written)/ for every file in it", at: place)
      }
      try read(names, in: path.hasSuffix("/") ? String(path.dropLast()) : path, from: place)
    case .missing:
      throw .notIncluded(
        path, reason: "does not exist", hint: "an include is relative to the folder of the file that it stands in",
        at: place)
    case .unreadable(let reason):
      throw .notIncluded(path, reason: "cannot be read: \(reason)", hint: "check its permissions", at: place)
    }
  }

  /// Every `.sql` file of a folder, by name in byte order, those of a subfolder in its place.
  private mutating func read(_ names: [String], in folder: String, from place: SourcePlace) throws(ScriptError) {
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in sorted {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      guard name.hasSuffix("/") || name.hasSuffix(".sql") else { continue }
      guard path.utf8.split(separator: UInt8(ascii: "/")).count <= Self.deepest else {
        throw .tooMuch("\(folder) is more than \(Self.deepest) folders deep", at: place)
      }
      switch file(name.hasSuffix("/") ? String(path.dropLast()) : path) {
      case .text(let bytes): try read(bytes, at: path, from: place)
      case .folder(let inner): try read(inner, in: String(path.dropLast()), from: place)
      // Gone since the folder was listed, or a link that leads nowhere.
      case .missing: throw .notIncluded(path, reason: "does not exist", hint: "remove the link", at: place)
      case .unreadable(let reason):
        throw .notIncluded(path, reason: "cannot be read: \(reason)", hint: "check its permissions", at: place)
      }
    }
  }

  /// Takes over what `\set` and `\unset` say.
  mutating func take(_ command: PsqlCommand) {
    guard command.name == "set" || command.name == "unset" else { return }
    guard let (name, value) = PsqlVariables.setting(command.arguments, with: variables) else { return }
    variables[name] = command.name == "set" ? value : nil
  }

  /// The statement with the values of the variables that are known, and those in the order of the text, each once.
  func interpolated(_ statement: [UInt8]) -> (text: [UInt8], variables: [String]) {
    guard purpose == .migration, !variables.isEmpty else { return (statement, []) }
    let found = PsqlVariables(statement)
    var used: [String] = []
    for use in found.uses where variables[use.name] != nil {
      let word = String(decoding: statement[use.range], as: UTF8.self)
      if !used.contains(word) { used.append(word) }
    }
    guard !used.isEmpty else { return (statement, []) }
    let text = found.replaced { use in variables[use.name].map { PsqlVariables.written($0, use.quoting) } }
    return (text, used)
  }

  private mutating func read(_ bytes: [UInt8], at path: String, from place: SourcePlace?) throws(ScriptError) {
    let here = place ?? SourcePlace(file: path, line: 1, column: 1)
    if let start = open.firstIndex(where: { $0.utf8.elementsEqual(path.utf8) }) {
      throw .cycle(open[start...] + [path], at: here)
    }
    guard open.count < Self.deepest else {
      throw .tooMuch("the includes are more than \(Self.deepest) files deep", at: here)
    }
    size += bytes.count
    guard size <= Self.largest else { throw .tooMuch("the files together are larger than 256 MiB", at: here) }
    open.append(path)
    var text = try ScriptText(bytes, file: path)
    try text.read(into: &self)
    open.removeLast()
  }
}
