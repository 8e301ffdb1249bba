extension PlanDraft {
  /// A partition's part of a key that is made again for the whole table: its index is built concurrently while the old
  /// key is still there, so that the old one goes and the new one comes in one short transaction.
  ///
  /// Source: PostgreSQL manual, ALTER TABLE, "ADD table_constraint_using_index".
  /// - Returns: what takes over the index; nil when that cannot be done, and nothing was added.
  mutating func buildPartBefore(
    _ constraint: Constraint, of table: Table, _ id: ObjectID, _ label: StepLabel
  ) -> PlannedChange? {
    guard isOnline, table.partitioning == nil, !constraint.hasPeriod, let index = constraint.index,
      let whole = keyMadeAgain(above: constraint, of: table), standsAlone(whole), standsAlone(id),
      constraint.columns.allSatisfy({ keepsType(self.id(.table, table.name).member(.column, $0)) })
    else { return nil }
    let helper = HelperName.make(index.name, "new", taken: takenRelationNames)
    let build = Key(stage: .index, object: id)
    add(
      build, .online, [PlannedChange(label, index.concurrentBuild(as: helper, on: QualifiedName(schema, table.name)))])
    let drop = Key(phase: .drop, stage: constraint.stageInPlan, object: whole)
    put(drop, after: build)
    put(Key(stage: constraint.stageInPlan, object: id), after: drop)
    return PlannedChange(label, [constraint.addition(to: table, using: helper, in: schema)]).continued
  }

  /// The partitioned table's key that is made again, and of which the partition's is a part at any depth.
  private func keyMadeAgain(above constraint: Constraint, of table: Table) -> ObjectID? {
    guard let part = constraint.index?.parent, staysPartition(table), let parent = table.partition?.parent,
      parent.schema == schema, let above = lookup.table(parent),
      let key = above.constraints.first(where: { $0.name == part.name })
    else { return nil }
    let id = self.id(.table, above.name).member(.constraint, key.name)
    guard diff.isRemade(id) else { return nil }
    return key.index?.parent == nil ? id : keyMadeAgain(above: key, of: above)
  }

  /// Whether nothing else has to go before the key does: it would be missing while indexes are built.
  private func standsAlone(_ id: ObjectID) -> Bool {
    let index = ObjectID(.index, id.schema, id.name, member: id.member)
    return [index, id].flatMap(diff.dependenciesBefore.users).allSatisfy { dependency in
      switch diff.dropped[dependency.dependent] {
      case .constraint(let constraint, of: _)?: dependency.dependent == id || constraint.index?.parent != nil
      case nil: true
      case .table, .column, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType,
        .compositeType, .domain, .defined:
        false
      }
    }
  }

  /// Whether it is there all the time with the same type.
  private func keepsType(_ column: ObjectID) -> Bool {
    guard case .column(let old, let new, of: _, _)? = diff.kept[column]?.typed else { return false }
    return old.type == new.type && old.collation == new.collation && !diff.retyped.contains(column)
  }
}

extension Constraint {
  /// A primary key or unique constraint that takes over an index.
  func addition(to table: Table, using index: Identifier, in schema: Identifier) -> SQLText {
    let kind: SQLText = isPrimaryKey ? "PRIMARY KEY" : "UNIQUE"
    let deferral: SQLText =
      isDeferrable ? (isInitiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE") : ""
    return
      "ALTER TABLE \(QualifiedName(schema, table.name))\nADD CONSTRAINT \(name) \(kind) USING INDEX \(index)\(deferral)"
  }
}
