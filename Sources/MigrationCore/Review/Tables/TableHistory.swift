/// What the plan does to each table, in order, and what of the target belongs to each: looked up instead of searched for.
struct TableHistory: Sendable {
  private var changes: [QualifiedName: [Change]] = [:]
  /// The places among its table's changes of those that name a column, a constraint, an index or a partition.
  private var places: [Member: [Int]] = [:]
  private var builds: [QualifiedName: [StepID]] = [:]
  private var indexes: [QualifiedName: [(Identifier, LiveIndex)]] = [:]
  private var tablesOfIndexes: [QualifiedName: QualifiedName] = [:]
  private var sequences: [QualifiedName: [QualifiedName]] = [:]
  private var referencing: [QualifiedName: [QualifiedName]] = [:]
  /// What the query of a view or materialized view reads.
  private var sources: [QualifiedName: [QualifiedName]] = [:]
  private var fills: [QualifiedName: StepID] = [:]
  private var domains: [Identifier: CreatedDomain] = [:]
  /// The functions that the plan makes, by name without schema.
  private var routines: [Identifier: [(step: StepID, routine: CreatedRoutine)]] = [:]
  /// Where the plan first gives a domain a condition that it had not.
  private var domainConditions: [QualifiedName: StepID] = [:]
  private var partitionKeys: [QualifiedName: [Identifier?]] = [:]
  private var defaultPartitions: [QualifiedName: [(step: StepID, name: QualifiedName)]] = [:]
  /// Where the session's time zone is set, and whether to UTC.
  private var timeZones: [(step: StepID, isUTC: Bool)] = []

  struct Change: Sendable {
    var step: StepID
    var action: StatementAction
  }

  private struct Member: Hashable {
    var table: QualifiedName
    var name: Identifier
  }

  init(_ live: LiveFacts?) {
    for (name, relation) in live?.relations ?? [:] {
      for table in Set(relation.foreignKeys.values.map(\.references)) { referencing[table, default: []].append(name) }
      let views = relation.dependents.map(\.object).filter { $0.kind == .view || $0.kind == .materializedView }
      for view in Set(views.map { QualifiedName($0.schema, $0.name) }) { sources[view, default: []].append(name) }
      if relation.kind == .sequence, let table = relation.owningTable { sequences[table, default: []].append(name) }
      guard let table = relation.owningTable, relation.kind == .index || relation.kind == .partitionedIndex else {
        continue
      }
      tablesOfIndexes[name] = table
      if let index = relation.index { indexes[table, default: []].append((name.name, index)) }
    }
    for table in Array(indexes.keys) { indexes[table]?.sort { $0.0 < $1.0 } }
  }

  mutating func note(_ action: StatementAction, at step: StepID) {
    if case .update(let rows) = action { fills[rows.table] = fills[rows.table] ?? step }
    if case .insert(let rows) = action { fills[rows.table] = fills[rows.table] ?? step }
    if case .createDomain(let domain) = action { domains[domain.name.name] = domain }
    if case .createRoutine(let routine) = action { routines[routine.name.name, default: []].append((step, routine)) }
    if case .alterDomain(let name, .addConstraint) = action { domainConditions[name] = domainConditions[name] ?? step }
    if case .alterDomain(let name, .setNotNull) = action { domainConditions[name] = domainConditions[name] ?? step }
    if case .changeSetting(let change) = action, change.name == "timezone", change.isOfThisSession {
      let isUTC = change.values.first.map { ["utc", "etc/utc", "gmt"].contains($0.lowercased()) } ?? false
      timeZones.append((step, isUTC))
    }
    if case .createTable(let table) = action {
      add(action, step, to: table.name)
      partitionKeys[table.name] = partitionKeys[table.name] ?? table.partitionKey?.columns
      if let parent = table.partitionOf, table.isDefaultPartition {
        defaultPartitions[parent, default: []].append((step, table.name))
      }
    }
    if case .alterTable(let parent, .attachPartition(let name, .default)) = action {
      defaultPartitions[parent, default: []].append((step, name))
    }
    if case .alterTable(let table, _) = action { add(action, step, to: table) }
    if case .createIndex(let index) = action {
      if let name = index.name { tablesOfIndexes[name] = index.table }
      add(action, step, to: index.table)
    }
    if case .drop(let object) = action {
      if object.kind == .table { add(action, step, to: object.name) }
      if object.kind == .index, let table = tablesOfIndexes[object.name] { add(action, step, to: table) }
    }
  }

  private mutating func add(_ action: StatementAction, _ step: StepID, to table: QualifiedName) {
    let place = changes[table]?.count ?? 0
    changes[table, default: []].append(Change(step: step, action: action))
    if action.buildsIndex { builds[table, default: []].append(step) }
    var names: [Identifier] = []
    if case .alterTable(_, let change) = action { names = change.members(of: table) }
    if case .drop(let object) = action, object.kind == .index { names = [object.name.name] }
    for name in names where places[Member(table: table, name: name)]?.last != place {
      places[Member(table: table, name: name), default: []].append(place)
    }
  }

  func changes(of table: QualifiedName) -> [Change] { changes[table] ?? [] }

