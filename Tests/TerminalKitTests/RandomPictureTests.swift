import PseudoTerminal
import TerminalKit
import Testing
import Themes

/// Whatever stands on a screen, every terminal shows it, in its colours, after any other screen.
@Suite struct RandomPictureTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var depth: ColorDepth
    /// Attributes that it has beside its colours, as ECMA-48 numbers them.
    var attributes: Set<Int>
    var environment: [String: String] = [:]
    var testDescription: String { "\(name) \(environment)" }
  }

  static let kinds = [
    Kind(name: "xterm-256color", depth: .indexed256, attributes: [1, 3, 4, 7]),
    Kind(
      name: "xterm-256color", depth: .truecolor, attributes: [1, 3, 4, 7], environment: ["COLORTERM": "truecolor"]),
    Kind(name: "xterm-256color", depth: .none, attributes: [1, 3, 4, 7], environment: ["NO_COLOR": "1"]),
    Kind(name: "tmux-256color", depth: .indexed256, attributes: [1, 3, 4, 7]),
    Kind(name: "screen-256color", depth: .indexed256, attributes: [1, 4, 7]),
    Kind(name: "xterm", depth: .eight, attributes: [1, 3, 4, 7]),
    Kind(name: "linux", depth: .eight, attributes: [1, 7]), Kind(name: "vt100", depth: .none, attributes: [1, 4, 7]),
    Kind(name: "xterm-mono", depth: .none, attributes: [1, 4, 7]),
  ]

  @Test(arguments: kinds) func everyPictureIsShownAsItIs(_ kind: Kind) throws {
    let theme = try Theme(toml: EmbeddedThemes.all[0].toml, file: "default-dark.toml")
    let environment = kind.environment.merging(["TERM": kind.name]) { $1 }
    let terminal = try PseudoTerminal(
      command: [PseudoTerminal.product("TerminalProbe")], environment: environment.mapValues(Optional.some),
      columns: 60, rows: 16)
    try terminal.wait(for: "started")
    for number in 0..<40 {
      terminal.send("g")
      let picture = Grid.random(number, columns: 60, rows: 16)
      try terminal.wait(for: "picture \(number).")
      try terminal.wait("all of it") { screen in
        (0..<16).allSatisfy { row in
          (0..<60).allSatisfy { column in
            let cell = picture[column, row]
            let looks = theme.appearance(of: cell.paint, depth: kind.depth)
            return cell.width == 0
              || screen[column, row].having(kind.attributes) == cell.character(looks, kind.attributes)
          }
        }
      }
    }
    terminal.send("q")
    #expect(try terminal.exitStatus() == 0)
    #expect(terminal.screen.unknown == [])
  }
}

extension TerminalEmulator.Character {
  /// What is seen of it on a terminal that has `attributes` only.
  fileprivate func having(_ attributes: Set<Int>) -> Self {
    var copy = self
    copy.pen.attributes.formIntersection(attributes)
    return copy.visible
  }
}

extension Cell {
  fileprivate func character(_ looks: Appearance, _ attributes: Set<Int>) -> TerminalEmulator.Character {
    let text = String(String.UnicodeScalarView([scalar] + marks))
    let known: [(TextAttributes, Int)] = [(.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7)]
    let pen = TerminalEmulator.Pen(
      foreground: Self.code(looks.foreground, 30), background: Self.code(looks.background, 40),
      attributes: Set(known.filter { looks.attributes.contains($0.0) }.map(\.1)))
    return TerminalEmulator.Character(text, pen).having(attributes)
  }

  private static func code(_ color: Color, _ base: Int) -> String {
    switch color {
    case .terminal: ""
    case .indexed(let index) where index < 8: "\(base + Int(index))"
    case .indexed(let index) where index < 16: "\(base + 52 + Int(index))"
    case .indexed(let index): "5;\(index)"
    case .rgb(let rgb): "2;\(rgb.red);\(rgb.green);\(rgb.blue)"
    }
  }
}
