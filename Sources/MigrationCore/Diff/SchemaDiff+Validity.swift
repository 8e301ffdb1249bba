/// Checks and foreign keys that are validated in one table and not in another that has them by inheritance.
extension SchemaDiff {
  /// A rule that a table has from one above it.
  private struct Copy {
    var table: Table
    var rule: Constraint
  }

  /// What must be made again because a copy is validated and shall not be: the rule comes to the tables below the one
  /// that declares it, and can come to them NOT VALID only when they are there already.
  var loosened: Set<ObjectID> {
    let (tables, id) = (desired.tablesByName, { ObjectID(.table, self.current.name, $0) })
    var open: [Copy] = []
    for table in desired.tables {
      let isNew = created[id(table.name)] != nil && table.partition == nil
      for rule in table.constraints where rule.isInherited {
        let isLoosened: Bool
        if case .constraint(let old, _)? = kept[id(table.name).member(.constraint, rule.name)]?.old {
          isLoosened = old.isValidated && rule.isUnvalidated
        } else {
          isLoosened = isNew && rule.isUnvalidated
        }
        if isLoosened { open.append(Copy(table: table, rule: rule)) }
      }
    }
    guard !open.isEmpty else { return [] }
    var family: Set<ObjectID> = []
    func add(_ table: Table, _ rule: Constraint) -> Bool {
      let member = id(table.name).member(.constraint, rule.name)
      return kept[member] != nil && family.insert(member).inserted
    }
    var declared: [Copy] = []
    while let copy = open.popLast() {
      for parent in copy.table.above {
        guard parent.schema == current.name, let above = tables[parent.name], let rule = above.original(of: copy.rule),
          add(above, rule)
        else { continue }
        declared.append(Copy(table: above, rule: rule))
        open.append(Copy(table: above, rule: rule))
      }
    }
    // What goes with it and comes again, so that its comments are put back.
    while let rule = declared.popLast() {
      for below in desired.tables where below.above.contains(QualifiedName(current.name, rule.table.name)) {
        for copy in below.constraints where copy.isInherited && copy.isLike(rule.rule) && add(below, copy) {
          declared.append(Copy(table: below, rule: copy))
        }
      }
    }
    return family
  }

  /// Checks that go from tables that stay and are declared in tables right below, too, where they go as well; by the one
  /// above.
  var declaredCopiesThatGo: [ObjectID: [ObjectID]] { declaredCopies(in: current, dropped) }

  /// The same of checks that come.
  var declaredCopiesThatCome: [ObjectID: [ObjectID]] { declaredCopies(in: desired, created) }

  private func declaredCopies(
    in schema: DatabaseSchema, _ parts: [ObjectID: SchemaPart]
  ) -> [ObjectID: [ObjectID]] {
    var copies: [ObjectID: [ObjectID]] = [:]
    for table in schema.tables where !table.above.isEmpty && kept[ObjectID(.table, schema.name, table.name)] != nil {
      for copy in table.constraints where copy.isDeclaredCopy {
        let member = ObjectID(.table, schema.name, table.name).member(.constraint, copy.name)
        guard parts[member] != nil else { continue }
        for parent in table.above {
          let above = ObjectID(.table, parent.schema, parent.name)
          let original = above.member(.constraint, copy.name)
          if parts[original] != nil, kept[above] != nil { copies[original, default: []].append(member) }
        }
      }
    }
    return copies
  }

  /// Copies that are validated though what they come with in this plan is not, each with that.
  var validatedAlone: [(copy: ObjectID, original: ObjectID)] {
    let tables = desired.tablesByName
    var found: [(copy: ObjectID, original: ObjectID)] = []
    for table in desired.tables {
      for copy in table.constraints where copy.isValidated && copy.isInherited {
        let member = ObjectID(.table, desired.name, table.name).member(.constraint, copy.name)
        guard created[member] == nil || comesAlong.contains(member) else { continue }
        for parent in table.above where parent.schema == desired.name {
          guard let above = tables[parent.name], let rule = above.original(of: copy), rule.isUnvalidated else {
            continue
          }
          let whole = ObjectID(.table, desired.name, above.name)
          let original = whole.member(.constraint, rule.name)
          // A new table gets it as a dump makes it.
          if created[original] != nil, created[whole] == nil { found.append((member, original)) }
        }
      }
    }
    return found
  }

  /// Whether a copy is validated because the rule of a table above is.
  func isValidatedAbove(_ copy: Constraint, of table: Table) -> Bool {
    table.above.contains { parent in
      guard parent.schema == desired.name, let above = desired.tables.first(where: { $0.name == parent.name }) else {
        return true
      }
      return above.original(of: copy)?.isValidated ?? false
    }
  }
}

extension Table {
  /// What it inherits from, or is a partition of.
  var above: [QualifiedName] { parents + [partition?.parent].compactMap { $0 } }

  /// The rule of this table that one of a table below is a copy of.
  fileprivate func original(of copy: Constraint) -> Constraint? {
    constraints.first { copy.isLike($0) && !$0.noInherit }
  }
}

extension Constraint {
  /// Whether it is a check that its table has from above and declares itself, too.
  var isDeclaredCopy: Bool { isCheck && isLocal && inheritanceCount > 0 }

  fileprivate var isUnvalidated: Bool { !isValidated && isEnforced }

  fileprivate var isInherited: Bool {
    switch kind {
    case .check: inheritanceCount > 0
    case .foreignKey: isPartitionCopy
    case .primaryKey, .unique, .exclusion: false
    }
  }

  fileprivate func isLike(_ other: Constraint) -> Bool {
    switch kind {
    case .check: other.isCheck && other.name == name
    case .foreignKey: other.kind == kind && other.columns == columns
    case .primaryKey, .unique, .exclusion: false
    }
  }
}
