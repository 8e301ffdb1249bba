/// An action as a row of the lock table with the relations that play a part.
struct LockTouch: Hashable, Sendable {
  var form: LockingForm
  /// The relation that the statement names; nil where it names none that exists.
  var relation: QualifiedName?
  var companions: [Companion] = []
  /// What would have to be known to name all locked relations.
  var unknownRelations: String?
  /// What would have to be known to tell the work.
  var unknownWork: String?
  /// Whether what inherits from the relation is left alone.
  var isAlone = false

  struct Companion: Hashable, Sendable {
    var part: LockCompanion
    var relation: QualifiedName
  }

  init(_ form: LockingForm, _ relation: QualifiedName?, _ companions: [Companion] = []) {
    self.form = form
    self.relation = relation
    self.companions = companions
  }

  init(_ work: ExpectedWork, _ relation: QualifiedName) {
    self.init(work.form, relation)
    if case .unknown(_, let what) = work { unknownWork = what }
  }

  static func companions(_ part: LockCompanion, _ relations: [QualifiedName]) -> [Companion] {
    relations.map { Companion(part: part, relation: $0) }
  }
}

extension ReviewContext {
  /// The forms of the lock table that a step is made of.
  package func lockingForms(of step: ReviewedStep) -> [LockingForm] {
    step.facts.actions.flatMap { touches(of: $0, at: step).map(\.form) }
  }

  /// The rows of the lock table that an action stands for; none when it locks no relation.
  func touches(of action: StatementAction, at step: ReviewedStep) -> [LockTouch] {
    switch action {
    case .createTable(let table): return [creation(of: table)]
    case .alterTable(let table, let change): return touches(changing: table, change, at: step)
    case .createIndex(let index):
      let plain: LockingForm = index.isOnly ? .createIndexOnParent : .createIndex
      return [LockTouch(index.isConcurrent ? .createIndexConcurrently : plain, index.table)]
    case .alterIndex(let name): return [LockTouch(.alterIndex, name)]
    case .attachIndex(let name, let parent):
      var touch = ofIndex(parent, .attachIndex, at: step)
      let tables = [parent, name].compactMap { table(ofIndex: $0, at: step) }
      touch.companions = LockTouch.companions(.indexedTable, tables) + LockTouch.companions(.partition, [name])
      return [touch]
    case .reindex(let target, let isConcurrent):
      let form: LockingForm = isConcurrent ? .reindexConcurrently : .reindex
      switch target {
      case .index(let name): return [ofIndex(name, isConcurrent ? form : .reindexIndex, at: step)]
      case .table(let name): return [LockTouch(form, name)]
      case .schema, .database, .systemCatalogs: return [unnamed("which indexes it builds anew")]
      }
    case .drop(let object): return touches(dropping: object, at: step)
    case .createView(let view):
      let isGone = step.droppings(of: view.name).last.map { $0 < step.position } ?? false
      let exists = view.isReplacing && !isGone && relation(view.name) != nil
      let form: LockingForm = exists ? .replaceView : .createView
      return [LockTouch(form, exists ? view.name : nil, LockTouch.companions(.readTable, view.reads))]
    case .createMaterializedView(_, let reads, _):
      return [LockTouch(.createMaterializedView, nil, reading(reads))]
    case .refreshMaterializedView(let name, let isConcurrent, let isFilled):
      let form: LockingForm = isConcurrent ? .refreshMaterializedViewConcurrently : .refreshMaterializedView
      guard isFilled else { return [LockTouch(form, name)] }
      var touch = LockTouch(form, name, reading(relationsRead(byStored: name)))
      if live == nil { touch.unknownRelations = "which tables its query reads, for want of a database" }
      return [touch]
    case .alterView(let name): return [LockTouch(.alterView, name)]
    case .createTrigger(let trigger): return [LockTouch(.createTrigger, trigger.table)] + storing(step)
    case .renameTrigger(_, let table): return [LockTouch(.renameTrigger, table)]
    case .createPolicy(let policy): return [LockTouch(.changePolicy, policy.table)] + storing(step)
    case .alterPolicy(let change): return [LockTouch(.changePolicy, change.table)] + storing(step)
    case .createRule(_, let table): return [LockTouch(.changeRule, table)] + storing(step)
    case .alterSequence(let name, let options):
      return [LockTouch(options.isEmpty ? .moveSequence : .alterSequence, name)] + storing(step)
    case .createRoutine, .createSequence: return storing(step)
    case .createStatistics(let table): return [LockTouch(.extendedStatistics, table)]
    case .alterDomain(let name, let change): return touches(changingDomain: name, change, at: step)
    case .comment(.relation(let name), _), .comment(.column(_, of: let name), _):
      return [LockTouch(.commentOnRelation, name)]
    case .comment(.member(let table), _): return [LockTouch(.commentOnMember, table)]
    case .truncate(let tables, let isCascading):
      return tables.map { table in
        var touch = LockTouch(.truncate, table)
        if isCascading { touch.unknownRelations = "which tables CASCADE empties too" }
        return touch
      }
    case .insert(let rows): return [LockTouch(.insertRows, rows.table, reading(rows.reads))]
    case .update(let rows), .delete(let rows), .merge(let rows):
      return [LockTouch(.changeRows, rows.table, reading(rows.reads))]
    case .select(let reads, let locksRows):
      return [LockTouch(locksRows ? .selectForUpdate : .select, nil, reading(reads))]
    case .vacuum(let tables, let isFull): return tables.map { LockTouch(isFull ? .vacuumFull : .vacuum, $0) }
    case .analyze(let tables): return tables.map { LockTouch(.analyze, $0) }
    case .cluster(let table): return [table.map { LockTouch(.cluster, $0) } ?? unnamed("which tables it rewrites")]
    case .changePrivileges(let change):
      // Measured: PostgreSQL 18 holds ACCESS SHARE until the end, 15 holds nothing.
      guard let live, live.serverVersion >= 180_000 else { return [] }
      return [LockTouch(.select, nil, LockTouch.companions(.readTable, change.relations))]
    case .changeOwner(let change):
      guard let name = change.name else { return [] }
      switch change.kind {
      case .view, .materializedView: return [LockTouch(.alterView, name)]
      case .sequence: return [LockTouch(.moveSequence, name)]
      case .table, .foreignTable, .index, .function, .procedure, .aggregate, .type, .domain, .schema, .trigger,
        .policy, .rule, .extension, .publication, .statistics, .cast, .operator, .collation, .database, .other:
        return []
      }
    case .copy(let copy):
      if copy.isFrom, let table = copy.table { return [LockTouch(.insertRows, table)] }
      return [LockTouch(.select, nil, reading(copy.table.map { [$0] } ?? copy.reads))]
    case .changePublication: return [unnamed("which tables the publication locks")]
    case .accessRemote(let access): return [unnamed("what \(access.kind.rawValue) locks")]
    case .updateExtension: return [unnamed("what ALTER EXTENSION locks")]
    case .createExtension: return [unnamed("what CREATE EXTENSION locks")]
    case .createDatabase: return [unnamed("what CREATE DATABASE locks")]
    case .alterOther(let tag): return [unnamed("what \(tag) locks")]
    case .runCode: return [unnamed("what the code of the DO block locks")]
    case .call(let name): return [unnamed("what the procedure \(name) locks")]
    case .changeOwned(_, let isDropped, _): return [unnamed(isDropped ? "what is dropped" : "what changes hands")]
    case .other(let tag, _): return [unnamed("what \(tag) locks")]
    case .alterType: return [unnamed("which tables have a column of the type")]
    case .alterRoutine, .setSequenceValue, .createEnum, .createType, .addEnumValue,
      .renameEnumValue, .createDomain, .comment(.other, _), .changeDefaultPrivileges, .changeMembership, .changeRole,
      .createSchema, .lockTable, .transactionControl, .changeSetting:
      return []
    }
  }

