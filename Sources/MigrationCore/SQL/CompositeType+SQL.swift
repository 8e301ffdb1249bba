extension CompositeType {
  func create(in schema: Identifier) -> SQLText {
    let attributes: [SQLText] = attributes.map { attribute in
      let collation: SQLText = attribute.collation.map { " COLLATE \($0)" } ?? ""
      return "\(attribute.name) \(catalog: attribute.type)\(collation)"
    }
    return "CREATE TYPE \(QualifiedName(schema, name)) AS \(block(attributes))"
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let type = QualifiedName(schema, name)
    return MigrationCore.owner(of: "TYPE \(type)", owner) + MigrationCore.comment(on: "TYPE \(type)", comment)
      + attributes.flatMap { MigrationCore.comment(on: "COLUMN \(type).\($0.name)", $0.comment) }
  }

  /// Everything that makes the type what it is, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] { [create(in: schema)] + attributes(in: schema) }
}
