import MigrationCore
import TerminalKit

/// A box in the middle of the screen with lines in it.
struct Box {
  var title: StyledText
  var lines: [StyledText]
  /// At least so wide inside.
  var width = 0

  /// Draws the box; returns the part of it that holds the lines.
  @discardableResult
  func draw(on grid: inout Grid) -> Rectangle {
    let inner = min(grid.columns - 4, max(width, title.width + 2, lines.map(\.width).max() ?? 0))
    let height = min(grid.rows, lines.count + 2)
    guard inner > 0, height > 2 else {
      // No room for a frame: the text itself matters more.
      let whole = Rectangle(column: 0, row: 0, width: grid.columns, height: grid.rows)
      grid.clear(whole)
      for (row, line) in lines.prefix(grid.rows).enumerated() {
        grid.put(line, column: 0, row: row, width: grid.columns)
      }
      return whole
    }
    let outer = Rectangle(
      column: (grid.columns - inner - 4) / 2, row: max(0, (grid.rows - height) / 2), width: inner + 4, height: height)
    // A blank column on either side keeps what lies below from touching the frame.
    grid.clear(
      Rectangle(
        column: max(1, outer.column - 1), row: outer.row,
        width: min(grid.columns - 2, outer.width + 2), height: outer.height))
    grid.drawBox(outer, title: title.isEmpty ? title : Reviewer.spaced(title), active: true)
    for (row, line) in lines.prefix(height - 2).enumerated() {
      grid.put(line, column: outer.column + 2, row: outer.row + 1 + row, width: inner)
    }
    return Rectangle(column: outer.column + 2, row: outer.row + 1, width: inner, height: height - 2)
  }
}

/// Something to read and close.
enum NoticeBox {
  static func draw(_ screen: some ScreenState, _ notice: Notice, on grid: inout Grid) {
    let width = max(1, min(66, screen.columns - 8))
    let paint = Paint(notice.isError ? .severityError : .heading, bold: true)
    let lines = notice.lines.flatMap { StyledText($0).wrapped(to: width, hanging: 2) }
    Box(title: StyledText(notice.title, paint), lines: lines).draw(on: &grid)
  }
}

/// One line of text that is being typed.
enum EntryBox {
  static func draw(_ reviewer: Reviewer, _ state: EntryState, on grid: inout Grid) {
    let title: String
    switch state.purpose {
    case .search: return drawInFooter("/", state.field, note: reviewer.search.words, reviewer, on: &grid)
    case .filter:
      let words = reviewer.layers.count > 1 ? "" : reviewer.treeView.filterWords(reviewer.tree) ?? ""
      return drawInFooter("filter: ", state.field, note: words, reviewer, on: &grid)
    case .comment(let place): title = "comment on \(reviewer.placeWords(place))"
    case .change(let id):
      let place = reviewer.facts.review.comments.first { $0.id == id }?.place ?? .plan
      title = "change the comment on \(reviewer.placeWords(place))"
    case .acknowledgement(let rule, let step):
      title = "acknowledge \(rule) (step \(step)) because"
    }
    guard reviewer.hasFrame else { return drawInFooter("", state.field, reviewer, on: &grid) }
    let box = Rectangle(column: 1, row: reviewer.rows - 4, width: reviewer.columns - 2, height: 3)
    let room = max(1, box.width - 4)
    let heading = StyledText(title, Paint(.heading, bold: true))
      .truncated(to: max(1, room - 2), ellipsis: StyledText(reviewer.marks.ellipsis))
    grid.clear(box)
    grid.drawBox(box, title: Reviewer.spaced(heading), active: true)
    state.field.draw(into: &grid, column: box.column + 2, row: box.row + 1, width: room)
  }

  /// A field in the lowest line, inside the frame where there is one, and at its end a note about what was typed.
  static func drawInFooter(
    _ prompt: String, _ field: TextField, note: String = "", _ screen: some ScreenState, on grid: inout Grid
  ) {
    let inset = screen.hasFrame ? 1 : 0
    let text = StyledText((screen.hasFrame ? " " : "") + prompt, Paint(.hintKey, bold: true))
    var width = max(0, screen.columns - 2 * inset)
    let words = StyledText(" \(note) ", Paint(.muted))
    if !note.isEmpty, words.width + text.width + 16 <= width {
      width -= words.width
      grid.put(words, column: inset + width, row: screen.rows - 1, width: words.width)
    }
    grid.put(text, column: inset, row: screen.rows - 1, width: width, fill: Paint())
    field.draw(
      into: &grid, column: inset + text.width, row: screen.rows - 1, width: width - text.width - inset)
  }
}