  /// What is looked up for what a step stores.
  private func storing(_ step: ReviewedStep) -> [LockTouch] {
    let stored = step.facts.stored
    return stored.changes.map { LockTouch(.insertRows, $0) }
      + (stored.reads.isEmpty ? [] : [LockTouch(.select, nil, LockTouch.companions(.readTable, stored.reads))])
  }

  private func unnamed(_ what: String) -> LockTouch {
    var touch = LockTouch(.select, nil)
    touch.unknownRelations = what
    touch.unknownWork = what
    return touch
  }

  private func creation(of table: CreatedTable) -> LockTouch {
    var companions = LockTouch.companions(.referencedTable, table.references)
    companions += table.isFilled ? reading(table.reads) : LockTouch.companions(.readTable, table.reads)
    if let parent = table.partitionOf {
      companions +=
        LockTouch.companions(.parent, [parent]) + LockTouch.companions(.defaultPartition, defaults(of: parent))
        + LockTouch.companions(.referencedTable, referencedTables(of: parent))
      return LockTouch(.createPartition, nil, companions)
    }
    companions += LockTouch.companions(.parent, table.inherits)
    return LockTouch(table.inherits.isEmpty ? .createTable : .createInheritingTable, nil, companions)
  }

  func defaults(of parent: QualifiedName) -> [QualifiedName] { relation(parent)?.defaultPartition.map { [$0] } ?? [] }

  /// An index with the table that it belongs to, which only a database can tell.
  func ofIndex(_ name: QualifiedName, _ form: LockingForm, at step: ReviewedStep) -> LockTouch {
    if let table = table(ofIndex: name, at: step) {
      let others = relation(name)?.kind == .partitionedIndex ? partitions(below: table) : []
      return LockTouch(form, name, LockTouch.companions(.indexedTable, [table] + others))
    }
    var touch = LockTouch(form, name)
    touch.unknownRelations = live == nil ? "the index's table, for want of a database" : nil
    return touch
  }

