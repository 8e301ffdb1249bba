extension PlanDraft {
  /// A new index on a relation that is there.
  ///
  /// `CREATE INDEX` alone holds SHARE, which stops writes, for as long as it builds; CONCURRENTLY holds SHARE UPDATE
  /// EXCLUSIVE, beside which others read and write. It cannot run in a transaction block, and when it fails it leaves
  /// an invalid index. Source: PostgreSQL manual, CREATE INDEX, "Building Indexes Concurrently". A partitioned table's
  /// is made without parts where these are built and attached one by one.
  mutating func addCreation(of index: Index, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) {
    let name = QualifiedName(schema, relation.name)
    let isRebuild = diff.isRemade(id)
    let parts = explicitParts(of: index, on: name)
    let isMadeOfParts = isMadeOfParts(parts, index, on: relation)
    let type = StepLabel(isRebuild ? .alter : .create, id, of: relation.objectKind)
    let key = Key(stage: relation.objectKind == .table ? .index : .viewIndex, object: id)
    let isFree = !isRebuilt(index, on: relation, id) || diff.goesAlong.contains(id)
    var steps: [PlannedStep]
    if !isOnline || !relation.canIndexConcurrently || isMadeBetweenParents(index, on: relation) {
      steps = isFree ? [] : [PlannedStep("DROP INDEX IF EXISTS \(QualifiedName(schema, index.name))")]
      let statement = index.dump(on: name)
      steps.append(PlannedStep(isMadeOfParts ? statement : index.onPartitionsToo(statement)))
    } else if isFree {
      steps = index.concurrentBuild(as: index.name, on: name)
    } else {
      // The old one serves queries until the new one is there; an invalid one serves none and goes first.
      let helper = HelperName.make(index.name, "new", taken: takenRelationNames)
      let drop = PlannedStep(
        "DROP INDEX CONCURRENTLY IF EXISTS \(QualifiedName(schema, index.name))", .outsideTransaction)
      let isBroken = !(oldIndex(id)?.isValid ?? true)
      steps =
        isBroken
        ? [drop] + index.concurrentBuild(as: index.name, on: name)
        : index.concurrentBuild(as: helper, on: name) + [
          drop, PlannedStep("ALTER INDEX \(QualifiedName(schema, helper)) RENAME TO \(index.name)"),
        ]
    }
    add(
      key, steps.contains { $0.isolation == .outsideTransaction } ? .online : .addConstraint,
      otherKeys: isFree ? [] : [Key(phase: .drop, stage: .index, object: id)], [PlannedChange(type, steps)])
    var uncommented = index
    uncommented.comment = nil
    let kind: SQLText = relation.objectKind == .table ? "TABLE" : "MATERIALIZED VIEW"
    var details = uncommented.attributes(on: name, kind).map { PlannedChange(type, [$0]) }
    details += MigrationCore.comment(on: "INDEX \(QualifiedName(schema, index.name))", index.comment).map {
      PlannedChange(StepLabel("\(type.type).comment", isRebuild ? .alter : .create, type.path), [$0])
    }
    details += index.attach(on: name).map { PlannedChange(type, [$0]) }
    let rest = Key(phase: .alter, stage: .attributes, object: id)
    add(rest, .cleanUp, details)
    put(rest, after: key)
    if let above = index.parent, let table = relation.table?.partition?.parent {
      // Its parent's index is attached to another when its own parts are.
      let parent = ObjectID(.index, table.schema, table.name, member: above.name)
      put(rest, after: Key(stage: .index, object: parent))
      // What is there when the partition joins its parent is made part of the parent's, under its own name.
      for joining in joiningParents(relation.table) {
        put(Key(stage: .partition, object: self.id(.table, joining)), after: key)
        put(rest, after: Key(stage: .partition, object: self.id(.table, joining)))
      }
      putAfterOldParents(key, id)
      put(Key(phase: .alter, stage: .attributes, object: parent), after: rest)
    }
    // What is there already is not built with the whole.
    if !isMadeOfParts { for part in parts { put(key, after: Key(stage: .index, object: part)) } }
    // A new partition gets its part from the index, when that is there first.
    for partition in lookup.partitions(of: name) {
      put(Key(stage: .table, object: self.id(.table, partition)), after: key)
    }
  }

  /// Whether it is a part of a parent's index that the partition must have when it joins the parent again.
  private func isMadeBetweenParents(_ index: Index, on relation: SchemaPart.IndexedRelation) -> Bool {
    index.parent != nil && joiningParents(relation.table).contains(where: isBetweenParents)
  }

  /// Whether the old index goes in the step in which the new one comes.
  func isRebuilt(_ index: Index, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) -> Bool {
    guard diff.isRemade(id), isRemadeForItself(id) else { return false }
    let parts = explicitParts(of: index, on: QualifiedName(schema, relation.name))
    return parts.isEmpty || isMadeOfParts(parts, index, on: relation)
  }

  /// A part that goes with what it is a part of comes back after that.
  private mutating func putAfterOldParents(_ key: Key, _ id: ObjectID) {
    var below = id
    while diff.goesAlong.contains(below), case .index(let index, on: .table(let table))? = diff.dropped[below],
      let above = index.parent, let parent = table.partition?.parent
    {
      below = ObjectID(.index, parent.schema, parent.name, member: above.name)
      put(key, after: Key(phase: .drop, stage: .index, object: below))
    }
  }

  /// The parts of a partitioned table's index that have steps of their own in this plan.
  private func explicitParts(of index: Index, on table: QualifiedName) -> [ObjectID] {
    guard index.isPartitioned else { return [] }
    let own = QualifiedName(schema, index.name)
    return lookup.partitionTables(of: table).filter { diff.kept[id(.table, $0.name)] != nil }
      .compactMap { partition in
        guard let part = partition.indexes.first(where: { $0.parent == own }) else { return nil }
        let member = id(.table, partition.name).member(.index, part.name)
        if case .index(let old, let new, on: _)? = diff.kept[member]?.typed {
          return old.parent != new.parent ? member : nil
        }
        return diff.created[member] != nil && !diff.comesAlong.contains(member) ? member : nil
      }
  }

  /// Whether every partition that is there has its part built and attached by steps of this plan; those that come
  /// bring theirs along.
  ///
  /// A partition that joins its parent needs a part that is complete.
  private func isMadeOfParts(_ parts: [ObjectID], _ index: Index, on relation: SchemaPart.IndexedRelation) -> Bool {
    guard !parts.isEmpty, joiningParents(relation.table).isEmpty else { return false }
    let name = QualifiedName(schema, relation.name)
    let object = id(.table, name.name)
    let isSplit = diff.dependenciesBefore.users(of: object).contains { dependency in
      dependency.dependent.kind == .table && dependency.dependent.schema != schema
    }
    let partitions = lookup.partitions(of: name).count { diff.kept[id(.table, $0)] != nil }
    return !isSplit && parts.count == partitions
  }

  private func oldIndex(_ id: ObjectID) -> Index? {
    guard case .index(let index, _)? = diff.dropped[id] else { return nil }
    return index
  }

  /// Names of relations, before and after, that a helper must not have.
  var takenRelationNames: Set<Identifier> { diff.current.relationNames.union(diff.desired.relationNames) }
}

