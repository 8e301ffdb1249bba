import FoundationEssentials
import TerminalKit
import Testing
import Themes

@Suite struct ThemeTests {
  private static let themes = EmbeddedThemes.all.map(\.name)

  private func theme(_ name: String) throws -> Theme {
    let embedded = try #require(EmbeddedThemes.all.first { $0.name == name })
    return try Theme(toml: embedded.toml, file: "\(name).toml")
  }

  @Test(arguments: themes) func everyRoleIsDefined(_ name: String) throws {
    #expect(try Set(theme(name).styles.keys) == Set(Role.allCases))
  }

  @Test(arguments: themes) func theEmbeddedThemeIsTheFile(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Themes")
      .standardizedFileURL
    let embedded = try #require(EmbeddedThemes.all.first { $0.name == name })
    #expect(try Array(Data(contentsOf: folder.appending(path: "\(name).toml"))) == embedded.toml)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }
    #expect(files.sorted() == Self.themes.map { "\($0).toml" }.sorted())
  }

  @Test(arguments: themes, [ColorDepth.truecolor, .indexed256])
  func everyRoleCanBeReadOnEverySurface(_ name: String, _ depth: ColorDepth) throws {
    let theme = try theme(name)
    // Whoever takes the terminal's own colours takes them as they are.
    guard let background = theme.background else { return }
    let least = name.hasPrefix("high-contrast") && depth == .truecolor ? 7.0 : 4.5
    for role in Role.allCases {
      for surface in Surface.allCases {
        let appearance = theme.appearance(of: Paint(role, on: surface), depth: depth)
        let contrast = (appearance.foreground.rgb ?? theme.foreground).contrast(
          with: appearance.background.rgb ?? background)
        #expect(contrast >= least, "\(role) on \(surface): \(contrast)")
      }
    }
  }

  @Test(arguments: themes, [ColorDepth.none, .eight, .sixteen])
  func withFewColoursTheSelectionIsStillSeen(_ name: String, _ depth: ColorDepth) throws {
    let theme = try theme(name)
    for role in Role.allCases where role != .escape {
      let selected = theme.appearance(of: Paint(role, on: .selection), depth: depth)
      #expect(selected.attributes.contains(.reverse) && selected.background == .terminal)
      #expect(theme.appearance(of: Paint(role, on: .intraline), depth: depth).attributes.contains(.underline))
      let plain = theme.appearance(of: Paint(role), depth: depth)
      if let color = plain.foreground.rgb, let background = theme.background {
        #expect(color.contrast(with: background) >= 3)
      }
      if depth == .none { #expect(plain.foreground == .terminal) }
    }
  }

  @Test(arguments: themes, [ColorDepth.none, .eight, .sixteen, .indexed256, .truecolor])
  func thePaneWithTheKeysIsSeenWithoutColours(_ name: String, _ depth: ColorDepth) throws {
    let theme = try theme(name)
    let (active, other) = (Paint(.borderActive, bold: true), Paint(.heading, bold: true))
    #expect(
      theme.appearance(of: active, depth: depth).attributes != theme.appearance(of: other, depth: depth).attributes)
  }

  @Test(arguments: ["palette", "monochrome"]) func theTerminalsOwnColoursAreTakenAsTheyAre(_ name: String) throws {
    let theme = try theme(name)
    #expect(theme.background == nil)
    for role in Role.allCases {
      for color in [theme[role].foreground, theme[role].background] {
        switch color {
        case .terminal: break
        case .indexed(let index): #expect(index < 16 && name == "palette")
        case .rgb: Issue.record("\(role) has a colour that the user did not choose")
        }
      }
      let selected = theme.appearance(of: Paint(role, on: .selection), depth: .truecolor)
      #expect(selected.attributes.contains(.reverse) || role == .escape)
    }
  }

