extension PlanDraft {
  /// A materialized view is filled through views with the rights of their owners, and refreshed with its own owner's: they
  /// must have them by then.
  ///
  /// Where everything belongs to the role of the plan, which may read it all, nothing needs to wait.
  /// Source: PostgreSQL manual, "Rules and Privileges", and REFRESH MATERIALIZED VIEW.
  func putFillingAfterRights(_ order: inout ScriptOrder) {
    let filled = diff.desired.views.filter { $0.materialization?.isPopulated == true }
    guard !filled.isEmpty else { return }
    let owners = Dictionary(diff.desired.views.map { ($0.name, $0.owner) }) { first, _ in first }
    var rights: [QualifiedName: [Key]] = [:]
    for key in keysByObject.values.joined() where key.stage == .attributes && key.object.kind == .privilege {
      rights[QualifiedName(key.object.schema, key.object.name), default: []].append(key)
    }
    for view in filled {
      let object = id(.materializedView, view.name)
      let (making, refresh) = (Key(stage: .view, object: object), Key(phase: .alter, stage: .view, object: object))
      var seen: Set<ObjectID> = []
      var open = [object]
      while let reader = open.popLast() {
        guard seen.insert(reader).inserted else { continue }
        let isOthers = reader.schema == schema && owners[reader.name].map { $0 != options.role } ?? false
        for need in diff.dependenciesAfter.needs(of: reader).map(\.referenced) {
          if isOthers {
            for key in rights[QualifiedName(need.schema, need.name)] ?? [] {
              // Making it is the business of the plan's own role.
              if reader != object { order.prefer(making, after: key) }
              order.prefer(refresh, after: key)
            }
          }
          open += [.view, .materializedView].map { ObjectID($0, need.schema, need.name) }
        }
      }
    }
  }
}
