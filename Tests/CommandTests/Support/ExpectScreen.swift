import Foundation
import Testing

/// Compares with `Screens/<name>.screen`; `RECORD=1 swift test` writes it and fails, so that CI can never record.
func expectScreen(_ name: String, _ text: String, location: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Screens/\(name).screen")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name); run again without RECORD", sourceLocation: location)
  } else {
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded, "screen \(name)\n\(text)", sourceLocation: location)
  }
}
