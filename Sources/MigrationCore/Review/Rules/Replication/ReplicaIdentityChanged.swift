/// `replica-identity-changed`: what identifies a table's rows for replication changes.
struct ReplicaIdentityChanged: ActionRule {
  static let id: RuleID = "replica-identity-changed"
  static let category = RuleCategory.replication
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "what identifies a table's rows for replication changes"
  static let documentation = """
    REPLICA IDENTITY says which old values go into the WAL with UPDATE and DELETE. FULL writes every old column and
    makes subscribers search for the row; NOTHING makes UPDATE and DELETE of a published table fail; consumers of the
    change stream (Debezium and the like) get other keys. It takes ACCESS EXCLUSIVE for a moment. Found where the table
    is published or a logical slot reads the WAL.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .setReplicaIdentity(let identity)) = action, !step.isNew(table),
      let live = context.live
    else { return nil }
    let publications = context.relation(table)?.publications ?? []
    let slots = live.activity?.slots.filter(\.isLogical).map(\.name) ?? []
    guard !publications.isEmpty || !slots.isEmpty else { return nil }
    let consumers = (publications.map(\.text) + slots).joined(separator: ", ")
    let effect =
      switch identity {
      case .full: "each UPDATE and DELETE of \(context.described(table)) writes the whole old row to the WAL"
      case .nothing: "UPDATE and DELETE of \(table) fail while it is published"
      case .primaryKey: "changes of \(table) are sent with its primary key"
      case .index(let name): "changes of \(table) are sent with the columns of \(name)"
      }
    return finding(
      at: step, "\(effect) (\(consumers))",
      because: "Subscribers and other consumers of the change stream find rows by these columns.",
      instead: "agree with those who read the change stream; prefer the primary key or USING INDEX")
  }
}
