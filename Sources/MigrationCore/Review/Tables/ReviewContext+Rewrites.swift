extension ReviewContext {
  /// Tables that exist and whose rows a step writes again, or empties, in a way that older snapshots do not survive.
  func tablesRewritten(by step: ReviewedStep) -> [QualifiedName] {
    var tables: [QualifiedName] = []
    for action in step.facts.actions {
      if case .truncate(let emptied, _) = action { tables += emptied }
      guard case .alterTable(let table, let change) = action else { continue }
      // A copied file holds what every snapshot saw.
      if case .setTablespace = change { continue }
      let touches = touches(changing: table, change, at: step)
      // Indexes built anew are no rewrite of the rows.
      let rewrites = touches.contains {
        LockFootprint(of: $0.form).work == .rewrite && $0.form != .alterTypeRebuildingIndexes
      }
      if rewrites { tables.append(table) }
    }
    return Set(tables).filter { !step.isNew($0) }.sorted()
  }

  /// Whether a step before it in its transaction group sets the session's time zone.
  func setsTimeZone(before step: ReviewedStep) -> Bool { history.timeZone(before: step.id) != nil }
}

extension StatementAction {
  /// Whether it builds an index of a table, for itself or for a constraint.
  var buildsIndex: Bool {
    if case .createIndex(let index) = self { return !index.isOnly }
    guard case .alterTable(_, .addConstraint(let added)) = self else { return false }
    return added.index == nil && (added.kind == .unique || added.kind == .primaryKey || added.kind == .exclusion)
  }
}
