/// A partition that a statement makes or attaches.
struct NewPartition: Hashable, Sendable {
  var name: QualifiedName
  var parent: QualifiedName
  var bound: PartitionBound
  /// `ATTACH PARTITION`; otherwise `CREATE TABLE … PARTITION OF`.
  var isAttached: Bool
}

extension ReviewContext {
  /// The partition that an action adds to a table that was there before the plan.
  func newPartition(_ action: StatementAction, at step: ReviewedStep) -> NewPartition? {
    if case .createTable(let table) = action, let parent = table.partitionOf, !step.isNew(parent) {
      if table.hasGuard, relation(table.name) != nil { return nil }
      return NewPartition(name: table.name, parent: parent, bound: table.bound ?? .default, isAttached: false)
    }
    guard case .alterTable(let parent, .attachPartition(let name, let bound)) = action, !step.isNew(parent) else {
      return nil
    }
    return NewPartition(name: name, parent: parent, bound: bound, isAttached: true)
  }

  /// The default partition that is there before a step: the target's, or one that the plan makes or attaches.
  func defaultPartition(of parent: QualifiedName, before step: ReviewedStep) -> QualifiedName? {
    if let made = history.defaultPartitions(of: parent).last(where: { $0.step < step.id }),
      isBelow(made.name, parent, from: made.step, before: step)
    {
      return made.name
    }
    guard let partition = relation(parent)?.defaultPartition else { return nil }
    return isBelow(partition, parent, before: step) ? partition : nil
  }

  /// The partitions of a table, or the tables that inherit from it, that the target has and that are still there before
  /// a step.
  func children(of parent: QualifiedName, before step: ReviewedStep) -> [QualifiedName] {
    (relation(parent)?.partitions ?? []).filter { isBelow($0, parent, before: step) }
  }

  /// Whether no step since `first` and before another takes a partition or an inheriting table away from its parent.
  private func isBelow(
    _ child: QualifiedName, _ parent: QualifiedName, from first: StepID? = nil, before step: ReviewedStep
  ) -> Bool {
    let changes = history.changes(of: parent, naming: [child.name]) + history.changes(of: child)
    return !changes.contains { change in
      guard change.step < step.id, first.map({ $0 < change.step }) ?? true else { return false }
      if case .alterTable(_, .detachPartition(child, _)) = change.action { return true }
      if case .alterTable(child, .noInherit(parent)) = change.action { return true }
      guard case .drop(let object) = change.action else { return false }
      return object.kind == .table && object.name == child
    }
  }

  /// Whether a validated CHECK of a table speaks of the partition key, and so may prove a bound.
  ///
  /// Nil when its constraints or the key are not known.
  func hasCheck(on key: [Identifier?]?, of table: QualifiedName, before step: ReviewedStep) -> Bool? {
    guard let state = state(of: table, before: step) else { return nil }
    let checks = state.constraints.filter { $0.added.isCheck && $0.isValidated }
    let columns = (key ?? []).compactMap { $0 }
    let isOnKey = checks.contains { check in columns.isEmpty || columns.contains { check.added.columns.contains($0) } }
    if isOnKey { return true }
    return state.isComplete ? false : nil
  }

  /// The rows of a table that fall within a bound; nil where the text does not tell the bound.
  func probe(
    of table: QualifiedName, for bound: PartitionBound, of parent: QualifiedName, belongingTo partition: QualifiedName
  ) -> DataProbe? {
    guard let condition = condition(of: bound, of: parent) else { return nil }
    return DataProbe(
      "SELECT * FROM \(table) WHERE \(condition)", in: [table],
      found: "of \(described(table)) within the bounds of \(partition)",
      nothing: "no row of \(described(table)) is within the bounds of \(partition)")
  }

  private func condition(of bound: PartitionBound, of parent: QualifiedName) -> SQLText? {
    guard let key = partitionKey(of: parent), !key.isEmpty, !key.contains(nil) else { return nil }
    let columns = key.compactMap { $0 }
    switch bound {
    case .default, .hash: return nil
    case .list(let values):
      let literals = values.compactMap { $0 }.map { SQLText("\(literal: StoredText($0))") }
      guard let column = columns.first, columns.count == 1 else { return nil }
      var conditions: [SQLText] = []
      if !literals.isEmpty { conditions.append("\(column) IN (\(literals, separator: ", "))") }
      if values.contains(nil) { conditions.append("\(column) IS NULL") }
      return "\(conditions, separator: " OR ")"
    case .range(let lower, let upper):
      guard let from = comparison(columns, ">=", lower), let to = comparison(columns, "<", upper) else { return nil }
      let conditions = [from, to].filter { !$0.isEmpty }
      return conditions.isEmpty ? nil : "\(conditions, separator: " AND ")"
    }
  }

  /// Empty where the bound is open; nil where it is not said by constants.
  private func comparison(_ columns: [Identifier], _ sign: SQLText, _ values: [BoundValue]) -> SQLText? {
    if values.first == .lowest || values.first == .highest { return "" }
    let literals = values.compactMap { value -> SQLText? in
      if case .value(let text) = value { return "\(literal: StoredText(text))" }
      return nil
    }
    guard literals.count == columns.count else { return nil }
    return "(\(columns)) \(sign) (\(literals, separator: ", "))"
  }
}

extension [StatementAction] {
  /// Whether one of them drops the table.
  func drops(_ table: QualifiedName) -> Bool {
    contains { action in
      guard case .drop(let object) = action else { return false }
      return object.kind == .table && object.name == table
    }
  }
}
