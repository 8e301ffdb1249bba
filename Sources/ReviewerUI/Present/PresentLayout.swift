package import TerminalKit

/// Where the parts of a page are: a pure function of its size and of what has to stand there.
package struct PresentLayout: Sendable {
  package var hasFrame: Bool
  /// The row of the title; what is said of it stands below.
  package var title: Int
  /// The rules above and below the trees; nil where there is no room for trees.
  package var treeRules: (top: Int, bottom: Int)?
  /// Both trees; empty where there is no room.
  package var trees: Rectangle
  /// The column between the trees; nil when there is one.
  package var divider: Int?
  package var sql: Rectangle
  package var impact: Rectangle
  package var notes: Rectangle

  /// How wide text is set; longer lines are hard to read from the last row.
  package static func textWidth(columns: Int) -> Int { max(1, min(columns - 4, 140)) }

  /// - Parameters:
  ///   - columns: of the screen.
  ///   - rows: of the screen.
  ///   - isStep: whether there is SQL to show, below trees.
  ///   - sql: lines of SQL.
  ///   - impact: lines about what the step does to others.
  ///   - notes: lines of notes; none while they are not shown.
  package init(columns: Int, rows: Int, isStep: Bool, sql: Int, impact: Int, notes: Int) {
    hasFrame = columns >= 20 && rows >= 6
    let inset = hasFrame ? 1 : 0
    let width = Self.textWidth(columns: columns)
    let left = max(0, (columns - width) / 2)
    // Air above, below and between, where there is room for it.
    let air = rows >= 36 ? 1 : 0
    title = inset + air
    let top = title + 2 + air
    let bottom = rows - inset
    let room = max(0, bottom - top)
    let notesHeight = notes > 0 ? min(notes, max(1, room / 4)) : 0
    let impactHeight = min(impact, max(0, room - notesHeight - 1))
    let below = notesHeight + impactHeight + (notesHeight > 0 ? 1 : 0) + 2 * air
    let hasTrees = hasFrame && room - below >= 8
    // The SQL has what it needs, up to a half of what is left; the trees have the rest.
    let share = hasTrees ? max(1, (room - below - 2) / 2) : max(0, room - below)
    let sqlHeight = isStep ? min(sql, share) : 0
    let sqlTop: Int
    if hasTrees {
      let height = room - below - sqlHeight - 2
      trees = Rectangle(column: left, row: top + 1, width: width, height: height)
      treeRules = (top, top + height + 1)
      let half = (width - 1) / 2
      divider = width >= 60 ? left + half : nil
      sqlTop = top + height + 2 + air
    } else {
      trees = Rectangle(column: left, row: top, width: width, height: 0)
      sqlTop = top
    }
    self.sql = Rectangle(column: left, row: sqlTop, width: width, height: sqlHeight)
    self.impact = Rectangle(column: left, row: sqlTop + sqlHeight + air, width: width, height: impactHeight)
    self.notes = Rectangle(column: left, row: bottom - notesHeight, width: width, height: notesHeight)
  }
}