  /// Whoever sees fewer colours than others tells apart what has opposite meanings (Machado, Oliveira and Fernandes 2009).
  @Test(arguments: [
    ("deuteranopia", ColorVision.deuteranopia), ("deuteranopia-light", .deuteranopia),
    ("deuteranopia", .protanopia), ("deuteranopia-light", .protanopia), ("tritanopia", .tritanopia),
    ("tritanopia-light", .tritanopia),
  ])
  func oppositeMeaningsLookDifferent(_ name: String, _ vision: ColorVision) throws {
    let theme = try theme(name)
    for (one, other) in [
      (Role.diffCreate, Role.diffDrop), (.diffCreate, .diffAlter), (.diffAlter, .diffDrop),
      (.fingerprintMatch, .fingerprintMismatch), (.severityError, .severityWarning), (.progressDone, .progressFailed),
    ] {
      let (left, right) = try (#require(theme[one].foreground.rgb), #require(theme[other].foreground.rgb))
      #expect(vision.distance(left, right) > 50, "\(one) and \(other): \(vision.distance(left, right))")
    }
  }

  @Test(
    arguments: [
      ("15;0", false), ("0;15", true), ("0;default;7", true), ("7;8", false), ("12;default", nil), ("", nil),
      ("0;16", nil),
    ] as [(String, Bool?)])
  func theEnvironmentMaySayWhetherItIsLight(_ text: String, _ isLight: Bool?) {
    #expect(TerminalBackground.isLight(colorFGBG: text) == isLight)
  }

  @Test(arguments: [
    (RGB(0x1E, 0x20, 0x28), false), (RGB(0xFD, 0xF6, 0xE3), true), (RGB(0x28, 0x2A, 0x36), false),
    (RGB(0xC0, 0xC0, 0xC0), true),
  ])
  func aBackgroundIsLightWhenBlackIsEasierToReadOnIt(_ color: RGB, _ isLight: Bool) {
    #expect(TerminalBackground.isLight(color) == isLight)
  }

  @Test(arguments: [
    ("#d70000", ColorDepth.indexed256, 160), ("#808080", .indexed256, 244), ("#ffa8a3", .sixteen, 9),
    ("#dcb0ff", .sixteen, 13), ("#dcb0ff", .eight, 5), ("#22252c", .sixteen, 0), ("#a01818", .sixteen, 1),
    ("#ffffff", .sixteen, 15),
  ])
  func coloursFallBack(_ hexadecimal: String, _ depth: ColorDepth, _ index: UInt8) throws {
    #expect(Color.rgb(try #require(RGB(hexadecimal: hexadecimal))).reduced(to: depth) == .indexed(index))
  }

  @Test func contrastIsTheOneOfWCAG() {
    #expect(abs(RGB(0, 0, 0).contrast(with: RGB(255, 255, 255)) - 21) < 0.001)
    #expect(abs(RGB(0x77, 0x77, 0x77).contrast(with: RGB(255, 255, 255)) - 4.478) < 0.001)
  }

  @Test func aStyleIsAColourOrATable() throws {
    let text = """
      [palette]
      sea = "#010203"
      [styles]
      text = "sea"
      "border.active" = { fg = 200, bg = "bright-red", bold = true, dim = false, italic = true }
      status = "#a0b0c0"
      """
    let theme = try Theme(toml: Array(text.utf8), file: "t.toml")
    #expect(theme[.text] == Style(foreground: .rgb(RGB(1, 2, 3))))
    #expect(theme[.status].foreground == .rgb(RGB(0xA0, 0xB0, 0xC0)))
    #expect(
      theme[.borderActive] == Style(foreground: .indexed(200), background: .indexed(9), attributes: [.bold, .italic]))
    #expect(theme[.heading] == theme[.text])
  }

  @Test(arguments: [
    ("[styles]\ntext = \"sea\"\n", ThemeError.Code.unknownColor, 2),
    ("[styles]\n\n\"text\" = \"#12345\"\n", .unknownColor, 3),
    ("[styles]\ntext = \"#+12345\"\n", .unknownColor, 2),
    ("[styles]\ntext = 256\n", .unknownColor, 2),
    ("[styles]\ntext = 1.5\n", .wrongType, 2),
    ("[styles]\nheading = 1\n'sql.keywrd' = \"red\"\n", .unknownKey, 3),
    ("[styles]\nsql.keyword = \"red\"\n", .unknownKey, 2),
    ("[styles]\ntext = { fgg = \"red\" }\n", .unknownKey, 2),
    ("[styles]\ntext = { bold = 1 }\n", .wrongType, 2),
    ("[palette]\nx = \"sea\"\n", .unknownColor, 2),
    ("[palette]\nred = \"#000000\"\ny = \"#00\"\n", .unknownColor, 3),
    ("[colors]\n", .unknownKey, 1), ("styles = 1\n", .wrongType, 1), ("\n[styles\n", .syntax, 2),
  ])
  func aMistakeIsNamedWithItsLine(_ text: String, _ code: ThemeError.Code, _ line: Int) {
    let error = #expect(throws: ThemeError.self) { try Theme(toml: Array(text.utf8), file: "t.toml") }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("t.toml:\(line): ") == true)
  }

  @Test func aFileThatIsNotUTF8IsRefused() {
    #expect(throws: ThemeError.self) { try Theme(toml: [0x23, 0xFF], file: "t.toml") }
  }
}
