extension ReviewContext {
  /// How a key comes about with nobody waiting for its index, as far as there is a way.
  func remedy(forBuilding key: AddedConstraint, on table: QualifiedName, isOfNewColumn: Bool) -> String {
    if key.isTemporal { return "there is no concurrent way: schedule it, or fill a new table that has the constraint" }
    if isPartitioned(table) {
      return
        "a partitioned table cannot take over an index: add the constraint to each partition first, with USING INDEX"
    }
    let name = key.name(on: table)
    let included: SQLText = key.included.isEmpty ? "" : " INCLUDE (\(key.included))"
    let nulls: SQLText = key.isNullsNotDistinct ? " NULLS NOT DISTINCT" : ""
    let deferral: SQLText =
      key.isInitiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED" : key.isDeferrable ? " DEFERRABLE" : ""
    let index: SQLText =
      "CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(table) (\(key.columns))\(included)\(nulls);"
    let kind: SQLText = key.kind == .primaryKey ? "PRIMARY KEY" : "UNIQUE"
    let use: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) \(kind) USING INDEX \(name)\(deferral);"
    return "\(isOfNewColumn ? "add the column alone; " : "")\(index) in a group of its own, then \(use)"
  }
}
