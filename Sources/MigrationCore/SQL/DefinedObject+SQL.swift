extension DefinedObject {
  func create() -> [SQLText] { ["\(catalog: definition)"] }

  /// What the statement that makes it cannot say, and owner and comment.
  func attributes() -> [SQLText] {
    let name: SQLText = "\(catalog: reference)"
    return further.map { "\(catalog: $0)" } + (owner.map { MigrationCore.owner(of: name, $0) } ?? [])
      + MigrationCore.comment(on: name, comment)
  }

  /// The same object with nothing in it, to be completed later; only a type can be made so.
  ///
  /// A base type's functions take and return the type: PostgreSQL's manual has a shell type made first.
  var shell: SQLText? {
    let canBeShell = kind == .rangeType || kind == .baseType && definition.text.contains(" (")
    return canBeShell ? "CREATE \(catalog: reference)" : nil
  }

  /// Everything that makes the object what it is.
  package var statements: [SQLText] { create() + attributes() }
}
