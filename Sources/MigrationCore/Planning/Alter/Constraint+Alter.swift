extension Constraint {
  /// The steps from this constraint to `new`, which differs only in what ALTER can change.
  ///
  /// `owner` is its table as it will be; `validatesAlone` is false where it is validated with a parent's.
  func alterations(
    to new: Constraint, of owner: Table, in schema: Identifier, _ label: StepLabel, validatesAlone: Bool
  ) -> [Alteration] {
    let table = QualifiedName(schema, owner.name)
    let keyword = owner.keyword
    let alter: SQLText = "ALTER \(keyword) \(table)"
    var steps: [PlannedStep] = []
    var clauses: [SQLText] = []
    switch kind {
    // A partition's copy changes with its parent's.
    case .foreignKey where new.isPartitionCopy: break
    case .foreignKey:
      if isDeferrable != new.isDeferrable || isInitiallyDeferred != new.isInitiallyDeferred {
        clauses.append(new.isDeferrable ? "DEFERRABLE" : "NOT DEFERRABLE")
        if new.isDeferrable { clauses.append(new.isInitiallyDeferred ? "INITIALLY DEFERRED" : "INITIALLY IMMEDIATE") }
      }
      if isEnforced != new.isEnforced { clauses.append(new.isEnforced ? "ENFORCED" : "NOT ENFORCED") }
    case .primaryKey, .unique, .exclusion, .check: break
    }
    if !clauses.isEmpty {
      steps.append(PlannedStep("\(alter) ALTER CONSTRAINT \(name) \(clauses, separator: " ")"))
    }
    if !isValidated, new.isValidated, isEnforced == new.isEnforced, validatesAlone {
      steps.append(PlannedStep("\(alter) VALIDATE CONSTRAINT \(name)", .ownTransaction))
    }
    // What is inherited and declared, too, is one; the server says that it merges them.
    if !isLocal, new.isDeclaredCopy { steps.append(PlannedStep(new.addition(to: owner, in: schema))) }
    var alterations = steps.isEmpty ? [] : [Alteration(.check, label, steps, rank: .validate)]
    var details = commentChange(on: "CONSTRAINT \(name) ON \(table)", comment, new.comment)
    if let index, let other = new.index {
      details += index.settings(to: other, on: .table(owner), in: schema)
      details += commentChange(on: "INDEX \(QualifiedName(schema, name))", index.comment, other.comment)
    }
    if !details.isEmpty { alterations.append(Alteration(.attributes, label, details, rank: .detail)) }
    return alterations
  }
}

extension Index {
  /// What ALTER INDEX can change, comments apart.
  func settings(to new: Index, on owner: SchemaPart.IndexedRelation, in schema: Identifier) -> [SQLText] {
    let index = QualifiedName(schema, name)
    let relation = QualifiedName(schema, owner.name)
    let kind: SQLText = owner.objectKind == .table ? "TABLE" : "MATERIALIZED VIEW"
    var statements = options.changes(to: new.options, "ALTER INDEX \(index)")
    if tablespace != new.tablespace {
      statements.append("ALTER INDEX \(index) SET TABLESPACE \(new.tablespace ?? "pg_default")")
    }
    for target in new.statisticsTargets where !statisticsTargets.contains(target) {
      statements.append("ALTER INDEX \(index) ALTER COLUMN \(target.part) SET STATISTICS \(target.target)")
    }
    for target in statisticsTargets where !new.statisticsTargets.contains(where: { $0.part == target.part }) {
      statements.append("ALTER INDEX \(index) ALTER COLUMN \(target.part) SET STATISTICS -1")
    }
    if !isClustered, new.isClustered { statements.append("ALTER \(kind) \(relation) CLUSTER ON \(name)") }
    // Marking another index unmarks this one.
    if isClustered, !new.isClustered, !owner.isClustered {
      statements.append("ALTER \(kind) \(relation) SET WITHOUT CLUSTER")
    }
    return statements
  }

  /// The steps from this index to `new`, which differs only in what ALTER can change.
  func alterations(to new: Index, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) -> [Alteration] {
    let name = QualifiedName(id.schema, id.name)
    let label = StepLabel(.alter, id, of: relation.objectKind)
    let statements = settings(to: new, on: relation, in: id.schema)
    var alterations = statements.isEmpty ? [] : [Alteration(.attributes, label, statements, rank: .detail)]
    if parent != new.parent, new.parent != nil {
      alterations.append(Alteration(.partition, label, new.attach(on: name), rank: .detail))
    }
    let comments = commentChange(on: "INDEX \(QualifiedName(id.schema, self.name))", comment, new.comment)
    if !comments.isEmpty {
      let about = StepLabel("\(label.type).comment", .alter, label.path)
      alterations.append(Alteration(.view, about, comments, rank: .detail))
    }
    return alterations
  }
}

extension SchemaPart.IndexedRelation {
  /// Whether one of its indexes is marked for CLUSTER.
  fileprivate var isClustered: Bool {
    switch self {
    case .table(let table): (table.indexes + table.constraints.compactMap(\.index)).contains(where: \.isClustered)
    case .view(let view): view.materialization?.indexes.contains(where: \.isClustered) ?? false
    }
  }
}
