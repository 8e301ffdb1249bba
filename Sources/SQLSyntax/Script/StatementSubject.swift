package import MigrationCore

/// What a statement makes or changes, as far as its first words say.
package struct StatementSubject: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case object(ObjectKind)
    /// A value of an enum type.
    case enumLabel
    /// A role, an extension, a foreign server …: it is the database's or the server's, not a schema's.
    case ofDatabase
  }

  package var kind: Kind
  /// Nil when the statement leaves it to the `search_path`.
  package var schema: Identifier?
  /// Of the object; of the relation or type for a member of one.
  package var name: Identifier
  /// The column, constraint, index, trigger, policy, rule or label.
  package var member: Identifier?

  package init(_ kind: Kind, schema: Identifier? = nil, name: Identifier, member: Identifier? = nil) {
    self.kind = kind
    self.schema = schema
    self.name = name
    self.member = member
  }
}
