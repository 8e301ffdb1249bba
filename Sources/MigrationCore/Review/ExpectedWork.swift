/// What is known of the work that an action does while it holds its lock.
enum ExpectedWork: Hashable, Sendable {
  case known(LockingForm)
  /// It may be as much as this form; the words say what would have to be known.
  case unknown(LockingForm, String)

  var form: LockingForm {
    switch self {
    case .known(let form), .unknown(let form, _): form
    }
  }
}

extension ReviewContext {
  /// How `ALTER COLUMN … TYPE` changes the table's files.
  func work(
    changing column: Identifier, of table: QualifiedName, to type: ColumnType, by conversion: TypeConversion,
    at step: ReviewedStep? = nil
  ) -> ExpectedWork {
    if conversion.isComputed { return .known(.alterTypeRewriting) }
    guard let live else { return .unknown(.alterTypeRewriting, "the column's present type, for want of a database") }
    guard let current = live.relations[table]?.columns[column]?.type else {
      return .unknown(.alterTypeRewriting, "the column's present type: the target has no \(table).\(column)")
    }
    var cost: TypeChangeCost
    let isUTC = step.map(isTimeZoneUTC(at:)) ?? live.isTimeZoneUTC
    if case .cast(let first) = conversion {
      // Both casts are free, or every value is computed.
      let isFree = [(current, first), (first, type)].allSatisfy {
        self.cost(from: $0.0, to: $0.1, in: live, isTimeZoneUTC: isUTC) == .inPlace
      }
      cost = isFree ? .inPlace : .rewrites
    } else {
      cost = self.cost(from: current, to: type, in: live, isTimeZoneUTC: isUTC)
    }
    if cost == .inPlace, changesCollation(of: column, in: table, to: type) || hasExpressionIndex(on: column, of: table)
    {
      cost = current == type ? .inPlace : .rebuildsIndexes
    }
    switch cost {
    case .inPlace: return .known(.alterTypeInPlace)
    case .rebuildsIndexes: return .known(.alterTypeRebuildingIndexes)
    case .rewrites: return .known(.alterTypeRewriting)
    }
  }

  /// Whether `SET timezone` earlier in the step's transaction group, or else the target, makes the session's zone UTC.
  func isTimeZoneUTC(at step: ReviewedStep) -> Bool {
    history.timeZone(before: step.id) ?? live?.isTimeZoneUTC ?? false
  }

  /// Without `COLLATE` the column gets its type's own.
  private func changesCollation(of column: Identifier, in table: QualifiedName, to type: ColumnType) -> Bool {
    guard let current = self.table(table)?.columns.first(where: { $0.name == column }) else {
      return type.collation.map { $0.name != "default" } ?? false
    }
    let new = type.collation?.name
    return (new == "default" ? nil : new) != current.collation?.name
  }

  /// A B-tree on the column itself outlives a free change, an expression's does not.
  private func hasExpressionIndex(on column: Identifier, of table: QualifiedName) -> Bool {
    guard let table = self.table(table) else { return false }
    return table.indexes.contains { index in
      index.keys.contains { $0.column == nil && $0.definition.mentions(column) }
    }
  }

  /// Domains stand for their base type, except that domain to domain and a constrained target always rewrite.
  private func cost(
    from: ColumnType, to: ColumnType, in live: LiveFacts, isTimeZoneUTC: Bool
  ) -> TypeChangeCost {
    let old = domain(of: from, in: live)
    let new = domain(of: to, in: live)
    func plain(_ from: ColumnType, _ to: ColumnType) -> TypeChangeCost {
      TypeChangeCost(from: from, to: to, isTimeZoneUTC: isTimeZoneUTC)
    }
    if from.isSameType(as: to) { return from.modifiers == to.modifiers ? .inPlace : plain(from, to) }
    if old != nil, new != nil { return .rewrites }
    if let new, new.isConstrained { return .rewrites }
    return plain(old?.base ?? from, new?.base ?? to)
  }

  func domain(of type: ColumnType, in live: LiveFacts) -> LiveDomain? {
    if let schema = type.schema { return live.domains[QualifiedName(schema, type.name)] }
    return live.domains.filter { $0.key.name == type.name }.min { $0.key < $1.key }?.value
  }

  /// How `ADD COLUMN` changes the table's files.
  func work(adding column: AddedColumn, at step: ReviewedStep) -> ExpectedWork {
    if column.isSerial || column.isIdentity || column.isStoredGenerated { return .known(.addColumnRewriting) }
    if !column.type.isArray, baseOfConstrainedDomain(column.type, at: step) != nil {
      return .known(.addColumnRewriting)
    }
    for function in column.defaultFunctions {
      switch isVolatile(function) {
      case true?: return .known(.addColumnRewriting)
      case false?: continue
      case nil: return .unknown(.addColumnRewriting, "whether \(function)() is VOLATILE, for want of a database")
      }
    }
    let kinds = column.constraints.map(\.kind)
    if kinds.contains(.unique) || kinds.contains(.primaryKey) { return .known(.addColumnWithIndex) }
    let hasCheck = kinds.contains { kind in
      if case .check = kind { return true }
      return false
    }
    return .known(hasCheck ? .addColumnWithCheck : .addColumn)
  }

  /// Nil when that cannot be told without a database.
  func isVolatile(_ function: Identifier) -> Bool? {
    if let live { return live.volatileFunctions.contains(function) }
    let volatile: Set<Identifier> = [
      "random", "clock_timestamp", "timeofday", "gen_random_uuid", "uuid_generate_v4", "uuidv4", "uuidv7", "nextval",
    ]
    let stable: Set<Identifier> = ["now", "transaction_timestamp", "statement_timestamp", "lower", "upper", "concat"]
    return volatile.contains(function) ? true : stable.contains(function) ? false : nil
  }

  /// The validated CHECK that spares `SET NOT NULL` its scan: on the target, or validated earlier in this plan.
  func notNullProof(of column: Identifier, in table: QualifiedName, before step: ReviewedStep) -> NotNullProof? {
    var proof = relation(table)?.notNullProofs[column].map { NotNullProof(constraint: $0, step: nil) }
    var unvalidated: Set<Identifier> = []
    let checks = history.changes(of: table, naming: [column]).compactMap { change -> Identifier? in
      if case .alterTable(_, .addConstraint(let added)) = change.action { added.name } else { nil }
    }
    let names = [column] + checks + (proof.map { [$0.constraint] } ?? [])
    for change in history.changes(of: table, naming: names) where change.step < step.id {
      guard case .alterTable(_, let action) = change.action else { continue }
      if case .addConstraint(let added) = action, case .check(let columns) = added.kind, columns.contains(column),
        let name = added.name, !added.isNotEnforced
      {
        if added.isNotValid {
          unvalidated.insert(name)
        } else {
          proof = NotNullProof(constraint: name, step: change.step)
        }
      }
      if case .validateConstraint(let name) = action, unvalidated.contains(name) {
        proof = NotNullProof(constraint: name, step: change.step)
      }
      if case .dropConstraint(let name, _) = action, name == proof?.constraint { proof = nil }
    }
    return proof
  }
}

/// A CHECK that proves a column to be not null.
struct NotNullProof: Hashable, Sendable {
  var constraint: Identifier
  /// The step that validates it; nil when the target has it already.
  var step: StepID?
}
