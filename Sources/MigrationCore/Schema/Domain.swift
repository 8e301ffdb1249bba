/// A domain: a type with constraints.
package struct Domain: Hashable, Sendable {
  package var name: Identifier
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  /// `format_type` with its modifier.
  package var baseType: CatalogSQL
  /// Only when it is not the type's own.
  package var collation: QualifiedName?
  package var defaultExpression: CatalogSQL?
  package var isNotNull = false
  /// CHECK constraints, and since PostgreSQL 17 the named NOT NULL.
  package var constraints: [DomainConstraint] = []

  package init(name: Identifier, baseType: CatalogSQL) {
    self.name = name
    self.baseType = baseType
  }
}

/// A constraint of a domain.
package struct DomainConstraint: Hashable, Sendable {
  package var name: Identifier
  /// `pg_get_constraintdef`: what follows `ADD CONSTRAINT name`.
  package var definition: CatalogSQL
  package var isNotNull = false
  package var isValidated = true
  package var comment: StoredText?

  package init(name: Identifier, definition: CatalogSQL) {
    self.name = name
    self.definition = definition
  }
}