extension Index {
  /// The statement for a partitioned table that has its partitions already, whose indexes nothing else makes.
  fileprivate func onPartitionsToo(_ statement: SQLText) -> SQLText {
    guard isValid, let only = statement.text.firstRange(of: " ON ONLY ") else { return statement }
    let rest = statement.text[..<only.lowerBound] + " ON " + statement.text[only.upperBound...]
    return "\(catalog: CatalogSQL(String(rest)))"
  }

  /// Building it beside others' writes, and waiting until it is valid.
  func concurrentBuild(as name: Identifier, on relation: QualifiedName) -> [PlannedStep] {
    [
      PlannedStep(concurrentStatement(as: name, on: relation), .outsideTransaction),
      .wait("Creating index \(name.text)", query: Self.waitQuery(QualifiedName(relation.schema, name))),
    ]
  }

  private func concurrentStatement(as name: Identifier, on relation: QualifiedName) -> SQLText {
    let plain = dump(on: relation)
    let begin = beginning("IF NOT EXISTS ", naming: self.name).text
    let rest =
      plain.text.hasPrefix(begin)
      ? plain.text.dropFirst(begin.count) : definition.text.dropFirst(beginning(naming: self.name).text.count)
    return "\(beginning("CONCURRENTLY IF NOT EXISTS ", naming: name))\(catalog: CatalogSQL(String(rest)))"
  }

  /// True once the index is valid; an error that says what to do when its build has ended without that.
  private static func waitQuery(_ index: QualifiedName) -> SQLText {
    let name: SQLText = "\(index)"
    return """
      SELECT
          CASE
              WHEN i.indisvalid THEN true
              WHEN p.pid IS NOT NULL THEN false
              ELSE pg_catalog.format('index %s is invalid: its build failed. Drop it and plan again', c.relname)::boolean
          END AS done,
          CASE WHEN p.blocks_total > 0 THEN p.blocks_done * 100 / p.blocks_total ELSE 0 END AS progress
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.index_relid = c.oid
      WHERE c.oid = pg_catalog.to_regclass(\(literal: StoredText(name.text)))
      """
  }
}
