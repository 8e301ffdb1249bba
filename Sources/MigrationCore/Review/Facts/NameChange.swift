/// An object that gets another name, or moves to another schema.
package struct NameChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case table, view, sequence, index, column, constraint, trigger, policy, rule, function, procedure, aggregate
    case type, domain, schema, role, database, attribute
    case materializedView = "materialized view"
    case foreignTable = "foreign table"
    case other = "object"
  }
  package enum Change: Hashable, Sendable {
    case name(Identifier)
    case schema(Identifier)
  }
  package var kind: Kind
  /// The object, or the relation or domain that the member belongs to; a schema, a role and a database have their own
  /// name twice.
  package var name: QualifiedName
  /// The column, constraint, trigger, policy, rule or attribute.
  package var member: Identifier?
  package var change: Change

  package init(_ kind: Kind, _ name: QualifiedName, member: Identifier? = nil, _ change: Change) {
    self.kind = kind
    self.name = name
    self.member = member
    self.change = change
  }

  /// What it is called as a whole afterwards; a member keeps the name of its relation.
  package var newName: QualifiedName {
    switch change {
    case .name(let new): member == nil ? QualifiedName(name.schema, new) : name
    case .schema(let new): QualifiedName(new, name.name)
    }
  }
}
