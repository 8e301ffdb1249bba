import MigrationCore
import TerminalKit

/// What frame, footer, lists and boxes need to know of the screen that they are drawn on.
protocol ScreenState {
  var columns: Int { get }
  var rows: Int { get }
  var marks: Marks { get }
  var keymap: Keymap { get }
  /// Milliseconds since the start, as of the last tick.
  var milliseconds: Int { get }
  /// Which keys count now.
  var context: KeyContext { get }
  var message: Message? { get }
  var pending: PendingKeys { get }
  var wrapsLines: Bool { get }
  /// The filter of what is shown and how much it leaves; nil without one.
  var filterWords: String? { get }
  /// Whether a line is being typed where the footer stands otherwise.
  var typesInFooter: Bool { get }
  /// Whether the footer may speak of an action: whether it does there what the hint says.
  func offers(_ action: Action) -> Bool
}

extension ScreenState {
  func offers(_ action: Action) -> Bool { true }

  /// What has to be said of keys that were given to other actions; nil when nothing has.
  var keyNotice: Message? {
    let names = keymap.unbound.map(\.rawValue).joined(separator: ", ")
    return names.isEmpty ? nil : Message("[keys] leaves \(names) without a key; \(key(.palette)) does it by name")
  }

  /// The key of an action as it is shown in a sentence: on this screen, else on one that has it.
  func key(_ action: Action) -> String {
    let label = keymap.label(of: action, in: context)
    let elsewhere = keymap.bindings.first { $0.action == action }?.sequences.first.map(Keymap.label)
    return label ?? elsewhere ?? action.rawValue
  }
}

/// A screen with a tree whose two sides can be compared.
protocol ComparingState: ScreenState {
  var tree: AlignedTree { get }
  /// What `|` chose for definitions; nil leaves it to the width.
  var definitionSideBySide: Bool? { get }
  /// What the sides are called.
  var sideNames: (current: String, desired: String) { get }
  /// Whether an object that is the same on both sides has something to compare.
  var comparesUnchanged: Bool { get }
  /// What became of an object, in words.
  func words(for change: AlignedTree.Change) -> String
  /// What was said of a definition.
  func remarks(on subject: ShownSubject) -> [DefinitionRemark]
  /// What a screen full of SQL is called.
  func title(of subject: ShownSubject) -> StyledText
}

extension ComparingState {
  /// The row of the tree that a subject is; nil for a step, and for an object that is there no more.
  func row(of subject: ShownSubject) -> AlignedTree.Row? {
    subject.key.flatMap { tree.index(of: $0) }.map { tree.rows[$0] }
  }

  /// An object's kind and name.
  func title(of key: AlignedTree.Key) -> StyledText {
    let id = tree.index(of: key).flatMap { tree.rows[$0].id }
    var title = StyledText(id?.kind.rawValue ?? "", Paint(.muted))
    title.append("  ")
    title.append(id?.description ?? "gone", Paint(.heading, bold: true))
    return title
  }
}
