import Glibc
import LiveDatabase
import MigrationCore
import TerminalKit

/// A recording of what a screen showed, in asciicast version 2: a line of JSON for the whole and one for each frame.
///
/// It holds what the screen holds, schema text above all, and is readable by its owner only.
final class ScreenRecording {
  private let descriptor: Int32
  private var theme: Theme
  private let started = SystemClock.milliseconds
  /// Time that passes in the recording and nowhere else.
  private var skipped = 0
  private var last: Grid?

  /// Begins a recording; a file that is there is replaced.
  ///
  /// - Throws: `CommandFailure` when the file cannot be written.
  init(to path: String, columns: Int, rows: Int, theme: Theme) throws(CommandFailure) {
    self.theme = theme
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw CommandFailure(.failed, "\(path): \(String(cString: strerror(errno)))", hint: "record to another file")
    }
    var header = JSONText(.document)
    header.append(raw: "{\"version\": 2, \"width\": ")
    header.append(columns)
    header.append(raw: ", \"height\": ")
    header.append(rows)
    header.append(raw: ", \"timestamp\": ")
    header.append(time(nil))
    header.append(raw: ", \"env\": {\"TERM\": \"xterm-256color\"}}\n")
    write(header)
  }

  deinit { close(descriptor) }

  /// Records what is on the screen from now on.
  func show(_ grid: Grid) {
    if let last, last.columns != grid.columns || last.rows != grid.rows {
      write("r", "\(grid.columns)x\(grid.rows)")
    }
    let text = grid.escapeSequences(after: last, theme: theme)
    last = grid
    if !text.isEmpty { write("o", text) }
  }

  /// Records everything in another theme, from the next frame on.
  func use(_ theme: Theme) {
    self.theme = theme
    last = nil
  }

  /// Lets time pass in the recording.
  func rest(milliseconds: Int) { skipped += milliseconds }

  private func write(_ kind: String, _ text: String) {
    let time = SystemClock.milliseconds - started + skipped
    var line = JSONText(.document)
    line.append(raw: "[")
    line.append(time / 1000)
    line.append(raw: ".")
    // Three digits, the leading ones by hand.
    line.append(time % 1000 / 100)
    line.append(time % 100 / 10)
    line.append(time % 10)
    line.append(raw: ", ")
    line.append(kind)
    line.append(raw: ", ")
    line.append(text)
    line.append(raw: "]\n")
    write(line)
  }

  /// A disk that is full costs the recording, not the session.
  private func write(_ line: JSONText) {
    var rest = line.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
