import MigrationCore
import TerminalKit

/// An object's current and desired DDL, aligned.
enum DefinitionScreen {
  /// A line of the screen: both sides, or one column with its mark.
  struct Row: Hashable, Sendable {
    var left: StyledText?
    var right: StyledText?
    /// `+`, `-`, or a blank, in one column.
    var mark = " "
    var isChanged: Bool
  }

  /// Whether both sides are shown beside each other.
  static func isSideBySide(_ reviewer: Reviewer) -> Bool {
    guard reviewer.columns >= 40 else { return false }
    return reviewer.definitionSideBySide ?? (reviewer.columns >= 100)
  }

  private static func hasBothSides(_ reviewer: Reviewer, _ state: DefinitionState) -> Bool {
    guard let row = reviewer.tree.index(of: state.key).map({ reviewer.tree.rows[$0] }) else { return false }
    return row.current != nil && row.desired != nil
  }

  /// The lines of the screen, long ones wrapped when wrapping is on.
  static func rows(_ reviewer: Reviewer, _ state: DefinitionState) -> [Row] {
    let inner = max(1, ListScreen.body(reviewer).width - 2)
    guard isSideBySide(reviewer), hasBothSides(reviewer, state) else {
      return unified(reviewer, state, width: max(1, inner - 2))
    }
    let width = max(1, (inner - 1) / 2 - 1)
    return state.lines.flatMap { line -> [Row] in
      let left = wrapped(line.current, reviewer, width)
      let right = wrapped(line.desired, reviewer, width)
      return (0..<max(left.count, right.count, 1)).map { index in
        Row(left: left[safe: index], right: right[safe: index], isChanged: line.isChanged)
      }
    }
  }

  private static func unified(_ reviewer: Reviewer, _ state: DefinitionState, width: Int) -> [Row] {
    var rows: [Row] = []
    // Within a run of changes, what goes stands before what comes.
    var coming: [Row] = []
    func add(_ text: StyledText?, _ mark: String, to list: inout [Row]) {
      list += wrapped(text, reviewer, width).map { Row(left: $0, mark: mark, isChanged: mark != " ") }
    }
    for line in state.lines {
      if !line.isChanged {
        rows += coming
        coming = []
        add(line.current, " ", to: &rows)
      } else {
        if line.current != nil, line.desired == nil, !coming.isEmpty {
          rows += coming
          coming = []
        }
        add(line.current, reviewer.marks.dropped, to: &rows)
        add(line.desired, reviewer.marks.created, to: &coming)
      }
    }
    return rows + coming
  }

  private static func wrapped(_ text: StyledText?, _ reviewer: Reviewer, _ width: Int) -> [StyledText] {
    guard let text else { return [] }
    return reviewer.wrapsLines ? text.wrapped(to: width, hanging: 4) : [text]
  }

  static func settled(_ state: DefinitionState, _ reviewer: Reviewer) -> DefinitionState {
    var copy = state
    let page = max(1, ListScreen.body(reviewer).height - (reviewer.hasFrame ? 1 : 0))
    copy.offset = min(max(0, copy.offset), max(0, rows(reviewer, state).count - page))
    if reviewer.wrapsLines { copy.column = 0 }
    return copy
  }

  /// Scrolls to the next run of changed lines; false when there is none.
  static func goToChange(_ state: inout DefinitionState, forward: Bool, count: Int, _ reviewer: Reviewer) -> Bool {
    let rows = rows(reviewer, state)
    let starts = rows.indices.filter { rows[$0].isChanged && ($0 == 0 || !rows[$0 - 1].isChanged) }
    let candidates = forward ? starts.filter { $0 > state.offset } : starts.filter { $0 < state.offset }.reversed()
    guard let target = candidates[safe: count - 1] ?? candidates.last else { return false }
    state.offset = target
    return true
  }

  static func draw(_ reviewer: Reviewer, _ state: DefinitionState, on grid: inout Grid) {
    let row = reviewer.tree.index(of: state.key).map { reviewer.tree.rows[$0] }
    var title = StyledText(row?.id?.kind.rawValue ?? "", Paint(.muted))
    title.append("  ")
    title.append(row?.id?.description ?? "gone", Paint(.heading, bold: true))
    let change = row?.change ?? .same
    let words: String
    switch change {
    case .same: words = "unchanged"
    case .created: words = "\(reviewer.marks.created) created"
    case .altered: words = "\(reviewer.marks.altered) changed"
    case .dropped: words = "\(reviewer.marks.dropped) dropped"
    }
    let rows = rows(reviewer, state)
    var status = StyledText(words, Paint(change.role, bold: true))
    let page = ListScreen.body(reviewer).height - 1
    if rows.count > page {
      status.append("  ")
      status.append(reviewer.position(state.offset, page: page, count: rows.count))
    }
    var body = reviewer.drawFrame(on: &grid, left: title, right: status)
    let isBeside = isSideBySide(reviewer) && hasBothSides(reviewer, state)
    let half = (max(1, body.width - 2) - 1) / 2
    let divider = body.column + half + 1
    if reviewer.hasFrame {
      if isBeside { grid.drawDivider(column: divider, row: 0, height: reviewer.rows) }
      let heading = Paint(.heading, bold: true)
      let name =
        row?.desired == nil
        ? "CURRENT"
        : row?.current == nil
          ? "DESIRED" : isBeside ? "CURRENT" : "CURRENT \(reviewer.marks.dropped)  DESIRED \(reviewer.marks.created)"
      grid.put(
        StyledText(name, heading), column: body.column + 1, row: body.row, width: isBeside ? half : body.width - 2)
      if isBeside { grid.put(StyledText("DESIRED", heading), column: divider + 2, row: body.row, width: half) }
      body = Rectangle(column: body.column, row: body.row + 1, width: body.width, height: body.height - 1)
      reviewer.drawTitles(on: &grid, row: 0, left: title, right: status)
    }
    if rows.isEmpty {
      grid.put(
        StyledText(" the definition was not read", Paint(.fingerprintUnknown)), column: body.column, row: body.row,
        width: body.width)
    }
    for line in 0..<body.height {
      guard let shown = rows[safe: state.offset + line] else { break }
      let at = body.row + line
      if isBeside {
        put(
          shown.left, missing: shown.isChanged, Rectangle(column: body.column, row: at, width: half + 1, height: 1),
          state, &grid)
        put(
          shown.right, missing: shown.isChanged,
          Rectangle(column: divider + 1, row: at, width: body.column + body.width - divider - 1, height: 1), state,
          &grid)
      } else {
        let surface = shown.left?.glyphs.first?.paint.surface ?? .plain
        let role: Role =
          shown.mark == reviewer.marks.created ? .diffCreate : shown.mark == reviewer.marks.dropped ? .diffDrop : .muted
        grid.put(StyledText("\(shown.mark) ", Paint(role, bold: true)), column: body.column, row: at, width: 2)
        grid.put(
          shown.left ?? StyledText(), column: body.column + 2, row: at, width: body.width - 2, skip: state.column,
          fill: Paint(
            .text, on: surface == .intraline ? (shown.mark == reviewer.marks.created ? .create : .drop) : surface))
      }
    }
  }

  private static func put(
    _ text: StyledText?, missing: Bool, _ place: Rectangle, _ state: DefinitionState, _ grid: inout Grid
  ) {
    guard let text else { return }
    grid.put(text, column: place.column + 1, row: place.row, width: place.width - 2, skip: state.column)
  }
}
