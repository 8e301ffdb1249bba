import LiveDatabase
import TerminalKit

/// What a screen shows at one moment, to be kept in a file.
struct ScreenPicture {
  private let grid: Grid
  private let theme: Theme

  init(_ grid: Grid, _ theme: Theme) { (self.grid, self.theme) = (grid, theme) }

  /// Writes the file: a drawing when its name ends in `.svg`, else the rows of text.
  ///
  /// - Throws: `FileError`.
  func save(to path: String) throws(FileError) {
    try File.replace(path, with: Array((path.hasSuffix(".svg") ? grid.svg(theme: theme) : grid.text).utf8))
  }
}
