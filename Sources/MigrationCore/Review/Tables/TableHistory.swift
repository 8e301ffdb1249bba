/// What the plan does to each table, in order, and the target's indexes by table: looked up instead of searched for.
struct TableHistory: Sendable {
  private var changes: [QualifiedName: [Change]] = [:]
  private var indexes: [QualifiedName: [(Identifier, LiveIndex)]] = [:]
  private var tablesOfIndexes: [QualifiedName: QualifiedName] = [:]
  private var sequences: [QualifiedName: [QualifiedName]] = [:]
  private var fills: [QualifiedName: StepID] = [:]
  private var domains: [Identifier: CreatedDomain] = [:]
  private var partitionKeys: [QualifiedName: [Identifier?]] = [:]
  /// Where the session's time zone is set, and whether to UTC.
  private var timeZones: [(step: StepID, isUTC: Bool)] = []

  struct Change: Sendable {
    var step: StepID
    var action: StatementAction
  }

  init(_ live: LiveFacts?) {
    for (name, relation) in live?.relations ?? [:] {
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
    if case .changeSetting(let change) = action, change.name == "timezone",
      change.scope == .session || change.scope == .transaction
    {
      let isUTC = change.values.first.map { ["utc", "etc/utc", "gmt"].contains($0.lowercased()) } ?? false
      timeZones.append((step, isUTC))
    }
    if case .createTable(let table) = action {
      add(action, step, to: table.name)
      partitionKeys[table.name] = partitionKeys[table.name] ?? table.partitionKey?.columns
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
    changes[table, default: []].append(Change(step: step, action: action))
  }

  func changes(of table: QualifiedName) -> [Change] { changes[table] ?? [] }

  /// The target's sequences that belong to the table.
  func sequences(of table: QualifiedName) -> [QualifiedName] { (sequences[table] ?? []).sorted() }

  /// Whether a step before it inserts into the table or updates it.
  func isFilled(_ table: QualifiedName, before step: StepID) -> Bool { fills[table].map { $0 < step } ?? false }

  /// The columns of the partition key of a table that the plan makes, nil for an expression; nil where it has none.
  func partitionKey(of table: QualifiedName) -> [Identifier?]? { partitionKeys[table] }

  /// The domain of that name that the plan makes.
  func domain(_ type: ColumnType) -> CreatedDomain? {
    domains[type.name].flatMap { type.schema == nil || type.schema == $0.name.schema ? $0 : nil }
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
    var state: TableState?
    if let full = self.table(table) {
      state = TableState(full)
    } else if let relation = relation(table) {
      state = TableState(relation, indexes: history.indexes(of: table))
    }
    for change in history.changes(of: table) {
      guard isReached(change.step) else { break }
      if case .drop(let object) = change.action {
        if object.kind == .index { state?.indexes.removeAll { $0.name == object.name.name } } else { state = nil }
        continue
      }
      if case .createTable(let made) = change.action, !made.hasGuard || state == nil { state = TableState(made) }
      var changed = state ?? TableState()
      if case .alterTable(_, let action) = change.action { changed.apply(action, to: table) }
      if case .createIndex(let index) = change.action { changed.indexes.append(TableState.Index(index)) }
      state = changed
    }
    return state
  }
}
