import ArgumentParser
import LiveDatabase
import ReviewerUI
import TerminalKit

/// A screen that is played or recorded.
struct ScriptOptions: ParsableArguments {
  @Option(
    name: .customLong("script"),
    help: """
      Play the keys in a file; without a terminal they are played on a screen in memory. A key cuts a pause short, C-c \
      ends the script.
      """)
  var path: String?
  @Option(help: "Play the script on a screen in memory of this size, terminal or not: 120x40.")
  var size: String?
  @Option(
    help: "Record what the screen shows as asciicast version 2; the file holds whatever of the schema is on it.")
  var record: String?

  func validate() throws {
    if size != nil, path == nil { throw ValidationError("--size is the size of what --script is played on") }
    if let size, dimensions == nil { throw ValidationError("\(size) is no size such as 120x40") }
  }

  var isPlayed: Bool { path != nil }
  var isGiven: Bool { isPlayed || record != nil }

  private var dimensions: (columns: Int, rows: Int)? {
    let numbers = (size ?? "80x24").split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1], (1...1000).contains(columns),
      (1...1000).contains(rows)
    else { return nil }
    return (columns, rows)
  }

  /// The script; nil when none is named.
  ///
  /// - Throws: `FileError`, `ScreenScriptError`.
  func read() throws -> ScreenScript? {
    guard let path else { return nil }
    return try ScreenScript(String(decoding: try File.read(path, limit: 1 << 20), as: UTF8.self), file: path)
  }

  /// The screen in memory.
  func offscreen(_ theme: Theme) -> OffscreenDisplay {
    let (columns, rows) = dimensions ?? (80, 24)
    return OffscreenDisplay(columns: columns, rows: rows, theme: theme)
  }

  /// The recording that was asked for.
  ///
  /// - Throws: `CommandFailure`.
  func recording(of display: any Display) throws(CommandFailure) -> ScreenRecording? {
    guard let record else { return nil }
    return try ScreenRecording(
      to: record, columns: display.size.columns, rows: display.size.rows, theme: display.theme)
  }
}
