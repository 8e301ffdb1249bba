import MigrationCore
import TerminalKit

/// A screen on which definitions are read: lines are selected, names followed from one definition to another.
protocol DefinitionReading: ComparingState {
  var message: Message? { get set }
  /// The definition that has the keys; nil when something else has them.
  var definition: DefinitionState? { get set }
  /// The definitions that were come through.
  var trail: DefinitionTrail { get set }
  /// Colours SQL.
  var tokens: @Sendable (String) -> [SyntaxToken] { get }
  /// The SQL of a step; nil where there are none.
  func sql(ofStep index: Int) -> String?
  /// The schema of names that have none in a step's SQL.
  func schema(ofStep index: Int) -> Identifier?
  /// Puts the tree's cursor on the object of a row.
  mutating func show(row: Int)
  mutating func closeDefinition()
}

extension DefinitionReading {
  /// Both sides of what is read; a step's SQL is the same on both.
  private func sides(of subject: ShownSubject) -> (current: String, desired: String)? {
    switch subject {
    case .object: row(of: subject).map { ($0.current?.definition ?? "", $0.desired?.definition ?? "") }
    case .step(let index): sql(ofStep: index).map { ($0, $0) }
    }
  }

  /// The definition as it is now.
  func refreshed(_ state: DefinitionState) -> DefinitionState {
    guard let sides = sides(of: state.subject) else { return state }
    var copy = state
    copy.lines = DefinitionLines.align(current: sides.current, desired: sides.desired, tokens: tokens)
    let schema: Identifier? =
      switch state.subject {
      case .object(let key): key.object?.schema
      case .step(let index): schema(ofStep: index)
      }
    copy.names = NamedObjects(tree).names(in: copy.lines, of: state.subject, in: schema)
    return copy
  }

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
    trail.leave(DefinitionTrail.Place(subject: state.subject, cursor: state.cursor))
    showDefinition(of: .object(name.target), cursor: 0)
    return []
  }

  mutating func endSelection() { definition?.anchor = nil }

  /// The SQL of the selected lines; nil without a selection.
  var selectedSQL: String? {
    guard let state = definition, let selected = DefinitionScreen.selectedLines(state, self),
      let sides = sides(of: state.subject)
    else { return nil }
    return selected.text(of: selected.isDesired ? sides.desired : sides.current)
  }

  private mutating func walkTrail(forward: Bool, _ state: DefinitionState) -> [Effect] {
    let here = DefinitionTrail.Place(subject: state.subject, cursor: state.cursor)
    if let place = trail.step(forward: forward, from: here) {
      showDefinition(of: place.subject, cursor: place.cursor)
    } else if forward {
      return refuse("there is nothing to go forward to")
    } else {
      closeDefinition()
    }
    return []
  }

  private mutating func showDefinition(of subject: ShownSubject, cursor: Int) {
    var state = refreshed(DefinitionState(subject))
    state.cursor = cursor
    definition = state
    if let row = subject.key.flatMap({ tree.index(of: $0) }) { show(row: row) }
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

  func remarks(on subject: ShownSubject) -> [DefinitionRemark] {
    guard let place = place(of: subject) else { return [] }
    return comments(on: place).map { comment in
      let text = commentText(comment)
      switch comment.place {
      case .lines(let lines, of: _):
        return DefinitionRemark(text: text, lines: lines.lines, isOnDesired: lines.isDesired)
      case .stepLines(let lines, of: _): return DefinitionRemark(text: text, lines: lines, isOnDesired: true)
      case .object, .step, .plan: return DefinitionRemark(text: text, lines: nil, isOnDesired: true)
      }
    }
  }

  func title(of subject: ShownSubject) -> StyledText {
    switch subject {
    case .object(let key): return title(of: key)
    case .step(let index):
      guard let item = steps[safe: index] else { return StyledText("gone", Paint(.heading, bold: true)) }
      var title = StyledText("step \(item.id)  ", Paint(.muted))
      title.append(item.title, Paint(.heading, bold: true))
      return title
    }
  }

  var tokens: @Sendable (String) -> [SyntaxToken] { configuration.tokens }
  func sql(ofStep index: Int) -> String? { steps[safe: index]?.step.sql }

  func schema(ofStep index: Int) -> Identifier? {
    rowOfStep[safe: index].flatMap { $0 }.flatMap { tree.rows[safe: $0]?.id?.schema }
      ?? tree.rows.first { $0.id?.kind == .schema }?.id?.schema
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
  func remarks(on subject: ShownSubject) -> [DefinitionRemark] { [] }
  func title(of subject: ShownSubject) -> StyledText { subject.key.map { title(of: $0) } ?? StyledText() }

  var tokens: @Sendable (String) -> [SyntaxToken] { configuration.tokens }
  // A schema that is browsed has no steps.
  func sql(ofStep index: Int) -> String? { nil }
  func schema(ofStep index: Int) -> Identifier? { nil }
}

/// Something said of a definition.
struct DefinitionRemark: Hashable, Sendable {
  var text: StyledText
  /// The lines that it is about, counted from one; nil for the whole definition.
  var lines: ClosedRange<Int>?
  var isOnDesired: Bool
}

extension CommentedLines {
  /// Exactly these lines of `sql`, each with its end but the last.
  func text(of sql: String) -> String {
    let all = Array(sql.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let wanted = all.dropFirst(lines.lowerBound - 1).prefix(lines.count)
    return String(decoding: Array(wanted.joined(separator: [UInt8(ascii: "\n")])), as: UTF8.self)
  }
}
