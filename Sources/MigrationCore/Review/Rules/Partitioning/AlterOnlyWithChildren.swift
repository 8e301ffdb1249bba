/// `alter-only-with-children`: ONLY is refused where partitions or inheriting tables have to change as well.
struct AlterOnlyWithChildren: ActionRule {
  static let id: RuleID = "alter-only-with-children"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalog
  static let summary = "ONLY is refused where partitions or inheriting tables have to change as well"
  static let documentation = """
    A partition or an inheriting table has every column and every inherited CHECK of its parent. So PostgreSQL refuses
    ALTER TABLE ONLY while there are any: to add or rename a column, to change its type, to add a CHECK without
    NO INHERIT; and of a partitioned table to drop a column, to set it NOT NULL, to add a foreign key. Leave ONLY out.
    To spare the parent's lock, make the change in each partition first: a CHECK that all of them have is there at once
    on the parent.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, let change) = action, step.facts.tablesAlone.contains(table), !step.isNew(table),
      isRefused(change, of: table, at: step, in: context),
      let child = context.children(of: table, before: step).first
    else { return nil }
    let kind = context.isPartitioned(table) ? "partition" : "inheriting table"
    return finding(
      .error, at: step, "fails: ONLY leaves out \(table)'s \(kind) \(child)",
      because: "PostgreSQL makes this change in the table and in all below it, or not at all.",
      instead: "write ALTER TABLE \(table) … without ONLY")
  }

  private func isRefused(
    _ change: TableAction, of table: QualifiedName, at step: ReviewedStep, in context: ReviewContext
  ) -> Bool {
    switch change {
    case .addColumn(let column): return !column.hasGuard
    case .renameColumn, .alterColumnType, .dropExpression: return true
    case .addConstraint(let added):
      if added.isCheck { return !added.isLocal }
      return added.referencedTable != nil && context.isPartitioned(table)
    case .setNotNull(let column):
      let isSet = context.state(of: table, before: step)?.columns[column]?.isNotNull ?? false
      return context.isPartitioned(table) && !isSet
    case .dropColumn: return context.isPartitioned(table)
    case .changeDefault, .dropNotNull, .addIdentity, .changeIdentity, .dropIdentity, .setExpression,
      .setColumnStatistics, .setColumnOptions, .setColumnStorage, .setColumnCompression, .validateConstraint,
      .dropConstraint, .renameConstraint, .alterConstraint, .rename, .setSchema, .changeOwner, .setStorageParameters,
      .setLogged, .setTablespace, .setAccessMethod, .attachPartition, .detachPartition, .finishDetach, .inherit,
      .noInherit, .changeTriggers, .changeRules, .changeRowSecurity, .setReplicaIdentity, .changeClusterIndex, .other:
      return false
    }
  }
}
