extension TableState {
  /// As the target's catalog has it.
  init(_ table: Table) {
    isComplete = true
    for column in table.columns {
      var type = ColumnType(formatted: column.type.text)
      type.collation = column.collation
      columns[column.name] = Column(type: type, isNotNull: column.notNull?.isValidated ?? false)
    }
    indexes = table.indexes.map { Index($0) }
    for constraint in table.constraints {
      constraints.append(Constraint(added: AddedConstraint(constraint), name: constraint.name))
      if let index = constraint.index { indexes.append(Index(index)) }
    }
  }

  /// As far as the facts that locks depend on tell.
  init(_ relation: LiveRelation, indexes: [(Identifier, LiveIndex)]) {
    for (name, column) in relation.columns {
      columns[name] = Column(type: column.type, isNotNull: column.isNotNull)
    }
    for (name, key) in relation.foreignKeys.sorted(by: { $0.key < $1.key }) {
      var clause = ForeignKeyClause(to: key.references)
      clause.columns = key.referencedColumns
      constraints.append(
        Constraint(added: AddedConstraint(name, .foreignKey(clause), columns: key.columns), name: name))
    }
    for (name, index) in indexes {
      self.indexes.append(Index(name, index))
      guard let constraint = index.constraint, index.isUnique else { continue }
      let added = AddedConstraint(
        constraint, index.isPrimary ? .primaryKey : .unique, columns: index.columns.compactMap { $0 })
      constraints.append(Constraint(added: added, name: constraint))
    }
  }
}

extension TableState.Index {
  fileprivate init(_ index: Index) {
    self.init(name: index.name, columns: index.keys.map(\.column), accessMethod: index.method)
    isUnique = index.isUnique
    isPartial = index.predicate != nil
    isValid = index.isValid
    isPlain =
      index.method == "btree"
      && index.keys.allSatisfy { key in
        let words = key.definition.text.split(separator: " ")
        return key.column != nil && key.isDescending != true && key.nullsFirst != true && words.count == 1
      }
  }

  init(_ name: Identifier, _ index: LiveIndex) {
    self.init(name: name, columns: index.columns, accessMethod: index.accessMethod)
    isUnique = index.isUnique
    isPartial = index.isPartial
    isValid = index.isValid
    isPlain = index.isPlain
  }

  init(_ index: CreatedIndex) {
    self.init(name: index.name?.name, columns: index.keys.map(\.column), accessMethod: index.accessMethod)
    isUnique = index.isUnique
    isPartial = index.isPartial
    // One on the parent alone is complete when every partition's is attached.
    isPlain =
      index.accessMethod == "btree"
      && index.keys.allSatisfy {
        $0.column != nil && $0.collation == nil && $0.operatorClass == nil && !$0.isDescending && $0.nullsFirst != true
      }
  }
}

extension AddedConstraint {
  /// A constraint of the target as the statement that would add it.
  init(_ constraint: Constraint) {
    let kind: Kind
    switch constraint.kind {
    case .primaryKey: kind = .primaryKey
    case .unique: kind = .unique
    case .exclusion: kind = .exclusion
    case .check: kind = .check(provesNotNull: [])
    case .foreignKey(let key):
      var clause = ForeignKeyClause(to: key.referencedTable)
      clause.columns = key.referencedColumns
      clause.onDelete = ForeignKeyClause.Action(key.onDelete)
      clause.onUpdate = ForeignKeyClause.Action(key.onUpdate)
      clause.isMatchFull = key.match == .full
      kind = .foreignKey(clause)
    }
    self.init(
      constraint.name, kind, columns: constraint.columns, isNotValid: !constraint.isValidated,
      index: constraint.index?.name)
    if case .check(let condition) = constraint.kind { self.condition = condition }
    isDeferrable = constraint.isDeferrable
    isInitiallyDeferred = constraint.isInitiallyDeferred
    isNotEnforced = !constraint.isEnforced
    isLocal = constraint.noInherit
    isNullsNotDistinct = constraint.index?.nullsNotDistinct ?? false
  }
}

extension ForeignKeyClause.Action {
  fileprivate init(_ action: ForeignKey.Action) {
    switch action {
    case .noAction: self = .noAction
    case .restrict: self = .restrict
    case .cascade: self = .cascade
    case .setNull: self = .setNull
    case .setDefault: self = .setDefault
    }
  }
}