  /// The table of an index that an earlier step made, or that the target has.
  private func table(ofIndex name: QualifiedName, at step: ReviewedStep) -> QualifiedName? {
    for making in step.makings(of: name).reversed() where making < step.position {
      for case .createIndex(let index) in steps[making].facts.actions where index.name == name { return index.table }
    }
    return relation(name)?.owningTable
  }

  /// The table that the target's extended statistics are of.
  private func table(ofStatistics name: QualifiedName) -> QualifiedName? {
    let schema = current.first { $0.name == name.schema }
    let statistics = schema?.definedObjects.first { $0.kind == .statistics && $0.name == name.name }
    guard let definition = statistics?.definition.text else { return nil }
    return schema?.tables.map { QualifiedName(name.schema, $0.name) }.first { table in
      let words: [SQLText] = [" FROM \(table)", " FROM \(table.name)"]
      return words.contains { definition.hasSuffix($0.text) }
    }
  }

  private func touches(dropping object: DroppedObject, at step: ReviewedStep) -> [LockTouch] {
    var touches: [LockTouch]
    switch object.kind {
    case .table, .foreignTable:
      // A foreign key that is its parent's leaves nothing behind at the other end.
      let own = relation(object.name)?.foreignKeys.values.filter { !$0.isInherited }.map(\.references) ?? []
      var companions = LockTouch.companions(.referencedTable, Set(own).filter { $0 != object.name }.sorted())
      companions += sequences(of: object.name)
      if let parent = relation(object.name)?.partitionOf {
        companions += LockTouch.companions(.parent, [parent])
        companions += LockTouch.companions(.defaultPartition, defaults(of: parent))
      }
      touches = [LockTouch(.dropTable, object.name, companions)]
      if live == nil {
        touches[0].unknownRelations = "the tables that its foreign keys point to, for want of a database"
      }
    case .index: touches = [ofIndex(object.name, object.isConcurrent ? .dropIndexConcurrently : .dropIndex, at: step)]
    case .view, .materializedView: touches = [LockTouch(.dropView, object.name)]
    case .sequence: touches = [LockTouch(.dropSequence, object.name)]
    case .trigger: touches = [LockTouch(.dropTrigger, object.name)]
    case .policy: touches = [LockTouch(.changePolicy, object.name)]
    case .rule: touches = [LockTouch(.changeRule, object.name)]
    case .schema, .extension: return [unnamed("which relations are inside")]
    case .database: return []
    case .statistics:
      guard let table = table(ofStatistics: object.name) else {
        return [unnamed("the table that the statistics are of")]
      }
      touches = [LockTouch(.extendedStatistics, table)]
    case .function, .procedure, .aggregate, .type, .domain, .publication, .cast, .operator, .collation, .other:
      return object.isCascading ? [unnamed("what CASCADE drops")] : []
    }
    if object.isCascading { touches[0].unknownRelations = "what CASCADE drops" }
    return touches
  }

  func referencedTables(of table: QualifiedName) -> [QualifiedName] {
    Set((relation(table)?.foreignKeys ?? [:]).values.map(\.references)).filter { $0 != table }.sorted()
  }

  /// What a query that is run reads: the relations that it names, what their views read, and partitions and children.
  private func reading(_ names: [QualifiedName]) -> [LockTouch.Companion] {
    var found = Set(names)
    for name in names where relation(name)?.kind == .view { found.formUnion(relationsRead(byStored: name)) }
    for name in found { found.formUnion(partitions(below: name)) }
    return LockTouch.companions(.readTable, found.sorted())
  }

  /// What a stored query reads, through views that it reads.
  private func relationsRead(byStored name: QualifiedName) -> [QualifiedName] {
    var found: Set<QualifiedName> = []
    var open = [name]
    while let next = open.popLast() {
      for source in history.sources(of: next) where found.insert(source).inserted {
        // A materialized view has rows of its own, so what it was made from is not read.
        if relation(source)?.kind == .view { open.append(source) }
      }
    }
    return found.sorted()
  }

  private func touches(
    changingDomain name: QualifiedName, _ change: DomainAction, at step: ReviewedStep
  ) -> [LockTouch] {
    guard constraintChecked(by: change, of: name, before: step) != nil else { return [] }
    guard live != nil else {
      var touch = LockTouch(.addDomainConstraint, nil)
      touch.unknownRelations = "the tables that use the domain, for want of a database"
      touch.unknownWork = touch.unknownRelations
      return [touch]
    }
    return [LockTouch(.addDomainConstraint, nil, LockTouch.companions(.domainTable, tables(holding: name)))]
  }
}
