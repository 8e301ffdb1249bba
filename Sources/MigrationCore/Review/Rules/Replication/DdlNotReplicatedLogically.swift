/// `ddl-not-replicated-logically`: a change of a published table does not reach its subscribers.
struct DdlNotReplicatedLogically: ActionRule {
  static let id: RuleID = "ddl-not-replicated-logically"
  static let category = RuleCategory.replication
  static let severities = RuleSeverities(relaxed: .info, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a change of a published table does not reach its subscribers"
  static let documentation = """
    Logical replication sends rows, not DDL. A column that the subscriber lacks, a type or an enum value that it does
    not know stops its apply worker, and the publisher keeps WAL until somebody notices. What adds something goes to the
    subscriber first, what takes away to the publisher first. A column that a publication's list of columns leaves out
    does not matter; the list is not looked at.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard context.live != nil, let (table, what, isSubscriberFirst) = Self.change(action, context), !step.isNew(table)
    else { return nil }
    let publications = context.relation(table)?.publications ?? []
    guard !publications.isEmpty else { return nil }
    return finding(
      at: step, "\(what) \(table), which \(publications.words) publishes, is not sent to its subscribers",
      because: "Their apply workers stop at the first row that does not fit, and WAL piles up here.",
      instead: isSubscriberFirst
        ? "make the same change on each subscriber first" : "make the same change on each subscriber after this one")
  }

  /// The table, what happens to it, and whether subscribers have to have it first.
  private static func change(_ action: StatementAction, _ context: ReviewContext) -> (QualifiedName, String, Bool)? {
    switch action {
    case .alterTable(let table, .addColumn(let column)): return (table, "the new column \(column.name) of", true)
    case .alterTable(let table, .dropColumn(let column, _)): return (table, "the loss of \(column) of", false)
    case .alterTable(let table, .renameColumn(let column, _)): return (table, "the new name of \(column) of", true)
    case .alterTable(let table, .rename(let name)): return (table, "the new name \(name) of", true)
    case .alterTable(let table, .setSchema): return (table, "the new schema of", true)
    case .alterTable(let table, .alterColumnType(let column, _, _)):
      return (table, "the new type of \(column) of", true)
    case .addEnumValue(let type, let label, _), .renameEnumValue(let type, _, let label):
      // Names of tables have no order of their own.
      let user = context.live?.relations.filter { _, relation in
        !relation.publications.isEmpty
          && relation.columns.values.contains {
            $0.type.name == type.name && ($0.type.schema == nil || $0.type.schema == type.schema)
          }
      }.keys.min()
      return user.map { ($0, "the value '\(label)' for", true) }
    default: return nil
    }
  }
}
