/// A type that columns have and ALTER TYPE cannot lead to what is wanted: made anew beside the old one.
extension PlanDraft {
  /// Renames the old type, makes the new one, and drops the old one when no column has it any more.
  mutating func addSwap(of id: ObjectID) {
    guard let pair = diff.kept[id] else { return }
    let name = QualifiedName(schema, id.name)
    let label = StepLabel(.alter, id)
    let helper = HelperName.make(id.name, "old", taken: takenTypeNames)
    let keyword: SQLText = id.kind == .domain ? "DOMAIN" : "TYPE"
    let rename = Key(phase: .drop, stage: .type, object: id)
    add(
      rename, .dropType,
      [
        PlannedChange(label, ["ALTER \(keyword) \(name) RENAME TO \(helper)"] + freeNames(of: pair, as: helper))
          .continued
      ])
    switch pair.typed {
    case .enumType(_, let new): create { $0.add(new) }
    case .compositeType(_, let new): create { $0.add(new) }
    case .domain(_, let new): create { $0.add(new) }
    case .defined(_, let new): create { $0.add(new) }
    case .table, .column, .constraint, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate: return
    }
    let drop = Key(phase: .drop, stage: .attributes, object: id.member(.privilege, helper))
    add(
      drop, .detail,
      [PlannedChange(label, ["DROP \(keyword) \(QualifiedName(schema, helper))"]).continued])
    swapEnds[id] = drop
    put(Key(stage: .type, object: id), after: rename)
    put(drop, after: Key(stage: .type, object: id))
    for column in diff.retyped.sorted() {
      put(drop, after: Key(phase: .alter, stage: .table, object: column))
    }
  }

  /// Gives other names to what has the type's own in it, and which the new type will have.
  private func freeNames(of pair: SchemaDiff.Pair, as helper: Identifier) -> [SQLText] {
    let old = QualifiedName(schema, helper)
    switch pair.typed {
    case .domain(let domain, _):
      return domain.constraints.filter(\.isNotNull).map { constraint in
        let free = HelperName.make(constraint.name, "old", taken: Set(domain.constraints.map(\.name)))
        return "ALTER DOMAIN \(old) RENAME CONSTRAINT \(constraint.name) TO \(free)"
      }
    case .defined(let type, let new):
      guard let multirange = type.multirange, multirange == new.multirange else { return [] }
      let free = HelperName.make(helper, "multirange", taken: takenTypeNames)
      // Its constructor without arguments keeps the name and is the one that would be there twice.
      return [
        "ALTER TYPE \(catalog: multirange) RENAME TO \(free)",
        "ALTER FUNCTION \(catalog: multirange)() RENAME TO \(free)",
      ]
    case .enumType, .compositeType, .table, .column, .constraint, .index, .trigger, .policy, .view, .sequence,
      .routine, .aggregate:
      return []
    }
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
  /// The name of a range type's multirange type, as its statement has it.
  fileprivate var multirange: CatalogSQL? {
    guard kind == .rangeType, let word = definition.text.firstRange(of: "MULTIRANGE_TYPE_NAME = ") else { return nil }
    return CatalogSQL(String(definition.text[word.upperBound...].dropLast()))
  }
}
