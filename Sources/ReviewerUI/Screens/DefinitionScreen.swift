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
  static func isSideBySide(_ screen: some ComparingState) -> Bool {
    guard screen.columns >= 40 else { return false }
    return screen.definitionSideBySide ?? (screen.columns >= 100)
  }

  private static func hasBothSides(_ screen: some ComparingState, _ state: DefinitionState) -> Bool {
    guard let row = screen.tree.index(of: state.key).map({ screen.tree.rows[$0] }) else { return false }
    return row.current != nil && row.desired != nil && (screen.comparesUnchanged || row.change != .same)
  }

  /// The lines of the screen, long ones wrapped when wrapping is on.
  static func rows(_ screen: some ComparingState, _ state: DefinitionState) -> [Row] {
    let inner = max(1, ListScreen.body(screen).width - 2)
    guard isSideBySide(screen), hasBothSides(screen, state) else {
      return unified(screen, state, width: max(1, inner - 2))
    }
    let width = max(1, (inner - 1) / 2 - 1)
    return state.lines.flatMap { line -> [Row] in
      let left = wrapped(line.current, screen, width)
      let right = wrapped(line.desired, screen, width)
      return (0..<max(left.count, right.count, 1)).map { index in
        Row(left: left[safe: index], right: right[safe: index], isChanged: line.isChanged)
      }
    }
  }

  private static func unified(_ screen: some ComparingState, _ state: DefinitionState, width: Int) -> [Row] {
    var rows: [Row] = []
    // Within a run of changes, what goes stands before what comes.
    var coming: [Row] = []
    func add(_ text: StyledText?, _ mark: String, to list: inout [Row]) {
      list += wrapped(text, screen, width).map { Row(left: $0, mark: mark, isChanged: mark != " ") }
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
        add(line.current, screen.marks.dropped, to: &rows)
        add(line.desired, screen.marks.created, to: &coming)
      }
    }
    return rows + coming
  }

  private static func wrapped(_ text: StyledText?, _ screen: some ComparingState, _ width: Int) -> [StyledText] {
    guard let text else { return [] }
    return screen.wrapsLines ? text.wrapped(to: width, hanging: 4) : [text]
  }

  static func settled(_ state: DefinitionState, _ screen: some ComparingState) -> DefinitionState {
    var copy = state
    let page = max(1, ListScreen.body(screen).height - (screen.hasFrame ? 1 : 0))
    copy.offset = min(max(0, copy.offset), max(0, rows(screen, state).count - page))
    if screen.wrapsLines { copy.column = 0 }
    return copy
  }

  /// Scrolls to the next run of changed lines; false when there is none.
  static func goToChange(_ state: inout DefinitionState, forward: Bool, count: Int, _ screen: some ComparingState)
    -> Bool
  {
    let rows = rows(screen, state)
    let starts = rows.indices.filter { rows[$0].isChanged && ($0 == 0 || !rows[$0 - 1].isChanged) }
    let candidates = forward ? starts.filter { $0 > state.offset } : starts.filter { $0 < state.offset }.reversed()
    guard let target = candidates[safe: count - 1] ?? candidates.last else { return false }
    state.offset = target
    return true
  }

  static func draw(_ screen: some ComparingState, _ state: DefinitionState, on grid: inout Grid) {
    let row = screen.tree.index(of: state.key).map { screen.tree.rows[$0] }
    var title = StyledText(row?.id?.kind.rawValue ?? "", Paint(.muted))
    title.append("  ")
    title.append(row?.id?.description ?? "gone", Paint(.heading, bold: true))
    let change = row?.change ?? .same
    let rows = rows(screen, state)
    var status = StyledText(screen.words(for: change), Paint(change.role, bold: true))
    let page = ListScreen.body(screen).height - 1
    if rows.count > page {
      status.append("  ")
      status.append(screen.position(state.offset, page: page, count: rows.count))
    }
    var body = screen.drawFrame(on: &grid, left: title, right: status)
    let isBeside = isSideBySide(screen) && hasBothSides(screen, state)
    let half = (max(1, body.width - 2) - 1) / 2
    let divider = body.column + half + 1
    if screen.hasFrame {
      if isBeside { grid.drawDivider(column: divider, row: 0, height: screen.rows) }
      let heading = Paint(.heading, bold: true)
      let names = screen.sideNames
      let name =
        row?.desired == nil
        ? names.current
        : row?.current == nil || !hasBothSides(screen, state)
          ? names.desired
          : isBeside
            ? names.current : "\(names.current) \(screen.marks.dropped)  \(names.desired) \(screen.marks.created)"
      grid.put(
        StyledText(name, heading), column: body.column + 1, row: body.row, width: isBeside ? half : body.width - 2)
      if isBeside { grid.put(StyledText(names.desired, heading), column: divider + 2, row: body.row, width: half) }
      body = Rectangle(column: body.column, row: body.row + 1, width: body.width, height: body.height - 1)
      screen.drawTitles(on: &grid, row: 0, left: title, right: status)
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
          shown.mark == screen.marks.created ? .diffCreate : shown.mark == screen.marks.dropped ? .diffDrop : .muted
        grid.put(StyledText("\(shown.mark) ", Paint(role, bold: true)), column: body.column, row: at, width: 2)
        grid.put(
          shown.left ?? StyledText(), column: body.column + 2, row: at, width: body.width - 2, skip: state.column,
          fill: Paint(
            .text, on: surface == .intraline ? (shown.mark == screen.marks.created ? .create : .drop) : surface))
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
