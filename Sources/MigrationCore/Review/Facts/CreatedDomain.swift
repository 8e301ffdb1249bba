/// `CREATE DOMAIN`.
package struct CreatedDomain: Hashable, Sendable {
  package var name: QualifiedName
  package var base: ColumnType
  package var isNotNull = false
  package var checks: [AddedConstraint] = []
  package var collation: QualifiedName?

  package init(_ name: QualifiedName, base: ColumnType) {
    self.name = name
    self.base = base
  }

  /// Whether values are checked, which makes a new column of it rewrite its table.
  package var isConstrained: Bool { isNotNull || !checks.isEmpty }
}

/// Where `ALTER TYPE … ADD VALUE` puts the new value.
package enum EnumPosition: Hashable, Sendable {
  /// Nothing is said: behind all others.
  case last
  case before(String), after(String)
}
