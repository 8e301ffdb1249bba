import MigrationCore

/// What a panel, or a screen full of SQL, is about.
enum ShownSubject: Hashable, Sendable {
  /// A step, counted from zero.
  case step(Int)
  /// An object, or a heading of the tree.
  case object(AlignedTree.Key)

  /// The object's place in the tree; nil for a step.
  var key: AlignedTree.Key? {
    switch self {
    case .step: nil
    case .object(let key): key
    }
  }
}
