extension ReviewContext {
  /// Whether this plan adds the constraint before the step.
  func isMade(_ constraint: Identifier, of table: QualifiedName, before step: ReviewedStep) -> Bool {
    history.changes(of: table, naming: [constraint]).contains { change in
      guard change.step < step.id, case .alterTable(_, .addConstraint(let added)) = change.action else { return false }
      return added.name(on: table) == constraint
    }
  }

  /// The foreign keys of the target that point to these columns, as table and constraint.
  func foreignKeys(to table: QualifiedName, on columns: [Identifier]) -> [(QualifiedName, Identifier)] {
    (relation(table)?.dependents ?? []).compactMap { dependent in
      guard dependent.object.kind == .constraint, let column = dependent.column, columns.contains(column),
        let name = dependent.object.member
      else { return nil }
      return (QualifiedName(dependent.object.schema, dependent.object.name), name)
    }
  }

  /// Whether the target or the plan has it as a partitioned table.
  func isPartitioned(_ table: QualifiedName) -> Bool {
    relation(table)?.kind == .partitionedTable || partitionKey(of: table) != nil
  }

  /// Whether every partition has the key already, on the target or by a step before, so that a partitioned table's
  /// takes those over and builds nothing.
  ///
  /// Source: PostgreSQL's `DefineIndex`, which attaches an equivalent index that is behind a constraint.
  func isInEveryPartition(_ key: AddedConstraint, of table: QualifiedName, before step: ReviewedStep) -> Bool {
    let partitions = partitions(below: table).filter { !isPartitioned($0) }
    guard [.primaryKey, .unique].contains(key.kind), isPartitioned(table), !partitions.isEmpty else { return false }
    var indexes = IndexLedger(live)
    for earlier in steps(before: step) {
      for action in earlier.facts.actions { indexes.note(action, at: earlier.id) }
    }
    return partitions.allSatisfy { partition in
      indexes[partition].contains { index in
        index.isUnique && index.isValid && index.constraint != nil && index.columns == key.columns
      }
    }
  }

  /// The columns of the partition key, nil for an expression; nil when it is not partitioned or not known.
  func partitionKey(of table: QualifiedName) -> [Identifier?]? {
    history.partitionKey(of: table) ?? self.table(table)?.partitioning?.columns
  }

  /// How a column of a table in use becomes NOT NULL without a scan that holds everybody up.
  func remedyForNotNull(_ column: Identifier, of table: QualifiedName) -> String {
    let name = Identifier("\(table.name)_\(column)_not_null")
    let validate: SQLText = "ALTER TABLE \(table) VALIDATE CONSTRAINT \(name);"
    if (live?.serverVersion ?? 0) >= 180_000 {
      let add: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) NOT NULL \(column) NOT VALID;"
      return "\(add) then, in a group of its own, \(validate)"
    }
    let add: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) CHECK (\(column) IS NOT NULL) NOT VALID;"
    return "\(add) then, in a group of its own, \(validate) then SET NOT NULL, then DROP CONSTRAINT \(name)"
  }
}

extension AddedConstraint {
  var isCheck: Bool {
    if case .check = kind { return true }
    return false
  }

  /// How a CHECK comes to a table in use: unchecked at first, its rows read in a transaction group of their own.
  func checkedLater(on table: QualifiedName) -> String {
    let name = name(on: table)
    let add: SQLText = "ALTER TABLE \(table) ADD CONSTRAINT \(name) CHECK (\(catalog: condition ?? "…")) NOT VALID;"
    let validate: SQLText = "ALTER TABLE \(table) VALIDATE CONSTRAINT \(name);"
    return "\(add) then, in a later transaction group, \(validate)"
  }
}

extension ColumnType {
  /// As it is read: `varchar(20)`, `int4[]`.
  var words: String { "\(name)\(attributes)" }

  /// As it is written in SQL.
  var sql: SQLText {
    let rest = CatalogSQL(attributes)
    if let schema { return "\(QualifiedName(schema, name))\(catalog: rest)" }
    // PostgreSQL's own names are keywords in part, and need no quotes as types.
    return isPlain(name.bytes) ? "\(catalog: CatalogSQL(words))" : "\(name)\(catalog: rest)"
  }

  private var attributes: String {
    let limits = modifiers.filter { $0 != Self.wholeInterval }.map(String.init).joined(separator: ",")
    return (limits.isEmpty ? "" : "(\(limits))") + (isArray ? "[]" : "")
  }
}

extension LiveFacts {
  func isNondeterministic(_ collation: QualifiedName) -> Bool {
    nondeterministicCollations.contains { $0.name == collation.name }
  }
}
