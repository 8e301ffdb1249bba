/// `drop-pk-breaks-replica-identity`: a published table loses what identifies its rows.
struct DropPkBreaksReplicaIdentity: ActionRule {
  static let id: RuleID = "drop-pk-breaks-replica-identity"
  static let category = RuleCategory.replication
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a published table loses what identifies its rows"
  static let documentation = """
    Logical replication sends UPDATE and DELETE with the replica identity: by default the primary key, or the index that
    REPLICA IDENTITY USING INDEX named. When that is dropped while a publication sends updates or deletes, every UPDATE
    and DELETE of the table fails on the publisher, "cannot update table … because it does not have a replica identity".
    Set another identity in the same transaction, before.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, what) = Self.lost(action, context), !step.isNew(table),
      let publication = context.publicationOfChanges(to: table), !context.hasIdentity(table, afterGroupOf: step)
    else { return nil }
    let full: SQLText = "ALTER TABLE \(table) REPLICA IDENTITY USING INDEX …;"
    return finding(
      at: step,
      "every UPDATE and DELETE of \(table) will fail: \(publication) publishes it, and \(what) is its replica identity",
      because: "Without a replica identity PostgreSQL refuses to change rows that have to be replicated.",
      instead: "in the same group, before it: \(full.text)")
  }

  private static func lost(_ action: StatementAction, _ context: ReviewContext) -> (QualifiedName, String)? {
    switch action {
    case .alterTable(let table, .dropConstraint(let name, _)):
      let index = context.table(table)?.replicaIdentity ?? .primaryKey
      if index == .index(name) { return (table, "the index of \(name)") }
      return index == .primaryKey && context.isPrimaryKey(name, of: table) ? (table, "the primary key \(name)") : nil
    case .alterTable(let table, .dropColumn(let column, _)):
      let isKey = context.primaryKey(of: table).contains(column)
      return isKey && (context.table(table)?.replicaIdentity ?? .primaryKey) == .primaryKey
        ? (table, "the primary key with \(column)") : nil
    case .drop(let object) where object.kind == .index:
      guard let table = context.relation(object.name)?.owningTable,
        context.table(table)?.replicaIdentity == .index(object.name.name)
      else { return nil }
      return (table, "the index \(object.name.name)")
    default: return nil
    }
  }
}
