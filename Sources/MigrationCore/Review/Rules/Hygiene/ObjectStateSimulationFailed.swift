/// `object-state-simulation-failed`: a step needs what is not there, or makes what is.
struct ObjectStateSimulationFailed: ReviewRule {
  static let id: RuleID = "object-state-simulation-failed"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a step needs what is not there, or makes what is"
  static let documentation = """
    The steps are followed in order over what the target has: a table that is dropped twice, a column that is added
    where it exists, a relation under a name that is taken fail in the middle of the roll-out. Only schemas that the
    target was read for are looked at; without a database only what the plan itself made and dropped counts.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var state = SimulatedState(context)
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      guard step.facts.isAnalysed else { return found }
      for action in step.facts.actions {
        if let problem = state.apply(action) {
          found.append(
            finding(
              at: step, "fails: \(problem)", because: "The steps before it leave the schema in another state.",
              instead: "put the steps into another order, or leave this one out"))
        }
      }
      for change in step.facts.nameChanges where change.member == nil { state.move(change.name, to: change.newName) }
      // What code does is not known: from here on nothing is.
      if step.facts.actions.contains(where: Self.isOpaque) { return found }
    }
    return found
  }

  private static func isOpaque(_ action: StatementAction) -> Bool {
    switch action {
    case .runCode, .call, .changeOwned, .createExtension, .updateExtension, .other, .changeSetting: true
    default: false
    }
  }
}

/// Which relations and columns there are, as far as that is known.
private struct SimulatedState {
  private enum Presence { case present, absent }
  private var relations: [QualifiedName: Presence] = [:]
  /// Of tables whose columns are all known.
  private var columns: [QualifiedName: Set<Identifier>] = [:]
  private let schemas: Set<Identifier>

  init(_ context: ReviewContext) {
    schemas = Set(context.live?.relations.keys.map(\.schema) ?? [])
    for (name, relation) in context.live?.relations ?? [:] {
      relations[name] = .present
      if relation.kind == .table || relation.kind == .partitionedTable, !relation.columns.isEmpty {
        columns[name] = Set(relation.columns.keys)
      }
    }
  }

  /// Nil when it is not known.
  private func exists(_ name: QualifiedName) -> Bool? {
    if let known = relations[name] { return known == .present }
    return schemas.contains(name.schema) ? false : nil
  }

  /// Follows the action; what makes it fail, if it does.
  mutating func apply(_ action: StatementAction) -> String? {
    switch action {
    case .createTable(let table) where !table.isTemporary:
      defer {
        relations[table.name] = .present
        let isWhole =
          !table.isFilled && table.reads.isEmpty && table.inherits.isEmpty && table.partitionOf == nil
          && table.ofType == nil
        if !(table.hasGuard && columns[table.name] != nil) {
          columns[table.name] = isWhole ? Set(table.columns.map(\.name)) : nil
        }
      }
      return exists(table.name) == true && !table.hasGuard ? "\(table.name) exists already" : nil
    case .createIndex(let index):
      guard let name = index.name else { return nil }
      defer { relations[name] = .present }
      return exists(name) == true && !index.hasGuard ? "\(name) exists already" : nil
    case .createView(let view) where !view.isReplacing && !view.isTemporary:
      defer { relations[view.name] = .present }
      return exists(view.name) == true ? "\(view.name) exists already" : nil
    case .drop(let object): return drop(object)
    case .alterTable(let table, let change):
      guard exists(table) != false else { return nil }
      return alter(table, change)
    default: return nil
    }
  }

  private mutating func drop(_ object: DroppedObject) -> String? {
    guard [.table, .view, .materializedView].contains(object.kind) else {
      if object.kind == .index || object.kind == .sequence { relations[object.name] = nil }
      if object.kind == .schema { forget() }
      return nil
    }
    defer {
      relations[object.name] = .absent
      columns[object.name] = nil
      if object.isCascading { forget() }
    }
    return exists(object.name) == false && !object.hasGuard ? "there is no \(object.kind.rawValue) \(object.name)" : nil
  }

  /// After CASCADE it is not known what is left.
  private mutating func forget() { (relations, columns) = (relations.filter { $0.value == .absent }, [:]) }

  private mutating func alter(_ table: QualifiedName, _ change: TableAction) -> String? {
    guard let known = columns[table] else { return nil }
    switch change {
    case .addColumn(let column):
      columns[table]?.insert(column.name)
      return known.contains(column.name) && !column.hasGuard ? "\(table) has a column \(column.name) already" : nil
    case .dropColumn(let column, _):
      columns[table]?.remove(column)
      return nil
    case .renameColumn(let old, let new):
      columns[table]?.remove(old)
      columns[table]?.insert(new)
      return known.contains(old)
        ? (known.contains(new) ? "\(table) has a column \(new) already" : nil) : missing(old, table)
    case .alterColumnType(let column, _, _), .setNotNull(let column), .dropNotNull(let column),
      .changeDefault(let column, _, _):
      return known.contains(column) ? nil : missing(column, table)
    default: return nil
    }
  }

  private func missing(_ column: Identifier, _ table: QualifiedName) -> String { "\(table) has no column \(column)" }

  mutating func move(_ old: QualifiedName, to new: QualifiedName) {
    guard exists(old) == true else { return }
    (relations[new], relations[old]) = (.present, .absent)
    (columns[new], columns[old]) = (columns[old], nil)
  }
}
