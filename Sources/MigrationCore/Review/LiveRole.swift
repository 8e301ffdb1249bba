/// The role that would run the plan, after `SET ROLE`, and what it may do.
package struct LiveRole: Hashable, Sendable {
  package var name: Identifier
  package var isSuperuser = false
  /// Roles whose rights it has, itself included: `pg_has_role(role, 'USAGE')`.
  package var rightsOf: Set<Identifier> = []
  /// Schemas in which it may create objects: `has_schema_privilege(schema, 'CREATE')`.
  package var creatableSchemas: Set<Identifier> = []
  /// Its rights on relations, in PostgreSQL's keywords, those of an owner included; a relation that was not looked at
  /// is not in it.
  package var rights: [QualifiedName: Set<String>] = [:]

  package init(_ name: Identifier) {
    self.name = name
    rightsOf = [name]
  }
}

extension ReviewContext {
  /// Whom the target's relation belongs to; nil when it has none of that name, or was not asked.
  func owner(of relation: QualifiedName) -> Identifier? {
    guard let schema = current.first(where: { $0.name == relation.schema }) else { return nil }
    let owner =
      schema.tables.first { $0.name == relation.name }?.owner
      ?? schema.views.first { $0.name == relation.name }?.owner
      ?? schema.sequences.first { $0.name == relation.name }?.owner
    return owner.flatMap { $0.bytes.isEmpty ? nil : $0 }
  }
}
