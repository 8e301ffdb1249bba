/// `if-not-exists-hides-difference`: IF NOT EXISTS passes over something else of that name.
struct IfNotExistsHidesDifference: ActionRule {
  static let id: RuleID = "if-not-exists-hides-difference"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "IF NOT EXISTS passes over something else of that name"
  static let documentation = """
    CREATE … IF NOT EXISTS looks at the name alone. Where the target has a relation of that name with other columns, the
    statement does nothing, says so in a notice, and the targets stay different. An index that a failed build left
    invalid counts as existing too.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard context.live != nil else { return nil }
    let name: QualifiedName
    let difference: String?
    switch action {
    case .createTable(let table) where table.hasGuard:
      guard let relation = context.relation(table.name), !context.isGone(table.name, before: step) else {
        return nil
      }
      (name, difference) = (table.name, self.difference(table, relation))
    case .createIndex(let index) where index.hasGuard:
      guard let indexName = index.name, let relation = context.relation(indexName),
        !context.isGone(indexName, before: step),
        !(relation.owningTable.map { context.isGone($0, before: step) } ?? false)
      else { return nil }
      (name, difference) = (indexName, self.difference(index, relation))
    case .alterTable(let table, .addColumn(let column)) where column.hasGuard && !step.isNew(table):
      guard let stored = context.state(of: table, before: step)?.columns[column.name]?.type,
        context.relation(table)?.columns[column.name] != nil, stored.differs(from: column.plainType)
      else { return nil }
      (name, difference) = (table, "\(column.name) is \(stored.words) there, not \(column.plainType.words)")
    default: return nil
    }
    guard let difference else { return nil }
    return finding(
      at: step, "does nothing: the target has \(name) already, but \(difference)",
      because: "IF NOT EXISTS compares names only, so the target stays as it is.",
      instead: "alter what is there, or leave the guard out so that the difference shows")
  }

  private func difference(_ table: CreatedTable, _ relation: LiveRelation) -> String? {
    guard relation.kind == .table || relation.kind == .partitionedTable else { return "it is no table" }
    guard !relation.columns.isEmpty, !table.isFilled, table.reads.isEmpty, table.inherits.isEmpty,
      table.partitionOf == nil
    else { return nil }
    let wanted = Set(table.columns.map(\.name))
    let stored = Set(relation.columns.keys)
    if let column = table.columns.first(where: { !stored.contains($0.name) }) {
      return "without the column \(column.name)"
    }
    if let column = stored.subtracting(wanted).sorted().first { return "with the column \(column) besides" }
    let other = table.columns.first { column in
      relation.columns[column.name]?.type.differs(from: column.plainType) ?? false
    }
    return other.map { "\($0.name) has another type there" }
  }

  private func difference(_ index: CreatedIndex, _ relation: LiveRelation) -> String? {
    guard let stored = relation.index else { return "it is no index" }
    if relation.owningTable.map({ $0 != index.table }) ?? false { return "it is on another table" }
    if !stored.isValid { return "it is invalid: an earlier build failed" }
    if stored.columns != index.keys.map(\.column) { return "it has other columns" }
    return stored.isUnique == index.isUnique ? nil : stored.isUnique ? "it is unique" : "it is not unique"
  }
}

extension ColumnType {
  /// Whether it is another type, or has another length or precision.
  fileprivate func differs(from other: Self) -> Bool {
    // The fields of an interval are part of its modifiers.
    guard isSameType(as: other), name != "interval" else { return !isSameType(as: other) }
    // numeric(10) is numeric(10,0).
    func full(_ modifiers: [Int]) -> [Int] { name == "numeric" && modifiers.count == 1 ? modifiers + [0] : modifiers }
    return full(modifiers) != full(other.modifiers)
  }
}
