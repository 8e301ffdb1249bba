/// pgschema's words for what a new object's statements do.
extension PlanDraft {
  func creationLabel(_ entry: DumpEntry, _ piece: ScriptOrder.Piece, isFirst: Bool) -> StepLabel {
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
    case "RLS":
      let table = ObjectID(.table, object.schema, object.name)
      return StepLabel("table.rls", .alter, table.planPath, of: table)
    case "POLICY": return StepLabel(.create, object)
    case "CONSTRAINT":
      return StepLabel(.create, ObjectID(.constraint, object.schema, object.name, member: Identifier(entry.name)))
    case "INDEX": return StepLabel(.create, object, of: whole.kind)
    case "TRIGGER": return StepLabel(isFirst ? .create : .alter, object, of: whole.kind)
    case "SEQUENCE" where object.kind != .sequence:
      return StepLabel(.create, ObjectID(.sequence, object.schema, Identifier(entry.name)))
    case "RULE": return StepLabel(operation, object, of: relationKind(of: object))
    default:
      let isOfRelation = isOfView || object.kind == .table
      return StepLabel(operation, isOfRelation ? whole : object)
    }
  }

  /// A label that knows whether a rule is a table's or a view's.
  func label(_ operation: StepLabel.Operation, _ object: ObjectID) -> StepLabel {
    StepLabel(operation, object, of: object.kind == .rule ? relationKind(of: object) : .table)
  }

  private func relationKind(of object: ObjectID) -> ObjectKind {
    let isView = (diff.current.views + diff.desired.views).contains { $0.name == object.name }
    return isView ? .view : .table
  }

  /// Whether a statement that follows an object's creation is a change of its own.
  ///
  /// pgschema counts comments on routines, aggregates and sequences; an owner or a comment on a type it does not know.
  /// What tables and views have is counted with them.
  func isCounted(_ entry: DumpEntry, of object: ObjectID) -> Bool {
    switch object.kind {
    case .function, .procedure, .aggregate, .sequence:
      return entry.statement.text.hasPrefix("COMMENT ON ") && isCommentNew(of: object)
    case .enumType, .compositeType, .domain, .rangeType, .baseType, .collation, .rule, .statistics, .operator,
      .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege, .privilege, .schema:
      return false
    case .table, .column, .constraint, .index, .trigger, .policy, .view, .materializedView: return true
    }
  }

  /// Whether what is made has another comment than what it takes the place of.
  private func isCommentNew(of object: ObjectID) -> Bool {
    guard let old = diff.dropped[object], let new = diff.created[object], isRemadeForItself(object) else { return true }
    if case .routine(let old) = old, case .routine(let new) = new { return old.comment != new.comment }
    if case .aggregate(let old) = old, case .aggregate(let new) = new { return old.comment != new.comment }
    return true
  }

  /// What is dropped and made again in one plan is altered; what it takes along is recreated.
  ///
  /// A view that goes before everything else, because it would be in the way, is recreated and then created.
  func creationOperation(_ object: ObjectID) -> StepLabel.Operation {
    if diff.swapped.contains(object) { return .alter }
    guard diff.isRemade(object) else { return .create }
    switch object.kind {
    case .view, .materializedView:
      return !isRemadeForItself(object) ? .recreate : earlyViews.contains(object) ? .create : .alter
    case .function, .procedure, .aggregate: return isRemadeForItself(object) ? .alter : .create
    case .schema, .table, .column, .constraint, .index, .trigger, .policy, .sequence, .enumType, .compositeType,
      .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics,
      .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      return .alter
    }
  }

  func isRemadeForItself(_ object: ObjectID) -> Bool { diff.isRemadeForItself(object) }

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
