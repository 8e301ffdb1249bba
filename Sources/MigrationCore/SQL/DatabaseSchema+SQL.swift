extension DatabaseSchema {
  func create() -> SQLText { "CREATE SCHEMA IF NOT EXISTS \(name)" }

  func attributes() -> [SQLText] {
    MigrationCore.owner(of: "SCHEMA \(name)", owner) + MigrationCore.comment(on: "SCHEMA \(name)", comment)
  }

  /// The schema alone, without what is in it.
  package var ownDefinition: [SQLText] { ["CREATE SCHEMA \(name)"] + attributes() }
}
