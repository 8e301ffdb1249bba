extension PlanDraft {
  /// A new index on a relation that is there.
  ///
  /// `CREATE INDEX` alone holds SHARE, which stops writes, for as long as it builds; CONCURRENTLY holds SHARE UPDATE
  /// EXCLUSIVE, beside which others read and write. It cannot run in a transaction block, and when it fails it leaves
  /// an invalid index. Source: PostgreSQL manual, CREATE INDEX, "Building Indexes Concurrently".
  mutating func addCreation(of index: Index, on relation: SchemaPart.IndexedRelation, _ id: ObjectID) {
    let name = QualifiedName(schema, relation.name)
    let isRebuild = diff.isRemade(id)
    let type = StepLabel(isRebuild ? .alter : .create, id, of: relation.objectKind)
    let key = Key(stage: relation.objectKind == .table ? .index : .viewIndex, object: id)
    let isFree = !isRebuild || diff.goesAlong.contains(id) || !isRemadeForItself(id)
    var steps: [PlannedStep]
    if !isOnline || !relation.canIndexConcurrently {
      steps = isFree ? [] : [PlannedStep("DROP INDEX IF EXISTS \(QualifiedName(schema, index.name))")]
      steps.append(PlannedStep(index.onPartitionsToo(index.dump(on: name))))
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
      key, isOnline && relation.canIndexConcurrently ? .online : .addConstraint,
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
      put(Key(phase: .alter, stage: .attributes, object: parent), after: rest)
    }
    // A new partition gets its part from the index, when that is there first.
    for table in diff.desired.tables where table.partition?.parent == name {
      put(Key(stage: .table, object: self.id(.table, table.name)), after: key)
    }
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
