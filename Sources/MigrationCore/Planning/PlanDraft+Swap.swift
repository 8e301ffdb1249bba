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
    add(rename, .dropType, [PlannedChange(label, ["ALTER \(keyword) \(name) RENAME TO \(helper)"]).continued])
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

  private var takenTypeNames: Set<Identifier> {
    var names = takenRelationNames
    for schema in [diff.current, diff.desired] {
      names.formUnion(schema.enumTypes.map(\.name) + schema.domains.map(\.name) + schema.definedObjects.map(\.name))
    }
    return names
  }
}
