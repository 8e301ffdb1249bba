/// `object-state-simulation-failed`: a step needs what is not there, or makes what is.
struct ObjectStateSimulationFailed: ReviewRule {
  static let id: RuleID = "object-state-simulation-failed"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a step needs what is not there, or makes what is"
  static let documentation = """
    The steps are followed in order over what the target has: a table that is dropped twice, a column that is added
    where it exists, an index on a column or a foreign key to a table that is not there, a relation under a name that is
    taken fail in the middle of the roll-out. Only schemas that the target was read for are looked at; without a database only what the plan itself made and dropped counts.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var state = SimulatedState(context)
    var found: [Finding] = []
    for step in context.steps where step.step.directive == nil {
      guard step.facts.isAnalysed else { return found }
      for action in Self.inOrder(step.facts) {
        if let problem = state.apply(action, of: step.facts) {
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

  /// As PostgreSQL goes through the subcommands of an ALTER TABLE: what goes, types, new columns, then the rest.
  private static func inOrder(_ facts: StatementFacts) -> [StatementAction] {
    guard facts.written.statementCount == 1, facts.actions.count > 1, case .alterTable? = facts.actions.first else {
      return facts.actions
    }
    let passes = Dictionary(grouping: facts.actions) { action in
      if case .alterTable(_, let change) = action { change.pass } else { TableAction.Pass.rest }
    }
    return TableAction.Pass.allCases.flatMap { passes[$0] ?? [] }
  }

  private static func isOpaque(_ action: StatementAction) -> Bool {
    switch action {
    case .runCode, .call, .changeOwned, .createExtension, .updateExtension, .other: true
    case .changeSetting(let change): change.name == "search_path" || change.name == "all"
    default: false
    }
  }
}

/// Which relations and columns there are, as far as that is known.
private struct SimulatedState {
  private enum Presence { case present, absent, unknown }
  private var relations: [QualifiedName: Presence] = [:]
  /// Of tables whose columns are all known.
  private var columns: [QualifiedName: Set<Identifier>] = [:]
  /// The target's indexes and sequences by the table that they go with.
  private var owned: [QualifiedName: [QualifiedName]] = [:]
  /// Tables that get the columns of another one: the target's, and those that the plan makes.
  private var heirs: [QualifiedName: Set<QualifiedName>] = [:]
  private let schemas: Set<Identifier>

  init(_ context: ReviewContext) {
    schemas = Set(context.live?.relations.keys.map(\.schema) ?? [])
    for (name, relation) in context.live?.relations ?? [:] {
      relations[name] = .present
      if let table = relation.owningTable { owned[table, default: []].append(name) }
      heirs[name, default: []].formUnion(relation.partitions)
      if relation.kind == .table || relation.kind == .partitionedTable, !relation.columns.isEmpty {
        columns[name] = Set(relation.columns.keys)
      }
    }
    for schema in context.current {
      for table in schema.tables {
        for parent in table.parents { heirs[parent, default: []].insert(QualifiedName(schema.name, table.name)) }
      }
    }
  }

  /// Nil when it is not known.
  private func exists(_ name: QualifiedName) -> Bool? {
    switch relations[name] {
    case .present?: true
    case .absent?: false
    case .unknown?: nil
    case nil: schemas.contains(name.schema) ? false : nil
    }
  }

  /// Follows the action; what makes it fail, if it does.
  mutating func apply(_ action: StatementAction, of facts: StatementFacts) -> String? {
    switch action {
    case .createTable(let table):
      if table.isTemporary { return hide(table.name) }
      for parent in table.inherits + (table.partitionOf.map { [$0] } ?? []) {
        heirs[parent, default: []].insert(table.name)
      }
      defer {
        relations[table.name] = .present
        let isWhole =
          !table.isFilled && table.reads.isEmpty && table.inherits.isEmpty && table.partitionOf == nil
          && table.ofType == nil
        if !(table.hasGuard && columns[table.name] != nil) {
          columns[table.name] = isWhole ? Set(table.columns.map(\.name)) : nil
        }
      }
      if let problem = table.hasGuard ? nil : taken(table.name) { return problem }
      let needed = table.inherits + (table.partitionOf.map { [$0] } ?? []) + table.references
      return missing(anyOf: needed)
    case .createIndex(let index):
      defer { if let name = index.name { relations[name] = .present } }
      if let name = index.name, !index.hasGuard, let problem = taken(name) { return problem }
      return missing(index.table) ?? missing(index.keys.compactMap(\.column) + index.included, in: index.table)
    case .createView(let view):
      if view.isTemporary { return hide(view.name) }
      defer { relations[view.name] = .present }
      return view.isReplacing ? nil : taken(view.name)
    case .drop(let object): return drop(object)
    case .alterTable(let table, let change):
      guard exists(table) != false else { return facts.alteredIfThere.contains(table) ? nil : missing(table, change) }
      return alter(table, change, facts)
    case .insert, .update, .delete, .merge, .copy: return action.changedTable.flatMap { missing($0) }
    case .truncate(let tables, _): return missing(anyOf: tables)
    case .createTrigger(let trigger): return missing(trigger.table)
    case .createPolicy(let policy): return missing(policy.table)
    default:
      if let made = action.createdRelation { relations[made] = .present }
      return nil
    }
  }

  /// Said once: from there on nothing is known of it.
  private mutating func missing(_ name: QualifiedName) -> String? {
    guard exists(name) == false else { return nil }
    relations[name] = .unknown
    return "there is no relation \(name)"
  }

  private mutating func missing(anyOf names: [QualifiedName]) -> String? {
    for name in names {
      if let problem = missing(name) { return problem }
    }
    return nil
  }

  /// A sequence that a serial column made has a name that no statement says, and scripts give it owners.
  private mutating func missing(_ name: QualifiedName, _ change: TableAction) -> String? {
    change.isForSequencesToo ? nil : missing(name)
  }

  /// System columns aside, which no catalog of columns has.
  private func missing(_ wanted: [Identifier], in table: QualifiedName) -> String? {
    guard let known = columns[table] else { return nil }
    return wanted.first { !known.contains($0) && !Self.systemColumns.contains($0) }.map { missing($0, table) }
  }

  private static let systemColumns: Set<Identifier> = ["tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"]

  private func taken(_ name: QualifiedName) -> String? { exists(name) == true ? "\(name) exists already" : nil }

  /// A temporary relation stands before the one of that name until it goes.
  private mutating func hide(_ name: QualifiedName) -> String? {
    (relations[name], columns[name]) = (.unknown, nil)
    return nil
  }

  private mutating func drop(_ object: DroppedObject) -> String? {
    guard object.member == nil else { return nil }
    defer { if object.isCascading { forget() } }
    switch object.kind {
    case .table, .view, .materializedView:
      let isMissing = exists(object.name) == false && !object.hasGuard
      (relations[object.name], columns[object.name]) = (.absent, nil)
      for name in owned.removeValue(forKey: object.name) ?? [] { relations[name] = .absent }
      forgetColumns(below: object.name)
      for heir in heirs.removeValue(forKey: object.name) ?? [] { relations[heir] = .unknown }
      return isMissing ? "there is no \(object.kind.rawValue) \(object.name)" : nil
    case .index, .sequence, .foreignTable: relations[object.name] = .unknown
    case .schema, .extension: forget()
    case .function, .procedure, .aggregate, .type, .domain, .trigger, .policy, .rule, .publication, .statistics, .cast,
      .operator, .collation, .database, .other:
      break
    }
    return nil
  }

  /// After CASCADE it is not known what is left.
  private mutating func forget() {
    relations = relations.mapValues { $0 == .present ? .unknown : $0 }
    columns = [:]
  }

  private mutating func alter(_ table: QualifiedName, _ change: TableAction, _ facts: StatementFacts) -> String? {
    switch change {
    case .addColumn, .dropColumn, .renameColumn: forgetColumns(below: table)
    case .attachPartition(let partition, _): heirs[table, default: []].insert(partition)
    case .inherit(let parent): heirs[parent, default: []].insert(table)
    default: break
    }
    switch change {
    case .dropColumn(_, let isCascading), .dropConstraint(_, let isCascading):
      // Indexes may go with it, and more with CASCADE.
      for name in owned[table] ?? [] where relations[name] == .present { relations[name] = .unknown }
      if isCascading { forget() }
    default: break
    }
    if case .addConstraint(let added) = change, let problem = missing(for: added, of: table) { return problem }
    guard let known = columns[table] else { return nil }
    switch change {
    case .addColumn(let column):
      columns[table]?.insert(column.name)
      return known.contains(column.name) && !column.hasGuard ? "\(table) has a column \(column.name) already" : nil
    case .dropColumn(let column, _):
      columns[table]?.remove(column)
      return known.contains(column) || facts.columnsDroppedIfThere.contains(column) ? nil : missing(column, table)
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

  private mutating func missing(for added: AddedConstraint, of table: QualifiedName) -> String? {
    switch added.kind {
    case .check, .exclusion: nil
    case .unique, .primaryKey: missing(added.columns, in: table)
    case .notNull(let column): missing([column], in: table)
    case .foreignKey(let key):
      missing(key.references) ?? missing(added.columns, in: table) ?? missing(key.columns, in: key.references)
    }
  }

  /// What inherits from a table changes with it, unless it has the column itself.
  private mutating func forgetColumns(below table: QualifiedName) {
    var open = heirs[table] ?? []
    var seen: Set<QualifiedName> = []
    while let heir = open.popFirst() {
      guard seen.insert(heir).inserted else { continue }
      columns[heir] = nil
      open.formUnion(heirs[heir] ?? [])
    }
  }

  private func missing(_ column: Identifier, _ table: QualifiedName) -> String { "\(table) has no column \(column)" }

  mutating func move(_ old: QualifiedName, to new: QualifiedName) {
    guard exists(old) != false else { return }
    (relations[new], relations[old]) = (exists(old) == true ? .present : .unknown, .absent)
    (columns[new], columns[old]) = (columns[old], nil)
    (owned[new], owned[old]) = (owned[old], nil)
    (heirs[new], heirs[old]) = (heirs[old], nil)
  }
}
