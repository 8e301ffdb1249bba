/// A type or collation that columns have and ALTER cannot lead to what is wanted: made anew beside the old one.
extension PlanDraft {
  /// Renames the old type, makes the new one, and drops the old one when no column has it any more.
  mutating func addSwap(of id: ObjectID) {
    guard let old = diff.kept[id]?.old ?? diff.dropped[id] else { return }
    let heir = diff.heirs[id]
    let name = QualifiedName(schema, id.name)
    let label = StepLabel(heir == nil ? .alter : .drop, id)
    let helper = HelperName.make(id.name, "old", taken: takenTypeNames)
    let keyword: SQLText = id.kind == .domain ? "DOMAIN" : id.kind == .collation ? "COLLATION" : "TYPE"
    let rename = Key(phase: .drop, stage: .type, object: id)
    let free = freeNames(of: old, for: diff.kept[id]?.new, as: helper)
    add(
      rename, .dropType, [PlannedChange(label, ["ALTER \(keyword) \(name) RENAME TO \(helper)"] + free).continued])
    switch diff.kept[id]?.typed {
    case .enumType(_, let new): create { $0.add(new) }
    case .compositeType(_, let new): create { $0.add(new) }
    case .domain(_, let new): create { $0.add(new) }
    case .defined(_, let new): create { $0.add(new) }
    case .table, .column, .constraint, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, nil: break
    }
    let drop = Key(phase: .drop, stage: .attributes, object: id.member(.privilege, helper))
    let change = PlannedChange(label, ["DROP \(keyword) \(QualifiedName(schema, helper))"])
    add(drop, .detail, [heir == nil ? change.continued : change])
    swapEnds[id] = drop
    let made = Key(stage: id.kind == .collation ? .collation : .type, object: heir ?? id)
    put(made, after: rename)
    put(drop, after: made)
    for column in diff.retyped.sorted() {
      put(drop, after: Key(phase: .alter, stage: .table, object: column))
    }
    if id.kind == .compositeType, heir == nil { freeTables(of: name, until: made) }
  }

  /// Takes typed tables from their type while their columns change, and gives them back to the new one.
  private mutating func freeTables(of type: QualifiedName, until made: Key) {
    for table in diff.current.tables where table.ofType == type {
      let object = id(.table, table.name)
      guard case .table(_, let new)? = diff.kept[object]?.typed, new.ofType == type else { continue }
      let label = StepLabel(.alter, object)
      let leaving = Key(phase: .drop, stage: .type, object: object)
      let joining = Key(phase: .alter, stage: .type, object: object)
      let alter: SQLText = "ALTER TABLE \(QualifiedName(schema, table.name))"
      add(leaving, .dropColumn, [PlannedChange(label, ["\(alter) NOT OF"])])
      add(joining, .detail, [PlannedChange(label, ["\(alter) OF \(type)"]).continued])
      put(joining, after: made)
      for column in table.columns + new.columns {
        let member = object.member(.column, column.name)
        for key in [
          Key(phase: .drop, stage: .table, object: member), Key(stage: .table, object: member),
          Key(phase: .alter, stage: .table, object: member),
        ] {
          put(key, after: leaving)
          put(joining, after: key)
        }
      }
    }
  }

  /// Gives other names to what has the type's own in it, and which the new type will have.
  private func freeNames(of old: SchemaPart, for new: SchemaPart?, as helper: Identifier) -> [SQLText] {
    let name = QualifiedName(schema, helper)
    switch old {
    case .domain(let domain):
      return domain.constraints.filter(\.isNotNull).map { constraint in
        let free = HelperName.make(constraint.name, "old", taken: Set(domain.constraints.map(\.name)))
        return "ALTER DOMAIN \(name) RENAME CONSTRAINT \(constraint.name) TO \(free)"
      }
    case .defined(let type):
      guard type.kind == .rangeType, case .defined(let other)? = new else { return [] }
      return freeConstructors(of: type, for: other, as: helper)
    case .enumType, .compositeType, .table, .column, .constraint, .index, .trigger, .policy, .view, .sequence,
      .routine, .aggregate:
      return []
    }
  }

  /// Functions that make a range keep its name, and the new type's would be there twice with the same parameters.
  private func freeConstructors(of type: DefinedObject, for new: DefinedObject, as helper: Identifier) -> [SQLText] {
    var statements: [SQLText] = []
    if let subtype = type.rangeClause("SUBTYPE"), subtype == new.rangeClause("SUBTYPE") {
      let function = QualifiedName(schema, type.name)
      statements = [
        "ALTER FUNCTION \(function)(\(catalog: subtype), \(catalog: subtype)) RENAME TO \(helper)",
        "ALTER FUNCTION \(function)(\(catalog: subtype), \(catalog: subtype), text) RENAME TO \(helper)",
      ]
    }
    if let multirange = type.rangeClause("MULTIRANGE_TYPE_NAME"), multirange == new.rangeClause("MULTIRANGE_TYPE_NAME")
    {
      let free = HelperName.make(helper, "multirange", taken: takenTypeNames)
      statements += [
        "ALTER TYPE \(catalog: multirange) RENAME TO \(free)",
        "ALTER FUNCTION \(catalog: multirange)() RENAME TO \(free)",
      ]
    }
    return statements
  }

  private var takenTypeNames: Set<Identifier> {
    var names = takenRelationNames
    for schema in [diff.current, diff.desired] {
      names.formUnion(schema.enumTypes.map(\.name) + schema.domains.map(\.name) + schema.definedObjects.map(\.name))
    }
    return names
  }
}

extension DefinedObject {
  /// What a range type's statement says after `word =`.
  fileprivate func rangeClause(_ word: String) -> CatalogSQL? {
    guard kind == .rangeType, let open = definition.text.firstIndex(of: "(") else { return nil }
    let clauses = definition.text[definition.text.index(after: open)...].dropLast()
    return SQLList.split(String(clauses)).first { $0.hasPrefix("\(word) = ") }
      .map { CatalogSQL(String($0.dropFirst("\(word) = ".count))) }
  }
}
