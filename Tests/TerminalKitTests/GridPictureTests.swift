import Foundation
import FoundationXML
import PseudoTerminal
import TerminalKit
import Testing
import Themes

/// A screen as a drawing, and as what a recording replays.
@Suite struct GridPictureTests {
  private static func theme() throws -> Theme {
    let dark = try #require(EmbeddedThemes.all.first { $0.name == "default-dark" })
    return try Theme(toml: dark.toml, file: "default-dark.toml")
  }

  private static func grid(_ columns: Int = 30, _ rows: Int = 5, _ text: String = "DROP <TABLE> \"a&b\"") -> Grid {
    var grid = Grid(columns: columns, rows: rows)
    grid.drawBox(Rectangle(column: 0, row: 0, width: columns, height: rows), title: StyledText(" T "), active: true)
    grid.drawRule(column: 0, row: 2, width: columns)
    grid.put(StyledText(text, Paint(.sqlKeyword, bold: true)), column: 2, row: 1, width: 26)
    grid.put(
      StyledText("表 e\u{301}  x", Paint(.text, on: .selection)), column: 2, row: 3, width: 20,
      fill: Paint(.text, on: .selection))
    return grid
  }

  @Test func aDrawingIsWellFormedAndHasTheScreensWords() throws {
    let svg = Self.grid().svg(theme: try Self.theme())
    let parser = XMLReader(svg)
    #expect(parser.isWellFormed)
    #expect(parser.words.contains("DROP <TABLE> \"a&b\""))
    #expect(parser.words.contains("表 e\u{301}"))
    #expect(parser.words.contains("x"))
    #expect(!svg.contains("│") && !svg.contains("─"))
  }

  @Test func aDrawingIsAsRecorded() throws {
    let svg = Self.grid(24, 4, "DROP").svg(theme: try Self.theme())
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "drawing.svg")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(svg.utf8).write(to: file)
      Issue.record("recorded; run again without RECORD")
    } else {
      #expect(svg == (try String(contentsOf: file, encoding: .utf8)))
    }
  }

  @Test func whatIsReplayedShowsEveryScreen() throws {
    let theme = try Self.theme()
    var emulator = TerminalEmulator(columns: 30, rows: 5)
    var last: Grid?
    for text in ["DROP", "CREATE TABLE", "", "表表表"] {
      var grid = Self.grid(30, 5, text)
      grid.cursor = text.isEmpty ? (column: 4, row: 3) : nil
      emulator.feed(grid.escapeSequences(after: last, theme: theme).utf8)
      #expect(emulator.text == (0..<5).map { grid.text(row: $0) })
      #expect(emulator.modes.contains(25) == text.isEmpty)
      last = grid
    }
    #expect(emulator.unknown == [])
  }

  @Test func onlyRowsThatChangedAreSent() throws {
    let theme = try Self.theme()
    let (first, second) = (Self.grid(), Self.grid(30, 5, "CREATE"))
    #expect(first.escapeSequences(after: first, theme: theme) == "")
    let change = second.escapeSequences(after: first, theme: theme)
    #expect(change.contains("\u{1B}[2;1H") && !change.contains("\u{1B}[1;1H") && !change.contains("\u{1B}[4;1H"))
  }
}

/// The text of each element.
private final class XMLReader: NSObject, XMLParserDelegate {
  private(set) var words: [String] = []
  private(set) var isWellFormed = false

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) { if name == "text" { words.append("") } }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !words.isEmpty { words[words.count - 1] += string.trimmingCharacters(in: .newlines) }
  }
}
