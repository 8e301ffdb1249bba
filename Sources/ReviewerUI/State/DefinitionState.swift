import MigrationCore
import TerminalKit

/// The definitions of one object, or of a step's SQL.
struct DefinitionState: Hashable, Sendable {
  var subject: ShownSubject
  var lines: [DefinitionLine] { didSet { laidOut = nil } }
  /// The names of other objects in the lines, in order.
  var names: [DefinitionName] = []
  /// The name that Enter follows, by its place among them; nil while none is chosen.
  var chosenName: Int?
  /// The row that keys speak of, among those that `DefinitionScreen` lays out, and the line that it is of.
  var cursor = 0
  var cursorLine = 0
  /// Where a selection of rows began; nil while nothing is selected.
  var anchor: Int?
  /// The first row shown.
  var offset = 0
  /// Columns scrolled off to the left when lines are not wrapped.
  var column = 0
  /// The first row shown of the side without the keys; nil while both sides scroll together.
  var otherOffset: Int?
  /// Whether the keys are the desired side's while each side scrolls by itself.
  var isOnDesired = true
  /// How the rows were laid out when cursor and offsets were set.
  var layout: DefinitionScreen.Layout?
  /// The rows as they were laid out last.
  var laidOut: DefinitionScreen.LaidOut?

  init(_ subject: ShownSubject, lines: [DefinitionLine] = []) {
    self.subject = subject
    self.lines = lines
  }

  /// Scrolls through lines of which `page` are shown at a time; `count` is what was typed before the key.
  mutating func scroll(_ action: Action, count: Int?, page: Int) {
    let times = max(1, count ?? 1)
    if let distance = action.distance(times, height: page) {
      offset = max(0, offset + distance)
      return
    }
    switch action {
    case .first: offset = (count ?? 1) - 1
    case .last: offset = count.map { $0 - 1 } ?? Int.max / 2
    case .moveLeft: column = max(0, column - 8 * times)
    case .moveRight: column = min(4096, column + 8 * times)
    default: break
    }
  }

  /// Moves the cursor, or the rows under it, where `page` rows are shown; `count` is what was typed before the key.
  mutating func move(_ action: Action, count: Int?, page: Int) {
    let times = max(1, count ?? 1)
    switch action {
    case .scrollDown, .scrollUp:
      offset = max(0, offset + (action == .scrollDown ? times : -times))
      cursor = min(max(cursor, offset), offset + max(0, page - 1))
    case .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      let distance = action.distance(times, height: page) ?? 0
      cursor = max(0, cursor + distance)
      offset = max(0, offset + distance)
    case .moveDown: cursor += times
    case .moveUp: cursor = max(0, cursor - times)
    case .first: cursor = (count ?? 1) - 1
    case .last: cursor = count.map { $0 - 1 } ?? Int.max / 2
    case .cursorToTop: offset = cursor
    case .cursorToCentre: offset = max(0, cursor - page / 2)
    case .cursorToBottom: offset = max(0, cursor - page + 1)
    default: scroll(action, count: count, page: page)
    }
    chosenName = nil
  }

  /// Puts the cursor on a row and that row to the top.
  mutating func go(to row: Int) {
    (cursor, offset) = (row, row)
    chosenName = nil
  }

  /// The rows that are selected; nil without a selection.
  var selection: ClosedRange<Int>? { anchor.map { min($0, cursor)...max($0, cursor) } }

  mutating func toggleSelection() { anchor = anchor == nil ? cursor : nil }

  /// Goes on selecting, from the cursor on where nothing is selected yet.
  mutating func select(_ distance: Int) {
    anchor = anchor ?? cursor
    cursor = max(0, cursor + distance)
  }

  /// Lets both sides scroll together, or each by itself.
  mutating func toggleSynchronisation() { otherOffset = otherOffset == nil ? offset : nil }

  /// Gives the keys to the other side.
  mutating func changeSide() {
    guard let other = otherOffset else { return }
    (offset, otherOffset) = (other, offset)
    isOnDesired.toggle()
    cursor = offset
  }

  /// Chooses the next name from the cursor on, going round at the end; false when there is none.
  mutating func chooseName(forward: Bool, _ rows: [DefinitionScreen.Row]) -> Bool {
    guard !names.isEmpty else { return false }
    let next: Int
    if let chosenName {
      next = (chosenName + (forward ? 1 : names.count - 1)) % names.count
    } else if forward {
      next = names.firstIndex { $0.line >= cursorLine } ?? 0
    } else {
      next = names.lastIndex { $0.line <= cursorLine } ?? names.count - 1
    }
    chosenName = next
    cursor = rows.firstIndex { $0.line == names[next].line } ?? cursor
    return true
  }

  /// The name that Enter follows: the chosen one, else the first of the cursor's line.
  var followedName: DefinitionName? {
    if let chosenName, names.indices.contains(chosenName) { return names[chosenName] }
    return names.first { $0.line == cursorLine }
  }

  /// The whole text of one side of the object, the one to copy: the desired where there is one.
  static func sql(of row: AlignedTree.Row) -> String { row.desired?.definition ?? row.current?.definition ?? "" }
}

/// What was come through from definition to definition.
struct DefinitionTrail: Hashable, Sendable {
  struct Place: Hashable, Sendable {
    var subject: ShownSubject
    var cursor: Int
  }
  var back: [Place] = []
  var forward: [Place] = []

  mutating func leave(_ place: Place) {
    back.append(place)
    forward = []
  }

  /// Where to go from `here`; nil when there is nowhere.
  mutating func step(forward isForward: Bool, from here: Place) -> Place? {
    guard let place = isForward ? forward.popLast() : back.popLast() else { return nil }
    if isForward { back.append(here) } else { forward.append(here) }
    return place
  }
}
