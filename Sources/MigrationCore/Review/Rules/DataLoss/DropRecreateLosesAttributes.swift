/// `drop-recreate-loses-attributes`: an object is dropped and made again without what was attached to it.
struct DropRecreateLosesAttributes: ActionRule {
  static let id: RuleID = "drop-recreate-loses-attributes"
  static let category = RuleCategory.dataLoss
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an object is dropped and made again without what was attached to it"
  static let documentation = """
    Rights, comments and the owner belong to the object, not to its name: what is made again under the name has none of
    them. CREATE OR REPLACE keeps them. With a database only what is attached now counts, and GRANT and COMMENT later in
    the plan are taken as putting it back.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .drop(let object) = action, !context.isMade(object.name, before: step),
      [.view, .materializedView, .function, .procedure, .aggregate, .sequence].contains(object.kind),
      let again = context.remaking(object, after: step)
    else { return nil }
    let what = "\(object.kind.rawValue) \(object.name)"
    let canReplace = object.kind == .view || object.kind == .function
    let way =
      canReplace
      ? "CREATE OR REPLACE where its shape allows" : "repeat GRANT, COMMENT and OWNER TO after making it again"
    guard !context.current.isEmpty else {
      return finding(
        at: step,
        "drops the \(what) and makes it again in step \(again.id): its rights and comments are not checked, no database",
        because: "What is made again has no grants, comments or owner of the old one.", instead: way)
    }
    let later = context.steps[again.position...].flatMap(\.facts.actions)
    let lost = attributes(of: object, in: context).filter { attribute in
      !later.contains { restores($0, attribute, of: object.name) }
    }
    guard !lost.isEmpty else { return nil }
    return finding(
      at: step,
      "drops the \(what) and makes it again in step \(again.id) without its \(lost.map(\.rawValue).joined(separator: " and "))",
      because: "They belong to the object that is dropped, not to its name.", instead: way)
  }

  private enum Attribute: String { case rights, comment }

  private func attributes(of object: DroppedObject, in context: ReviewContext) -> [Attribute] {
    guard let schema = context.current.first(where: { $0.name == object.name.schema }) else { return [] }
    let name = object.name.name
    let hasComment =
      schema.views.contains { $0.name == name && $0.comment != nil }
      || schema.sequences.contains { $0.name == name && $0.comment != nil }
      || schema.routines.contains { $0.name == name && $0.comment != nil }
    let hasRights = schema.privileges.contains { $0.object.name == name && $0.object.kind != .schema }
    return (hasRights ? [.rights] : []) + (hasComment ? [.comment] : [])
  }

  private func restores(_ action: StatementAction, _ attribute: Attribute, of name: QualifiedName) -> Bool {
    switch (attribute, action) {
    case (.rights, .changePrivileges(let change)): change.relations.contains(name) || change.others.contains(name)
    case (.comment, .comment(.relation(name), _)): true
    case (.comment, .comment(.other, _)): true
    default: false
    }
  }
}
