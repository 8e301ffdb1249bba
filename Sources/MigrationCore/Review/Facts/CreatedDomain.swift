/// `CREATE DOMAIN`.
package struct CreatedDomain: Hashable, Sendable {
  package var name: QualifiedName
  package var base: ColumnType
  package var isNotNull = false
  package var checks: [AddedConstraint] = []

  package init(_ name: QualifiedName, base: ColumnType) {
    self.name = name
    self.base = base
  }

  /// Whether values are checked, which makes a new column of it rewrite its table.
  package var isConstrained: Bool { isNotNull || !checks.isEmpty }
}
