import MigrationCore
import TerminalKit

/// A screen on which definitions are read: lines are selected, names followed from one definition to another.
protocol DefinitionReading: ComparingState {
  var message: Message? { get set }
  /// The definition that has the keys; nil when something else has them.
  var definition: DefinitionState? { get set }
  /// The definitions that were come through.
  var trail: DefinitionTrail { get set }
  func refreshed(_ state: DefinitionState) -> DefinitionState
  /// Puts the tree's cursor on the object of a row.
  mutating func show(row: Int)
  mutating func closeDefinition()
}

extension DefinitionReading {
  /// What a key of the definition screen does.
  mutating func performInDefinition(_ action: Action, count: Int?) -> [Effect] {
    guard var state = definition else { return [.bell] }
    let times = max(1, count ?? 1)
    switch action {
    case .selectLines: state.toggleSelection()
    case .extendDown: state.select(times)
    case .extendUp: state.select(-times)
    case .synchronise, .otherSide:
      guard DefinitionScreen.layout(self, state).isBeside else {
        return refuse("both sides have to stand beside each other; | puts them there")
      }
      if action == .synchronise {
        state.toggleSynchronisation()
      } else if state.otherOffset == nil {
        return refuse("both sides scroll together; = lets each scroll by itself")
      } else {
        state.changeSide()
      }
    case .nextName, .previousName:
      guard state.chooseName(forward: action == .nextName, DefinitionScreen.rows(self, state)) else {
        return refuse("there is no name of another object here")
      }
    case .previousObject, .nextObject: return walkTrail(forward: action == .nextObject, state)
    default: return [.bell]
    }
    definition = state
    return []
  }

  /// Opens the definition that a name stands for.
  mutating func followName() -> [Effect] {
    guard let state = definition else { return [.bell] }
    guard let name = state.followedName else {
      return refuse("there is no name of another object in this line; Tab goes to the next one")
    }
    trail.leave(DefinitionTrail.Place(key: state.key, cursor: state.cursor))
    showDefinition(of: name.target, cursor: 0)
    return []
  }

  mutating func endSelection() { definition?.anchor = nil }

  /// The SQL of the selected lines; nil without a selection.
  var selectedSQL: String? {
    guard let state = definition, let selected = DefinitionScreen.selectedLines(state, self),
      let row = tree.index(of: state.key)
    else { return nil }
    return selected.text(in: tree.rows[row])
  }

  private mutating func walkTrail(forward: Bool, _ state: DefinitionState) -> [Effect] {
    let here = DefinitionTrail.Place(key: state.key, cursor: state.cursor)
    if let place = trail.step(forward: forward, from: here) {
      showDefinition(of: place.key, cursor: place.cursor)
    } else if forward {
      return refuse("there is nothing to go forward to")
    } else {
      closeDefinition()
    }
    return []
  }

  private mutating func showDefinition(of key: AlignedTree.Key, cursor: Int) {
    var state = refreshed(DefinitionState(key: key, lines: []))
    state.cursor = cursor
    definition = state
    if let row = tree.index(of: key) { show(row: row) }
  }

  private mutating func refuse(_ words: String) -> [Effect] {
    message = Message(words)
    return [.bell]
  }
}

extension Reviewer: DefinitionReading {
  var definition: DefinitionState? {
    get { if case .definition(let state)? = layers.last { state } else { nil } }
    set {
      guard let newValue, case .definition? = layers.last else { return }
      layers[layers.count - 1] = .definition(newValue)
    }
  }

  mutating func show(row: Int) {
    treeView.reveal(row, in: tree)
    treeCursorMoved()
  }

  mutating func closeDefinition() { layers.removeLast() }

  func remarks(on key: AlignedTree.Key) -> [DefinitionRemark] {
    guard let name = key.object?.description else { return [] }
    return facts.review.comments.compactMap { comment in
      switch comment.place {
      case .object(name): DefinitionRemark(text: commentText(comment), lines: nil, isOnDesired: true)
      case .lines(let lines, of: name):
        DefinitionRemark(text: commentText(comment), lines: lines.lines, isOnDesired: lines.isDesired)
      case .object, .lines, .step, .plan: nil
      }
    }
  }
}

extension Browser: DefinitionReading {
  var definition: DefinitionState? {
    get { if case .definition(let state)? = layers.last { state } else { nil } }
    set {
      guard let newValue, case .definition? = layers.last else { return }
      layers[layers.count - 1] = .definition(newValue)
    }
  }

  mutating func show(row: Int) { treeView.reveal(row, in: tree) }
  mutating func closeDefinition() { layers.removeLast() }
  func remarks(on key: AlignedTree.Key) -> [DefinitionRemark] { [] }
}

/// Something said of a definition.
struct DefinitionRemark: Hashable, Sendable {
  var text: StyledText
  /// The lines that it is about, counted from one; nil for the whole definition.
  var lines: ClosedRange<Int>?
  var isOnDesired: Bool
}

extension CommentedLines {
  /// Exactly these lines of the definition, each with its end but the last.
  func text(in row: AlignedTree.Row) -> String {
    let sql = (isDesired ? row.desired : row.current)?.definition ?? ""
    let all = Array(sql.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let wanted = all.dropFirst(lines.lowerBound - 1).prefix(lines.count)
    return String(decoding: Array(wanted.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
  }
}