  /// Those that name one of these columns, constraints, indexes or partitions.
  func changes(of table: QualifiedName, naming names: [Identifier]) -> [Change] {
    guard let all = changes[table] else { return [] }
    let found = Set(names).map { places[Member(table: table, name: $0)] ?? [] }
    return found.count == 1 ? found[0].map { all[$0] } : Set(found.joined()).sorted().map { all[$0] }
  }

  /// The last step before one that builds an index of the table.
  func lastIndexBuild(of table: QualifiedName, before step: StepID) -> StepID? {
    builds[table]?.last { $0 < step }
  }

  /// The target's sequences that belong to the table.
  func sequences(of table: QualifiedName) -> [QualifiedName] { (sequences[table] ?? []).sorted() }

  /// The target's tables whose foreign keys refer to the table, itself among them where one does.
  func tables(referringTo table: QualifiedName) -> [QualifiedName] { (referencing[table] ?? []).sorted() }

  /// The target's relations that the query of a view or materialized view reads.
  func sources(of view: QualifiedName) -> [QualifiedName] { sources[view] ?? [] }

  /// Whether a step before it inserts into the table or updates it.
  func isFilled(_ table: QualifiedName, before step: StepID) -> Bool { fills[table].map { $0 < step } ?? false }

  /// The columns of the partition key of a table that the plan makes, nil for an expression; nil where it has none.
  func partitionKey(of table: QualifiedName) -> [Identifier?]? { partitionKeys[table] }

  /// The default partitions that the plan gives a table, in its order.
  func defaultPartitions(of table: QualifiedName) -> [(step: StepID, name: QualifiedName)] {
    defaultPartitions[table] ?? []
  }

  /// The domain of that name that the plan makes.
  func domain(_ type: ColumnType) -> CreatedDomain? {
    domains[type.name].flatMap { type.schema == nil || type.schema == $0.name.schema ? $0 : nil }
  }

  /// The last function of that name that a step before makes.
  func routine(_ name: Identifier, before step: StepID) -> CreatedRoutine? {
    routines[name]?.last { $0.step < step }?.routine
  }

  /// Whether a step before gives the domain a condition.
  func constrains(_ type: ColumnType, before step: StepID) -> Bool {
    domainConditions.contains { name, first in
      name.name == type.name && (type.schema == nil || type.schema == name.schema) && first < step
    }
  }

  /// Whether the time zone that is set before a step, in its transaction group, is UTC; nil when none is set.
  func timeZone(before step: StepID) -> Bool? {
    timeZones.last { $0.step < step && $0.step.group == step.group }?.isUTC
  }

  func indexes(of table: QualifiedName) -> [(Identifier, LiveIndex)] { indexes[table] ?? [] }
}

extension ReviewContext {
  /// The table as it is before a step; nil when neither the target nor the plan has it.
  func state(of table: QualifiedName, before step: ReviewedStep) -> TableState? {
    state(of: table) { $0 < step.id }
  }

  /// The table as it is after a step.
  func state(of table: QualifiedName, after step: ReviewedStep) -> TableState? {
    state(of: table) { $0 <= step.id }
  }

  /// The table as the plan leaves it.
  func finalState(of table: QualifiedName) -> TableState? { state(of: table) { _ in true } }

  private func state(of table: QualifiedName, upTo isReached: (StepID) -> Bool) -> TableState? {
    let changes = history.changes(of: table)
    // They stand in the plan's order.
    var (reached, end) = (0, changes.count)
    while reached < end {
      let middle = (reached + end) / 2
      if isReached(changes[middle].step) { reached = middle + 1 } else { end = middle }
    }
    return states.state(of: table, behind: reached, of: changes) { target(table) }
  }

  /// As the target has it; nil where it has not.
  private func target(_ table: QualifiedName) -> TableState? {
    if let full = self.table(table) { return TableState(full) }
    return relation(table).map { TableState($0, indexes: history.indexes(of: table)) }
  }
}

extension TableAction {
  /// The columns, constraints and partitions that it names; a CHECK's are those that it proves to be not null.
  fileprivate func members(of table: QualifiedName) -> [Identifier] {
    switch self {
    case .addColumn(let column): [column.name]
    case .addConstraint(let added):
      if case .check(let proved) = added.kind { [added.name(on: table)] + proved } else { [added.name(on: table)] }
    case .dropColumn(let name, _), .renameColumn(let name, _), .alterColumnType(let name, _, _),
      .changeDefault(let name, _, _), .setNotNull(let name), .dropNotNull(let name), .addIdentity(let name),
      .changeIdentity(let name), .dropIdentity(let name), .dropExpression(let name), .setExpression(let name),
      .setColumnStatistics(let name), .setColumnOptions(let name), .setColumnStorage(let name),
      .setColumnCompression(let name), .validateConstraint(let name), .dropConstraint(let name, _),
      .renameConstraint(let name, _), .alterConstraint(let name, _):
      [name]
    case .attachPartition(let partition, _), .detachPartition(let partition, _), .finishDetach(let partition):
      [partition.name]
    case .rename, .setSchema, .changeOwner, .setStorageParameters, .setLogged, .setTablespace, .setAccessMethod,
      .inherit, .noInherit, .changeTriggers, .changeRules,
      .changeRowSecurity, .setReplicaIdentity, .changeClusterIndex, .other:
      []
    }
  }
}
