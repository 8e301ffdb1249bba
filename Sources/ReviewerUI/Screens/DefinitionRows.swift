import MigrationCore
import TerminalKit

/// The rows of a definition: both sides beside each other or below each other, long lines wrapped, remarks where they belong.
extension DefinitionScreen {
  /// A line of the screen: both sides, or one column with its mark.
  struct Row: Hashable, Sendable {
    var left: StyledText?
    var right: StyledText?
    /// `+`, `-`, or a blank, in one column.
    var mark = " "
    var isChanged: Bool
    /// The line that it is of.
    var line: Int
    /// What somebody said of the lines above, over both sides.
    var remark: StyledText?
  }

  /// What the rows depend on besides the lines.
  struct Layout: Hashable, Sendable {
    var width: Int
    var isBeside: Bool
    var wraps: Bool
  }

  /// Whether both sides are shown beside each other.
  static func isSideBySide(_ screen: some ComparingState) -> Bool {
    guard screen.columns >= 40 else { return false }
    return screen.definitionSideBySide ?? (screen.columns >= 100)
  }

  static func hasBothSides(_ screen: some ComparingState, _ state: DefinitionState) -> Bool {
    guard let row = screen.row(of: state.subject) else { return false }
    return row.current != nil && row.desired != nil && (screen.comparesUnchanged || row.change != .same)
  }

  static func layout(_ screen: some ComparingState, _ state: DefinitionState) -> Layout {
    Layout(
      width: max(1, ListScreen.body(screen).width - 2),
      isBeside: isSideBySide(screen) && hasBothSides(screen, state), wraps: screen.wrapsLines)
  }

  /// Rows, and what they were laid out for.
  struct LaidOut: Hashable, Sendable {
    var layout: Layout
    var chosenName: Int?
    var remarks: [DefinitionRemark]
    var rows: [Row] = []

    fileprivate func isLike(_ other: LaidOut) -> Bool {
      layout == other.layout && chosenName == other.chosenName && remarks == other.remarks
    }
  }

  /// The lines of the screen, long ones wrapped when wrapping is on.
  static func rows(_ screen: some ComparingState, _ state: DefinitionState) -> [Row] {
    laidOut(screen, state).rows
  }

  /// The rows as they were laid out last where nothing is otherwise now, because there may be many of them.
  private static func laidOut(_ screen: some ComparingState, _ state: DefinitionState) -> LaidOut {
    var wanted = LaidOut(
      layout: layout(screen, state), chosenName: state.chosenName, remarks: screen.remarks(on: state.subject))
    if let last = state.laidOut, last.isLike(wanted) { return last }
    wanted.rows = rows(screen, state, wanted.layout, wanted.remarks)
    return wanted
  }

  private static func rows(
    _ screen: some ComparingState, _ state: DefinitionState, _ layout: Layout, _ remarks: [DefinitionRemark]
  ) -> [Row] {
    var rows = layout.isBeside ? beside(state, layout) : unified(screen, state, layout)
    // From the end on, so that places before stay what they are.
    for remark in remarks.reversed() {
      let last = remark.lines.flatMap { lines in
        rows.lastIndex { state.lines[$0.line].number(on: remark.isOnDesired) == lines.upperBound - 1 }
      }
      let place = last.map { $0 + 1 } ?? rows.count
      let line = place > 0 ? rows[place - 1].line : 0
      let shown = remark.text.wrapped(to: max(1, layout.width - 2), hanging: 4).map { text in
        Row(isChanged: false, line: line, remark: text)
      }
      if rows.isEmpty { continue }
      rows.insert(contentsOf: shown, at: place)
    }
    return rows
  }

  private static func beside(_ state: DefinitionState, _ layout: Layout) -> [Row] {
    let width = max(1, (layout.width - 1) / 2 - 1)
    return state.lines.indices.flatMap { number -> [Row] in
      let line = highlighted(number, state)
      let left = wrapped(line.current, layout, width)
      let right = wrapped(line.desired, layout, width)
      return (0..<max(left.count, right.count, 1)).map { index in
        Row(left: left[safe: index], right: right[safe: index], isChanged: line.isChanged, line: number)
      }
    }
  }

