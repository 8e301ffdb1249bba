extension EnumType {
  func create(in schema: Identifier) -> SQLText {
    "CREATE TYPE \(QualifiedName(schema, name)) AS ENUM \(block(labels.map { "\(literal: $0)" }))"
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let object: SQLText = "TYPE \(QualifiedName(schema, name))"
    return MigrationCore.owner(of: object, owner) + MigrationCore.comment(on: object, comment)
  }

  /// Everything that makes the type what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] { [create(in: schema)] + attributes(in: schema) }
}
