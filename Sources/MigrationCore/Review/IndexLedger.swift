/// The indexes of tables as they are at a point of the plan: the target's, and those that steps made or dropped.
struct IndexLedger: Sendable {
  struct Entry: Hashable, Sendable {
    /// Nil when PostgreSQL chooses the name.
    var name: QualifiedName?
    /// Nil for an expression.
    var columns: [Identifier?]
    var isUnique = false
    /// A B-tree of plain columns in the default order, without a condition.
    var isPlain = true
    var isValid = true
    /// The constraint that it is the index of.
    var constraint: Identifier?
    /// The step that makes it; nil for one of the target's.
    var step: StepID?
  }
  private var entries: [QualifiedName: [Entry]] = [:]
  private var tables: [QualifiedName: QualifiedName] = [:]

  init(_ live: LiveFacts?) {
    for (name, relation) in live?.relations ?? [:] {
      guard let index = relation.index, let table = relation.owningTable else { continue }
      var entry = Entry(name: name, columns: index.columns)
      (entry.isUnique, entry.isValid, entry.constraint) = (index.isUnique, index.isValid, index.constraint)
      entry.isPlain = index.isPlain && !index.isPartial && index.accessMethod == "btree"
      add(entry, to: table)
    }
    for table in entries.keys { entries[table]?.sort { ($0.name?.name.text ?? "") < ($1.name?.name.text ?? "") } }
  }

  subscript(table: QualifiedName) -> [Entry] { entries[table] ?? [] }

  /// By table and first column, in the order in which they were made; expressions left out.
  var byFirstColumn: [Lead: [Entry]] {
    var found: [Lead: [Entry]] = [:]
    for (table, list) in entries {
      for entry in list {
        if let lead = entry.lead(on: table) { found[lead, default: []].append(entry) }
      }
    }
    return found
  }

  /// What indexes that serve the same queries have in common.
  struct Lead: Hashable, Sendable {
    var table: QualifiedName
    var column: Identifier
  }

  /// The table of an index, and the index.
  func find(_ name: QualifiedName) -> (table: QualifiedName, entry: Entry)? {
    guard let table = tables[name], let entry = self[table].first(where: { $0.name == name }) else { return nil }
    return (table, entry)
  }

  /// Takes in what an action does, and returns the indexes that it makes.
  @discardableResult
  mutating func note(_ action: StatementAction, at step: StepID) -> [Entry] {
    switch action {
    case .createIndex(let index):
      if index.hasGuard, let name = index.name, tables[name] == index.table { return [] }
      return [add(Entry(index, at: step), to: index.table)]
    case .createTable(let table):
      return table.allConstraints.compactMap { note($0, of: table.name, at: step) }
    case .alterTable(let table, .addConstraint(let constraint)):
      return note(constraint, of: table, at: step).map { [$0] } ?? []
    case .alterTable(let table, .addColumn(let column)):
      return column.constraints.compactMap { note($0, of: table, at: step) }
    case .alterTable(let table, .dropConstraint(let name, _)):
      remove(from: table) { $0.constraint == name }
    case .drop(let object):
      if object.kind == .index, let table = tables[object.name] {
        remove(from: table) { $0.name == object.name }
      } else if object.kind == .table {
        remove(from: object.name) { _ in true }
      }
    default: break
    }
    return []
  }

  @discardableResult
  private mutating func add(_ entry: Entry, to table: QualifiedName) -> Entry {
    entries[table, default: []].append(entry)
    if let name = entry.name { tables[name] = table }
    return entry
  }

  private mutating func remove(from table: QualifiedName, where isGone: (Entry) -> Bool) {
    for name in self[table].filter(isGone).compactMap(\.name) { tables[name] = nil }
    entries[table]?.removeAll(where: isGone)
  }

  private mutating func note(_ constraint: AddedConstraint, of table: QualifiedName, at step: StepID) -> Entry? {
    guard let name = constraint.indexName(on: table) else { return nil }
    if let index = constraint.index {
      // The index gets the constraint's name.
      let old = QualifiedName(table.schema, index)
      guard let place = self[table].firstIndex(where: { $0.name == old }) else { return nil }
      let new = QualifiedName(table.schema, name)
      entries[table]?[place].name = new
      entries[table]?[place].constraint = name
      tables[old] = nil
      tables[new] = table
      return nil
    }
    var entry = Entry(name: QualifiedName(table.schema, name), columns: constraint.columns)
    (entry.isUnique, entry.constraint, entry.step) = (constraint.kind != .exclusion, name, step)
    entry.isPlain = constraint.kind != .exclusion
    return add(entry, to: table)
  }
}

extension IndexLedger.Entry {
  func lead(on table: QualifiedName) -> IndexLedger.Lead? {
    columns.first.flatMap { $0.map { IndexLedger.Lead(table: table, column: $0) } }
  }

  init(_ index: CreatedIndex, at step: StepID) {
    self.init(name: index.name, columns: index.keys.map(\.column))
    (isUnique, isPlain, self.step) = (index.isUnique, index.isPlain, step)
  }
}

extension CreatedIndex {
  /// A B-tree of plain columns in the default order, without a condition.
  var isPlain: Bool {
    accessMethod == "btree" && !isPartial && !isNullsNotDistinct
      && keys.allSatisfy { key in
        key.column != nil && key.collation == nil && key.operatorClass == nil && !key.isDescending
          && key.nullsFirst != true
      }
  }

  /// As it is shown: its name, or what it is on.
  var shownName: String { name.map { "\($0)" } ?? "the index on \(table)" }
}

extension AddedConstraint {
  /// The name of the index that the constraint has; nil for one that has none.
  ///
  /// Source: PostgreSQL's `ChooseIndexName`.
  fileprivate func indexName(on table: QualifiedName) -> Identifier? {
    switch kind {
    case .check, .foreignKey, .notNull: return nil
    case .primaryKey: return name ?? index ?? Identifier("\(table.name.text)_pkey")
    case .unique, .exclusion:
      let ending = kind == .unique ? "key" : "excl"
      let words = [table.name.text] + columns.map(\.text) + [ending]
      return name ?? index ?? Identifier(words.joined(separator: "_"))
    }
  }
}