  private static func unified(_ screen: some ComparingState, _ state: DefinitionState, _ layout: Layout) -> [Row] {
    var rows: [Row] = []
    // Within a run of changes, what goes stands before what comes.
    var coming: [Row] = []
    func add(_ text: StyledText?, _ mark: String, _ number: Int, to list: inout [Row]) {
      list += wrapped(text, layout, max(1, layout.width - 2)).map {
        Row(left: $0, mark: mark, isChanged: mark != " ", line: number)
      }
    }
    for number in state.lines.indices {
      let line = highlighted(number, state)
      if !line.isChanged {
        rows += coming
        coming = []
        add(line.current, " ", number, to: &rows)
      } else {
        if line.current != nil, line.desired == nil, !coming.isEmpty {
          rows += coming
          coming = []
        }
        add(line.current, screen.marks.dropped, number, to: &rows)
        add(line.desired, screen.marks.created, number, to: &coming)
      }
    }
    return rows + coming
  }

  /// The line with the name that Enter follows standing out, where somebody chose one.
  private static func highlighted(_ number: Int, _ state: DefinitionState) -> DefinitionLine {
    var line = state.lines[number]
    guard let chosen = state.chosenName.flatMap({ state.names[safe: $0] }), chosen.line == number else { return line }
    func marked(_ text: StyledText) -> StyledText {
      var glyphs = text.glyphs
      for index in chosen.characters where glyphs.indices.contains(index) { glyphs[index].paint.isReversed = true }
      return StyledText(glyphs: glyphs)
    }
    if line.desired == nil || !line.isChanged { line.current = line.current.map(marked) }
    line.desired = line.desired.map(marked)
    return line
  }

  private static func wrapped(_ text: StyledText?, _ layout: Layout, _ width: Int) -> [StyledText] {
    guard let text else { return [] }
    return layout.wraps ? text.wrapped(to: width, hanging: 4) : [text]
  }

  /// How many rows are shown at a time.
  static func page(_ screen: some ScreenState) -> Int {
    max(1, ListScreen.body(screen).height - (screen.hasFrame ? 1 : 0))
  }

  /// Keeps cursor and offsets on rows that there are, and the cursor on its line where the rows are others now.
  static func settled(_ state: DefinitionState, _ screen: some ComparingState) -> DefinitionState {
    var copy = state
    let page = page(screen)
    let laidOut = laidOut(screen, state)
    let (rows, layout) = (laidOut.rows, laidOut.layout)
    copy.laidOut = laidOut
    if let earlier = copy.layout, earlier != layout {
      let distance = copy.cursor - copy.offset
      copy.cursor = rows.firstIndex { $0.line >= copy.cursorLine } ?? 0
      copy.offset = copy.cursor - distance
      copy.anchor = nil
    }
    copy.layout = layout
    copy.cursor = min(max(0, copy.cursor), max(0, rows.count - 1))
    copy.cursorLine = rows[safe: copy.cursor]?.line ?? 0
    copy.anchor = copy.anchor.map { min($0, max(0, rows.count - 1)) }
    if copy.cursor < copy.offset { copy.offset = copy.cursor }
    if copy.cursor > copy.offset + page - 1 { copy.offset = copy.cursor - page + 1 }
    let most = max(0, rows.count - page)
    copy.offset = min(max(0, copy.offset), most)
    copy.otherOffset = layout.isBeside ? copy.otherOffset.map { min(max(0, $0), most) } : nil
    if screen.wrapsLines { copy.column = 0 }
    return copy
  }

  /// Goes to the next run of changed lines; false when there is none.
  static func goToChange(_ state: inout DefinitionState, forward: Bool, count: Int, _ screen: some ComparingState)
    -> Bool
  {
    let rows = rows(screen, state)
    let starts = rows.indices.filter { rows[$0].isChanged && ($0 == 0 || !rows[$0 - 1].isChanged) }
    let candidates = forward ? starts.filter { $0 > state.cursor } : starts.filter { $0 < state.cursor }.reversed()
    guard let target = candidates[safe: count - 1] ?? candidates.last else { return false }
    state.go(to: target)
    return true
  }

  /// The lines that are selected, of one side: the desired where it has them; nil without a selection.
  static func selectedLines(_ state: DefinitionState, _ screen: some ComparingState) -> CommentedLines? {
    guard let selection = state.selection else { return nil }
    let rows = rows(screen, state)
    let lines = Set(rows.indices.filter(selection.contains).map { rows[$0].line }).sorted()
    let prefersDesired = state.otherOffset == nil || state.isOnDesired
    for isOnDesired in [prefersDesired, !prefersDesired] {
      let numbers = lines.compactMap { state.lines[$0].number(on: isOnDesired) }
      if let first = numbers.min(), let last = numbers.max() {
        return CommentedLines(isDesired: isOnDesired, lines: first + 1...last + 1)
      }
    }
    return nil
  }
}
