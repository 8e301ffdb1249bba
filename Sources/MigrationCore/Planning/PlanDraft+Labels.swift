/// pgschema's words for what a new object's statements do.
extension PlanDraft {
  func creationLabel(_ entry: DumpEntry, _ piece: ScriptOrder.Piece) -> StepLabel {
    let object = piece.key.object
    let kind: ObjectKind
    switch entry.folder {
    case .views: kind = .view
    case .materializedViews: kind = .materializedView
    case .tables: kind = .table
    case .types, .domains, .collations, .textSearch, .sequences, .functions, .procedures, .aggregates, .operators,
      .casts, .defaultPrivileges, .privileges, .schema:
      kind = object.kind
    }
    let isOfView = kind == .view || kind == .materializedView
    let whole = ObjectID(kind, object.schema, object.name)
    let operation = creationOperation(object.member == nil ? object : whole)
    if entry.isComment { return commentLabel(entry, piece, whole, operation) }
    switch entry.type {
    case "RLS": return StepLabel("table.rls", .alter, ObjectID(.table, object.schema, object.name).planPath)
    case "POLICY": return StepLabel(.create, object)
    case "CONSTRAINT":
      return StepLabel(.create, ObjectID(.constraint, object.schema, object.name, member: Identifier(entry.name)))
    case "INDEX", "TRIGGER": return StepLabel(.create, object, of: whole.kind)
    default:
      let isOfRelation = isOfView || object.kind == .table
      return StepLabel(operation, isOfRelation ? whole : object)
    }
  }

  /// What is dropped and made again in one plan is altered.
  private func creationOperation(_ object: ObjectID) -> StepLabel.Operation {
    guard diff.isRemade(object) else { return .create }
    switch object.kind {
    case .view, .materializedView: return isRemadeForItself(object) ? .alter : .recreate
    case .schema, .table, .column, .constraint, .index, .trigger, .policy, .function, .procedure, .aggregate,
      .sequence, .enumType, .compositeType, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics,
      .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      return .alter
    }
  }

  /// Whether it could not have stayed as it was, whatever it depends on.
  func isRemadeForItself(_ object: ObjectID) -> Bool {
    guard let old = diff.dropped[object], let new = diff.created[object], let pair = PartPair(old, new) else {
      return false
    }
    return pair.way(on: diff.server) != .inPlace
  }

  private func commentLabel(
    _ entry: DumpEntry, _ piece: ScriptOrder.Piece, _ whole: ObjectID, _ operation: StepLabel.Operation
  ) -> StepLabel {
    let type = whole.planType(of: whole.kind)
    if piece.key.stage == .index || piece.key.stage == .viewIndex {
      return StepLabel("\(type).index.comment", .create, piece.key.object.planPath)
    }
    guard !entry.name.isEmpty else { return StepLabel("\(type).comment", .create, whole.planPath) }
    return StepLabel("\(type).column.comment", .create, whole.member(.column, Identifier(entry.name)).planPath)
  }
}
