import MigrationCore
import TerminalKit

/// A screen on whose objects letters can be put, to come back to.
protocol MarkingState: CommandedState, SearchableState, ComparingState {
  /// The objects of the letters; `'` is where the last jump began.
  var placeMarks: [Unicode.Scalar: AlignedTree.Key] { get set }
  /// The object that is looked at.
  var placeHere: AlignedTree.Key? { get }
  /// Shows an object in the tree; false when it is there no more.
  mutating func go(to place: AlignedTree.Key) -> Bool
}

extension MarkingState {
  /// Does what an action that takes a letter asks for.
  mutating func perform(_ action: Action, letter: Unicode.Scalar) -> [Effect] {
    let here = placeHere
    if action == .setMark {
      guard let here else { return [.bell] }
      placeMarks[letter] = here
      message = Message("\(key(.goToMark))\(Character(letter)) comes back to \(name(of: here))")
      return []
    }
    guard let place = placeMarks[letter] else {
      let letters = placeMarks.keys.filter { $0 != "'" }.sorted().map { String(Character($0)) }.joined(separator: " ")
      message = Message("no place is called \(Character(letter))\(letters.isEmpty ? "" : "; there are \(letters)")")
      return [.bell]
    }
    guard go(to: place) else {
      message = Message("\(name(of: place)) is there no more")
      return [.bell]
    }
    if let here { placeMarks["'"] = here }
    return []
  }

  /// Searches for the name of the object that is looked at.
  mutating func searchWord(count: Int?) -> [Effect] {
    guard let row = placeHere.flatMap({ tree.index(of: $0) }), tree.rows[row].id != nil else {
      message = Message("there is no object here")
      return [.bell]
    }
    search = Search(text: tree.rows[row].title, isShown: true)
    searchAgain(forward: true, count: count)
    return []
  }

  private func name(of place: AlignedTree.Key) -> String {
    place.object.map { $0.description } ?? tree.index(of: place).map { tree.rows[$0].title } ?? "it"
  }
}

extension Reviewer: MarkingState {
  var placeHere: AlignedTree.Key? {
    if case .definition(let state)? = layers.last(where: \.fillsScreen) { return state.subject.key }
    return treeView.cursor
  }

  mutating func go(to place: AlignedTree.Key) -> Bool {
    guard let row = tree.index(of: place) else { return false }
    layers.removeAll()
    treeView.reveal(row, in: tree)
    treeCursorMoved()
    return true
  }
}

extension Browser: MarkingState {
  var placeHere: AlignedTree.Key? {
    if case .definition(let state)? = layers.last(where: \.fillsScreen) { return state.subject.key }
    return treeView.cursor
  }

  mutating func go(to place: AlignedTree.Key) -> Bool {
    guard let row = tree.index(of: place) else { return false }
    layers.removeAll()
    treeView.reveal(row, in: tree)
    return true
  }
}
