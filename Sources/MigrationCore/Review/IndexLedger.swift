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

  init(_ live: LiveFacts?) {
    for (name, relation) in live?.relations ?? [:] {
      guard let index = relation.index, let table = relation.owningTable else { continue }
      var entry = Entry(name: name, columns: index.columns)
      (entry.isUnique, entry.isValid, entry.constraint) = (index.isUnique, index.isValid, index.constraint)
      entry.isPlain = index.isPlain && !index.isPartial && index.accessMethod == "btree"
      entries[table, default: []].append(entry)
    }
    for table in entries.keys { entries[table]?.sort { ($0.name?.name.text ?? "") < ($1.name?.name.text ?? "") } }
  }

  subscript(table: QualifiedName) -> [Entry] { entries[table] ?? [] }

  /// The table of an index, and the index.
  func find(_ name: QualifiedName) -> (table: QualifiedName, entry: Entry)? {
    for (table, list) in entries {
      if let entry = list.first(where: { $0.name == name }) { return (table, entry) }
    }
    return nil
  }

  mutating func note(_ action: StatementAction, at step: StepID) {
    switch action {
    case .createIndex(let index):
      let isThere = index.name.map { name in self[index.table].contains { $0.name == name } } ?? false
      if !(index.hasGuard && isThere) { entries[index.table, default: []].append(Entry(index, at: step)) }
    case .createTable(let table):
      for constraint in table.allConstraints { note(constraint, of: table.name, at: step) }
    case .alterTable(let table, .addConstraint(let constraint)): note(constraint, of: table, at: step)
    case .alterTable(let table, .addColumn(let column)):
      for constraint in column.constraints { note(constraint, of: table, at: step) }
    case .alterTable(let table, .dropConstraint(let name, _)):
      entries[table]?.removeAll { $0.constraint == name }
    case .drop(let object):
      if object.kind == .index, let table = find(object.name)?.table {
        entries[table]?.removeAll { $0.name == object.name }
      } else if object.kind == .table {
        entries[object.name] = nil
      }
    default: return
    }
  }

  private mutating func note(_ constraint: AddedConstraint, of table: QualifiedName, at step: StepID) {
    guard let name = constraint.indexName(on: table) else { return }
    if let index = constraint.index {
      // The index gets the constraint's name.
      for place in self[table].indices where entries[table]?[place].name == QualifiedName(table.schema, index) {
        entries[table]?[place].name = QualifiedName(table.schema, constraint.name ?? index)
        entries[table]?[place].constraint = constraint.name ?? index
      }
      return
    }
    var entry = Entry(name: QualifiedName(table.schema, name), columns: constraint.columns)
    (entry.isUnique, entry.constraint, entry.step) = (constraint.kind != .exclusion, name, step)
    entry.isPlain = constraint.kind != .exclusion
    entries[table, default: []].append(entry)
  }
}

extension IndexLedger.Entry {
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
