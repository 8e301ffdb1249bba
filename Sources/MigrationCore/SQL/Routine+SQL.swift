extension Routine {
  /// `FUNCTION schema.name(arguments)`, as COMMENT, ALTER and GRANT name it.
  func object(in schema: Identifier) -> SQLText {
    let keyword: SQLText = kind == .procedure ? "PROCEDURE" : "FUNCTION"
    return "\(keyword) \(QualifiedName(schema, name))(\(catalog: identityArguments))"
  }

  func create() -> SQLText { "\(catalog: definition.trimmed)" }

  func attributes(in schema: Identifier) -> [SQLText] {
    let object = object(in: schema)
    return MigrationCore.owner(of: object, owner) + MigrationCore.comment(on: object, comment)
  }

  /// Everything that makes the routine what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] { [create()] + attributes(in: schema) }
}
