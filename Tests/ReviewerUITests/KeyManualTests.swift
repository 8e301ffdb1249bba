import Foundation
import ReviewerUI
import TerminalKit
import Testing

/// `KEYS.md` is made from the key table that the screens obey; `RECORD=1` writes it and fails.
@Suite struct KeyManualTests {
  @Test func theManualIsTheKeyTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/ReviewerUI/KEYS.md")
      .standardizedFileURL
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(Self.manual.utf8).write(to: file)
      Issue.record("recorded KEYS.md; run again without RECORD")
    } else {
      #expect(try String(contentsOf: file, encoding: .utf8) == Self.manual)
    }
  }

  private static let opening = """
    # Keys

    Made from the table that the program itself reads. `[keys]` of `countersign.toml` gives an action other keys by its
    name; `:` runs it by its name; `?` shows the keys of the screen that one is at, as they are then. A number before a
    key repeats it.

    | keys | action | what it does | where |
    | --- | --- | --- | --- |

    """

  private static var manual: String {
    Keymap.standard.bindings.reduce(into: opening) { text, binding in
      let keys = binding.sequences.map { "`\(Keymap.label($0).replacing("|", with: "\\|"))`" }.joined(separator: " ")
      var places: [String] = []
      for context in KeyContext.allCases where binding.contexts.contains(context) {
        if !places.contains(context.title) { places.append(context.title) }
      }
      text +=
        "| \(keys) | \(binding.action.rawValue) | \(binding.action.summary) | \(places.joined(separator: ", ")) |\n"
    }
  }
}
