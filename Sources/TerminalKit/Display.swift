/// Where grids are shown and events come from: a terminal, or nothing but memory.
package protocol Display: AnyObject {
  /// To be polled for input; negative where there is none, which poll(2) passes over.
  var fileDescriptor: Int32 { get }
  /// Whether characters outside ASCII can be shown.
  var isUTF8: Bool { get }
  /// The size of the window in cells.
  var size: (columns: Int, rows: Int) { get }
  /// What roles look like.
  var theme: Theme { get }
  /// Whether not everything is taken yet: poll for output and call `pump`.
  var wantsWrite: Bool { get }
  /// The other end is gone: close and exit.
  var hasHungUp: Bool { get }

  /// Writes what is taken now, and the last grid that had to wait.
  func pump()
  /// Shows `grid`; while the display is behind it waits, and a later one takes its place.
  func present(_ grid: Grid)
  /// Draws everything anew with the next frame.
  func redraw()
  /// Shows everything in another theme, from the next frame on.
  func use(_ theme: Theme)
  /// Asks for the size after `TerminalSignal.windowChanged`; draw again for it.
  func resize() -> (columns: Int, rows: Int)
  func bell()
  /// Puts `bytes` on the clipboard; whether it was sent.
  func sendClipboard(_ bytes: [UInt8]) -> Bool
  /// Whether something was typed that ``readEvents()`` gives without waiting for more.
  var hasEvents: Bool { get }
  /// Everything that was typed since the last call.
  func readEvents() -> [TerminalEvent]
  /// Stops the process as ^Z does; the size of the window when it goes on.
  func stop() -> (columns: Int, rows: Int)
  /// Opens `file` in the person's editor and waits; whether the editor ended without an error.
  func edit(_ file: String) -> Bool
  /// Gives back whatever was taken; afterwards the display does nothing.
  func close()
}

extension NCursesScreen: Display {}

/// A display that nobody sees: a script's, where there is no terminal.
package final class OffscreenDisplay: Display {
  package let fileDescriptor: Int32 = -1
  package let isUTF8 = true
  package let size: (columns: Int, rows: Int)
  package private(set) var theme: Theme
  package let wantsWrite = false
  package let hasHungUp = false
  package let hasEvents = false

  package init(columns: Int, rows: Int, theme: Theme) {
    size = (max(1, columns), max(1, rows))
    self.theme = theme
  }

  package func pump() {}
  package func present(_ grid: Grid) {}
  package func redraw() {}
  package func use(_ theme: Theme) { self.theme = theme }
  package func resize() -> (columns: Int, rows: Int) { size }
  package func bell() {}
  package func sendClipboard(_ bytes: [UInt8]) -> Bool { false }
  package func readEvents() -> [TerminalEvent] { [] }
  package func stop() -> (columns: Int, rows: Int) { size }
  package func edit(_ file: String) -> Bool { false }
  package func close() {}
}
