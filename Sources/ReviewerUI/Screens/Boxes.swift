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
    grid.clear(outer)
    grid.drawBox(outer, title: title.isEmpty ? title : Reviewer.spaced(title), active: true)
    for (row, line) in lines.prefix(height - 2).enumerated() {
      grid.put(line, column: outer.column + 2, row: outer.row + 1 + row, width: inner)
    }
    return Rectangle(column: outer.column + 2, row: outer.row + 1, width: inner, height: height - 2)
  }
}

/// Something to read and close.
enum NoticeBox {
  static func draw(_ reviewer: Reviewer, _ notice: Notice, on grid: inout Grid) {
    let width = max(1, min(70, reviewer.columns - 6))
    let paint = Paint(notice.isError ? .severityError : .heading, bold: true)
    let lines = notice.lines.flatMap { StyledText($0).wrapped(to: width, hanging: 2) }
    Box(title: StyledText(notice.title, paint), lines: lines).draw(on: &grid)
  }
}

/// Commands by name.
enum PaletteBox {
  static func matches(_ state: PaletteState, keymap: Keymap) -> [(action: Action, keys: [String])] {
    var seen: Set<Action> = []
    return keymap.actions(in: state.context).filter { entry in
      seen.insert(entry.action).inserted && entry.action != .palette
        && (state.field.text.isEmpty || TextMatch.fuzzy(state.field.text, in: entry.action.rawValue) != nil
          || TextMatch.contains(state.field.text, in: entry.action.summary))
    }
  }

  static func draw(_ reviewer: Reviewer, _ state: PaletteState, on grid: inout Grid) {
    let matches = matches(state, keymap: reviewer.keymap)
    let height = max(1, min(14, reviewer.rows - 6))
    let start = max(0, min(state.selected - height / 2, matches.count - height))
    let width = max(1, min(74, reviewer.columns - 6))
    let field = EntryBox.field(state.field, room: width - 2)
    var prompt = StyledText(": ", Paint(.hintKey, bold: true))
    prompt.append(field.text)
    var lines = [prompt]
    for index in start..<min(matches.count, start + height) {
      let entry = matches[index]
      var line = StyledText(entry.action.rawValue, Paint(.heading))
      line.append(String(repeating: " ", count: max(2, 22 - line.width)))
      line.append(entry.action.summary, Paint(.muted))
      let keys = StyledText(entry.keys.first ?? "", Paint(.hintKey))
      line = line.truncated(to: max(1, width - 8), ellipsis: StyledText(reviewer.marks.ellipsis))
      line.append(String(repeating: " ", count: max(1, width - keys.width - line.width)))
      line.append(keys)
      lines.append(index == state.selected ? line.on(.selection) : line)
    }
    if matches.isEmpty { lines.append(StyledText("no command of that name", Paint(.muted))) }
    // The box keeps its size while the list gets shorter.
    lines += Array(repeating: StyledText(), count: max(0, height + 1 - lines.count))
    let inside = Box(title: StyledText("commands", Paint(.heading, bold: true)), lines: lines, width: width).draw(
      on: &grid)
    grid.cursor = (inside.column + 2 + field.cursor, inside.row)
  }
}

/// One line of text that is being typed.
enum EntryBox {
  /// A search or filter, which is typed in the lowest line; nil for what has a box.
  static func line(_ state: EntryState, room: Int) -> (text: StyledText, cursor: Int)? {
    let prompt: String
    switch state.purpose {
    case .search: prompt = "/"
    case .filter: prompt = "filter: "
    case .comment, .change, .acknowledgement: return nil
    }
    var text = StyledText(prompt, Paint(.hintKey, bold: true))
    let width = text.width
    let field = field(state.field, room: max(1, room - width))
    text.append(field.text)
    return (text, width + field.cursor)
  }

  static func draw(_ reviewer: Reviewer, _ state: EntryState, on grid: inout Grid) {
    let title: String
    switch state.purpose {
    case .search, .filter:
      guard !reviewer.hasFrame, let line = line(state, room: reviewer.columns) else { return }
      grid.put(line.text, column: 0, row: reviewer.rows - 1, width: reviewer.columns, fill: Paint())
      grid.cursor = (line.cursor, reviewer.rows - 1)
      return
    case .comment(let place): title = "comment on \(reviewer.placeWords(place))"
    case .change(let id):
      let place = reviewer.facts.review.comments.first { $0.id == id }?.place ?? .plan
      title = "change the comment on \(reviewer.placeWords(place))"
    case .acknowledgement(let rule, let step):
      title = "accept \(rule) (step \(reviewer.index(of: step).map { "\($0 + 1)" } ?? "\(step)")) because"
    }
    guard reviewer.hasFrame else {
      let field = field(state.field, room: reviewer.columns - 1)
      grid.put(field.text, column: 0, row: reviewer.rows - 1, width: reviewer.columns, fill: Paint())
      grid.cursor = (field.cursor, reviewer.rows - 1)
      return
    }
    let box = Rectangle(column: 1, row: reviewer.rows - 4, width: reviewer.columns - 2, height: 3)
    let room = max(1, box.width - 4)
    let field = field(state.field, room: room)
    let heading = StyledText(title, Paint(.heading, bold: true)).truncated(
      to: max(1, room - 2), ellipsis: StyledText(reviewer.marks.ellipsis))
    grid.clear(box)
    grid.drawBox(box, title: Reviewer.spaced(heading), active: true)
    grid.put(field.text, column: box.column + 2, row: box.row + 1, width: room)
    grid.cursor = (box.column + 2 + field.cursor, box.row + 1)
  }

  /// A text field in `room` columns, scrolled so that its cursor is inside.
  static func field(_ field: TextField, room: Int) -> (text: StyledText, cursor: Int) {
    let text = StyledText(field.text)
    let cursor = text.width
    let skip = max(0, cursor - max(0, room - 1))
    var used = 0
    let shown = text.glyphs.drop { glyph in
      used += glyph.width
      return used <= skip
    }
    let visible = StyledText(glyphs: shown)
    return (visible, min(visible.width, max(0, room - 1)))
  }
}
