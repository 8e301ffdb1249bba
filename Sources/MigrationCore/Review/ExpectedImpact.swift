extension ReviewContext {
  func expectedImpact(of step: ReviewedStep) -> Impact {
    if let reason = step.facts.reasonNotAnalysed {
      return Impact(locksBasis: .notChecked(reason), workBasis: .notChecked(reason), losesData: nil)
    }
    let created = step.facts.createdRelations.filter { relation($0) == nil }
    let isNew = { (name: QualifiedName) in step.isNew(name) || created.contains(name) }
    var tally = ImpactTally()
    for action in step.facts.actions {
      if case .lockTable(let tables, let mode, _) = action {
        for table in tables {
          tally.lock(table, mode, reason: nil)
          partitions(below: table).forEach { tally.lock($0, mode, reason: "partition of \(table)") }
        }
      }
      for var touch in touches(of: action, at: step) {
        // Whatever work a new relation needs, it is empty and nobody waits for it.
        if let name = touch.relation, isNew(name) { touch.unknownWork = nil }
        let footprint = LockFootprint(of: touch.form, on: live?.serverVersion ?? 0)
        let others = touch.isAlone ? [] : relations(below: touch.relation, footprint.reach)
        tally.add(
          touch, footprint, with: others,
          as: touch.relation.map(isPartitioned) ?? false ? "partition of" : "inherits from",
          // A partitioned table has no rows of its own.
          working: ([touch.relation].compactMap(\.self) + others).filter { !isPartitioned($0) })
      }
    }
    var impact = tally.impact(without: isNew)
    let named = Set(impact.locks.map(\.relation)).union(impact.rewrites).union(impact.scans)
    impact.sizes = Dictionary(
      uniqueKeysWithValues: named.compactMap { name in
        relation(name).flatMap { $0.kind.holdsRows ? (name, $0.size) : nil }
      })
    impact.losesData = losesData(step)
    impact.dependents = dependents(of: step)
    return impact
  }

  /// What gets the same lock and work as a table.
  func relations(below table: QualifiedName?, _ reach: LockReach) -> [QualifiedName] {
    switch reach {
    case .relation: []
    case .partitions: table.map(isPartitioned) ?? false ? partitions(below: table) : []
    case .children: partitions(below: table)
    }
  }

  /// Partitions, or tables that inherit, at every level.
  func partitions(below table: QualifiedName?) -> [QualifiedName] {
    guard let table else { return [] }
    var found: [QualifiedName] = []
    var open = relation(table)?.partitions ?? []
    while let next = open.popLast(), !found.contains(next) {
      found.append(next)
      open += relation(next)?.partitions ?? []
    }
    return found.sorted()
  }

  private func losesData(_ step: ReviewedStep) -> Bool? {
    var isUnknown = false
    for action in step.facts.actions {
      switch loss(by: action, at: step) {
      case true?: return true
      case nil: isUnknown = true
      case false?: continue
      }
    }
    return isUnknown ? nil : false
  }

  /// Whether rows, values or labels are gone afterwards; what this plan made itself holds none.
  private func loss(by action: StatementAction, at step: ReviewedStep) -> Bool? {
    switch action {
    case .drop(let object):
      switch object.kind {
      case .table, .foreignTable, .sequence: return !step.isNew(object.name)
      case .schema, .database: return true
      // Their members, or columns of theirs elsewhere, go with them.
      case .extension, .type, .domain: return object.isCascading ? nil : false
      case .view, .materializedView, .index, .function, .procedure, .aggregate, .trigger, .policy, .rule,
        .publication, .statistics, .cast, .operator, .collation:
        return object.isCascading ? nil : false
      case .other: return nil
      }
    case .alterTable(let table, .dropColumn): return !step.isNew(table)
    case .alterTable(let table, .alterColumnType(let column, let type, let conversion)):
      if step.isNew(table) { return false }
      if work(changing: column, of: table, to: type, by: conversion, at: step) == .known(.alterTypeInPlace) {
        return false
      }
      guard conversion == .plainCast, let current = relation(table)?.columns[column]?.type else { return nil }
      return TypeChangeCost.keepsEveryValue(from: current, to: type) ? false : nil
    case .truncate(let tables, _): return tables.contains { !step.isNew($0) }
    case .update(let rows), .delete(let rows), .merge(let rows): return !step.isNew(rows.table)
    case .changeOwned(_, let isDropped, _): return isDropped
    case .createExtension, .updateExtension, .createDatabase, .changePublication, .accessRemote, .runCode, .call,
      .other:
      return nil
    case .createTable, .alterTable, .createIndex, .alterIndex, .attachIndex, .reindex, .createView,
      .createMaterializedView,
      .refreshMaterializedView, .alterView, .createRoutine, .alterRoutine, .createTrigger, .renameTrigger,
      .createPolicy, .alterPolicy, .createRule, .createStatistics, .createSequence, .alterSequence, .setSequenceValue,
      .createEnum,
      .createType, .alterType, .addEnumValue, .renameEnumValue, .createDomain, .alterDomain, .comment,
      .changePrivileges, .changeDefaultPrivileges, .changeMembership, .changeRole, .changeOwner, .createSchema,
      .alterOther, .insert, .copy, .select, .vacuum, .analyze,
      .cluster, .lockTable, .transactionControl, .changeSetting:
      return false
    }
  }

  private func dependents(of step: ReviewedStep) -> [ObjectID] {
    var found: Set<ObjectID> = []
    for action in step.facts.actions {
      switch action {
      case .drop(let object) where object.isCascading: found.formUnion(cascade(of: object))
      case .drop(let object) where object.member == nil:
        found.formUnion(relation(object.name)?.dependents.map(\.object) ?? [])
      case .createView(let view) where view.isReplacing:
        found.formUnion(relation(view.name)?.dependents.map(\.object) ?? [])
      case .alterView(let name), .alterTable(let name, .rename),
        .alterTable(let name, .setSchema):
        found.formUnion(relation(name)?.dependents.map(\.object) ?? [])
      case .alterTable(let table, .dropColumn(let column, _)),
        .alterTable(let table, .alterColumnType(let column, _, _)),
        .alterTable(let table, .renameColumn(let column, _)):
        let users = relation(table)?.dependents.filter { $0.column == column } ?? []
        found.formUnion(users.map(\.object))
      default: continue
      }
    }
    return found.sorted()
  }
}

