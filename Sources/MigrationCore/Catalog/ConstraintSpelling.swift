extension Constraint {
  /// What `pg_get_constraintdef` prints of it, for those that were read without.
  ///
  /// Of an exclusion constraint only PostgreSQL knows it; a foreign key's statements are made from what it is.
  /// Source: `pg_get_constraintdef_worker` in PostgreSQL's ruleutils.c.
  var spelling: CatalogSQL {
    switch kind {
    case .primaryKey: CatalogSQL("PRIMARY KEY \(keyColumns)\(flags)")
    case .unique:
      CatalogSQL("UNIQUE \(index?.nullsNotDistinct == true ? "NULLS NOT DISTINCT " : "")\(keyColumns)\(flags)")
    case .check(let expression): CatalogSQL("CHECK (\(expression))\(noInherit ? " NO INHERIT" : "")\(flags)")
    case .exclusion, .foreignKey: definition
    }
  }

  private var keyColumns: String {
    let period = hasPeriod ? " WITHOUT OVERLAPS" : ""
    let included = index.map(\.included) ?? []
    let include = included.isEmpty ? "" : " INCLUDE (\(included.map(\.quoted).joined(separator: ", ")))"
    return "(\(columns.map(\.quoted).joined(separator: ", "))\(period))\(include)"
  }

  private var flags: String {
    let deferrable = isDeferrable ? " DEFERRABLE" : ""
    let deferred = isInitiallyDeferred ? " INITIALLY DEFERRED" : ""
    return deferrable + deferred + (!isEnforced ? " NOT ENFORCED" : isValidated ? "" : " NOT VALID")
  }
}
