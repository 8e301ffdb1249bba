import Foundation
import TerminalKit
import Testing

/// Compares with `Screens/<name>.screen`; `RECORD=1 swift test` writes it and fails, so that CI can never record.
func expectScreen(_ name: String, _ grid: Grid, location: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Screens/\(name).screen")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try Data(grid.transcript.utf8).write(to: file)
    Issue.record("recorded \(name); run again without RECORD", sourceLocation: location)
  } else {
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(grid.transcript == expected, "screen \(name)", sourceLocation: location)
  }
}

/// The same for text that is no screen.
func expectText(_ name: String, _ text: String, location: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Screens/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name); run again without RECORD", sourceLocation: location)
  } else {
    #expect(text == (try String(contentsOf: file, encoding: .utf8)), "text \(name)", sourceLocation: location)
  }
}
