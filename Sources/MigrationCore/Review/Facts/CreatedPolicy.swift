/// `CREATE POLICY`.
package struct CreatedPolicy: Hashable, Sendable {
  package var name: Identifier
  package var table: QualifiedName
  package var isPermissive = true
  package var command = RowSecurityPolicy.Command.all
  package var roles: [Grantee] = [.everyone]
  /// `USING (…)`.
  package var using: PolicyCondition?
  /// `WITH CHECK (…)`.
  package var check: PolicyCondition?

  package init(_ name: Identifier, on table: QualifiedName) {
    self.name = name
    self.table = table
  }
}

/// `ALTER POLICY`; nil for what it leaves as it is.
package struct PolicyChange: Hashable, Sendable {
  package var name: Identifier
  package var table: QualifiedName
  package var newName: Identifier?
  package var roles: [Grantee]?
  package var using: PolicyCondition?
  package var check: PolicyCondition?

  package init(_ name: Identifier, on table: QualifiedName) {
    self.name = name
    self.table = table
  }
}

/// What a policy's expression tells without being evaluated.
package struct PolicyCondition: Hashable, Sendable {
  /// `true`, `1 = 1`, or either in an OR: it lets every row through.
  package var isAlwaysTrue = false
  /// Functions that are called outside a sub-select with nothing of the row: the same result for every row, computed
  /// for each; names without schema, each once.
  package var rowFunctions: [Identifier] = []

  package init(isAlwaysTrue: Bool = false, rowFunctions: [Identifier] = []) {
    self.isAlwaysTrue = isAlwaysTrue
    self.rowFunctions = rowFunctions
  }
}
