/// `published-table-without-identity`: a table enters a publication without what identifies its rows.
struct PublishedTableWithoutIdentity: StepRule {
  static let id: RuleID = "published-table-without-identity"
  static let category = RuleCategory.replication
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "a table enters a publication without what identifies its rows"
  static let documentation = """
    A publication FOR ALL TABLES or FOR TABLES IN SCHEMA takes every new table at once, and a partition is published
    with its parent. If it sends updates or deletes and the table has neither a primary key nor another replica
    identity, the first UPDATE or DELETE fails on the publisher; INSERT goes on working, so it is noticed late.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    guard let live = context.live else { return [] }
    return step.facts.actions.flatMap { action -> [Finding] in
      switch action {
      case .createTable(let table):
        guard table.persistence == .permanent, !table.isForeign, table.partitionOf == nil, !table.copiesIndexes,
          context.relation(table.name) == nil
        else { return [] }
        let publication = live.publications.filter { _, publication in
          publication.publishesChanges
            && (publication.hasAllTables || publication.schemas.contains(table.name.schema))
        }.map(\.key).min()
        return publication.map { found([table.name], $0, step, context) } ?? []
      case .changePublication(let change):
        guard change.publishesChanges, live.publications[change.name]?.publishesChanges ?? true,
          change.kind == .create || change.kind == .add || change.kind == .set
        else { return [] }
        return found(change.tables, change.name, step, context) + foundAmongAll(change, step, context)
      default: return []
      }
    }
  }

  /// `FOR ALL TABLES` and `FOR TABLES IN SCHEMA`, as far as the plan's schemas go.
  private func foundAmongAll(_ change: PublicationChange, _ step: ReviewedStep, _ context: ReviewContext) -> [Finding] {
    let schemas = context.current.filter { change.hasAllTables || change.schemas.contains($0.name) }
    let tables = schemas.flatMap { schema in
      schema.tables.filter { $0.persistence == .permanent && $0.foreign == nil && $0.partitioning == nil }
        .map { QualifiedName(schema.name, $0.name) }
    }
    let open = tables.filter {
      !change.tables.contains($0) && !context.isGone($0, before: step) && !context.hasIdentity($0, afterGroupOf: step)
    }
    guard let first = open.first else { return [] }
    let key: SQLText = "ALTER TABLE \(first) REPLICA IDENTITY FULL;"
    return [
      finding(
        at: step,
        "UPDATE and DELETE of \(context.listed(open)) fail: \(change.name) publishes \(open.count == 1 ? "it" : "them") without a replica identity",
        because: "PostgreSQL refuses to change rows that it cannot name to the subscribers.",
        instead: "give each a primary key before; at the worst \(key.text)")
    ]
  }

  private func found(
    _ tables: [QualifiedName], _ publication: Identifier, _ step: ReviewedStep, _ context: ReviewContext
  ) -> [Finding] {
    tables.filter { !context.hasIdentity($0, afterGroupOf: step) }.map { table in
      let key: SQLText = "ALTER TABLE \(table) REPLICA IDENTITY FULL;"
      return finding(
        at: step, "UPDATE and DELETE of \(table) fail: \(publication) publishes it, and it has no replica identity",
        because: "PostgreSQL refuses to change rows that it cannot name to the subscribers.",
        instead: "give it a primary key in the same group; at the worst \(key.text)")
    }
  }
}