/// Adds up the locks and the work of a step's actions.
private struct ImpactTally {
  private var locks: [QualifiedName: RelationLock] = [:]
  private var rewrites: Set<QualifiedName> = []
  private var scans: Set<QualifiedName> = []
  private var unknownRelations: String?
  private var unknownWork: String?

  /// The strongest lock on a relation counts.
  mutating func lock(_ name: QualifiedName, _ mode: LockMode, reason: String?) {
    if let held = locks[name], held.mode >= mode { return }
    locks[name] = RelationLock(name, mode, reason: reason)
  }

  mutating func add(
    _ touch: LockTouch, _ footprint: LockFootprint, with others: [QualifiedName], as part: String,
    working: [QualifiedName]
  ) {
    unknownRelations = unknownRelations ?? touch.unknownRelations
    unknownWork = unknownWork ?? touch.unknownWork
    if let name = touch.relation, let mode = footprint.named {
      lock(name, mode, reason: nil)
      others.forEach { lock($0, mode, reason: "\(part) \(name)") }
      note(footprint.work, on: working)
    }
    for companion in touch.companions {
      guard let mode = footprint.companions[companion.part] else { continue }
      lock(companion.relation, mode, reason: Self.reason(for: companion.part))
      // The values of both sides are compared again.
      if companion.part == .referencingTable, touch.form != .detachPartition { note(.scan, on: [companion.relation]) }
      if companion.part == .domainTable { note(footprint.work, on: [companion.relation]) }
      if touch.form == .addIndexConstraint, companion.part == .partition {
        note(footprint.work, on: [companion.relation])
      }
      // What is attached is checked against its bounds, not the table that it is attached to.
      if touch.form == .attachPartition, companion.part == .partition, let parent = touch.relation {
        scans.remove(parent)
        note(.scan, on: [companion.relation])
      }
    }
  }

  private mutating func note(_ work: LockedWork, on names: [QualifiedName]) {
    switch work {
    case .catalogOnly: break
    case .scan: scans.formUnion(names)
    case .rewrite: rewrites.formUnion(names)
    }
  }

  private static func reason(for part: LockCompanion) -> String? {
    switch part {
    case .referencedTable: "a foreign key points to it"
    case .referencingTable: "its foreign key points here"
    case .ownedSequence: "the table's sequence"
    case .parent: "its parent"
    case .partition: nil
    case .defaultPartition: "the default partition"
    case .readTable: "it is read"
    case .indexedTable: "the index's table"
    case .domainTable: "it has a column of the domain"
    }
  }

  func impact(without isNew: (QualifiedName) -> Bool) -> Impact {
    let remaining = locks.values.filter { !isNew($0.relation) }.sorted { left, right in
      left.mode == right.mode ? left.relation < right.relation : left.mode > right.mode
    }
    let written = rewrites.filter { !isNew($0) }
    return Impact(
      locks: remaining, locksBasis: unknownRelations.map { .notChecked($0) } ?? .expected, rewrites: written.sorted(),
      scans: scans.filter { !isNew($0) && !written.contains($0) }.sorted(),
      workBasis: unknownWork.map { .notChecked($0) } ?? .expected, losesData: nil)
  }
}
