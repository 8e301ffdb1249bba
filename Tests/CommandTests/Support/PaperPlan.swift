import Foundation
import MigrationCore
import PseudoTerminal
import Testing

/// A plan in a folder of its own that says itself from which schema to which it leads: all that a screen needs.
final class PaperPlan {
  let folder: String
  var path: String { "\(folder)/plan.json" }

  static let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{202E}\u{9B}31m"

  /// A plan of a few steps, the third one with a text that wants to do something to the terminal.
  static let steps =
    Workshop.change[0] + [
      Step(
        sql: "COMMENT ON TABLE orders IS 'all \(hostile) of them';", type: "table.comment", operation: "alter",
        path: "public.orders")
    ]

  init(_ steps: [Step] = PaperPlan.steps, tables: Int = 3) throws {
    folder = NSTemporaryDirectory() + "countersign-paper-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let more = (0..<max(0, tables - 2)).map { Self.table(Identifier("table_\($0)"), ["id": "bigint", "name": "text"]) }
    let orders = Self.table("orders", ["id": "integer", "note": "text"])
    let current = Self.tree([Self.table("customers", ["id": "integer", "legacy_code": "integer"]), orders] + more)
    let desired = Self.tree([Self.table("customers", ["id": "integer", "email": "text"]), orders] + more)
    let objects = JSONValue.object([
      JSONMember("current", current.json(besides: desired)), JSONMember("desired", desired.json(besides: current)),
    ])
    let plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "1.12.4", createdAt: "2026-01-02T03:04:05Z", sourceFingerprint: nil,
      groups: [TransactionGroup(steps: steps)],
      countersign: try CountersignSection(members: [JSONMember("format", .integer(1)), JSONMember("objects", objects)]))
    try Data(PlanCodec.encode(plan)).write(to: URL(filePath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func table(_ name: Identifier, _ columns: KeyValuePairs<Identifier, String>) -> ObjectNode {
    let children = columns.map { column, type in
      ObjectNode(
        id: ObjectID(.column, "public", name, member: column), title: column.text, detail: type,
        definition: "\(column) \(type)")
    }
    let lines = children.map { "    \($0.definition)" }.joined(separator: ",\n")
    return ObjectNode(
      id: ObjectID(.table, "public", name), title: name.text, definition: "CREATE TABLE \(name) (\n\(lines)\n);",
      children: children)
  }

  private static func tree(_ tables: [ObjectNode]) -> ObjectTree {
    let heading = ObjectNode(id: nil, title: "tables", children: tables)
    let schema = ObjectNode(id: ObjectID(.schema, "public", "public"), title: "public", children: [heading])
    return ObjectTree(source: .plan, roots: [schema])
  }

  /// The review of the plan on a terminal; `environment` goes over what says which terminal it is.
  func open(
    _ kind: TerminalKind = TerminalKind(name: "xterm-256color", language: "C.UTF-8"), _ flags: [String] = [],
    columns: Int = 80, rows: Int = 24, environment: [String: String?] = [:], answersTyping: Bool = true
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      command: [PseudoTerminal.product("countersign"), "review", path] + flags,
      environment: self.environment(kind).merging(environment) { $1 }, columns: columns, rows: rows, directory: folder,
      answersTyping: answersTyping)
  }

  func open(flags: [String]) throws -> PseudoTerminal {
    try open(TerminalKind(name: "xterm-256color", language: "C.UTF-8"), flags)
  }

  /// The same, started from a shell that goes on afterwards.
  func openFromShell(_ kind: TerminalKind) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      command: ["bash", "--norc", "--noprofile", "-i"],
      environment: environment(kind).merging([
        "PS1": "$ ", "HISTFILE": nil, "INPUTRC": "/dev/null", "PROGRAM": PseudoTerminal.product("countersign"),
      ]) { $1 }, directory: folder)
    try terminal.wait(for: "$ ")
    terminal.send("\"$PROGRAM\" review plan.json\r")
    return terminal
  }

  func environment(_ kind: TerminalKind) -> [String: String?] {
    [
      "TERM": kind.name, "LANG": kind.language, "LC_ALL": nil, "XDG_STATE_HOME": folder, "SSH_AUTH_SOCK": nil,
      "PGHOST": nil, "PGDATABASE": nil, "PGUSER": nil, "PGPORT": nil,
    ]
  }
}

/// A kind of terminal, and the locale of who sits at it.
struct TerminalKind: Sendable, CustomTestStringConvertible {
  var name: String
  var language: String

  var isUTF8: Bool { language != "C" }
  /// Whether there is a mouse, a clipboard and bracketed paste.
  var hasModes: Bool { name != "vt100" }
  var hasColours: Bool { !["vt100", "xterm-mono"].contains(name) }
  var testDescription: String { "\(name.isEmpty ? "no name" : name), \(language)" }

  static func all(_ names: [String]) -> [TerminalKind] {
    names.flatMap { name in ["C", "C.UTF-8"].map { TerminalKind(name: name, language: $0) } }
  }

  /// Those on which the screen is shown.
  static let screens = all([
    "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "xterm-mono",
  ])
  /// Those that get plain lines.
  static let lines = all(["dumb", ""])
}
