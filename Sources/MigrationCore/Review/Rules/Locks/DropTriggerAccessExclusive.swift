/// `drop-trigger-access-exclusive`: dropping or renaming a trigger stops its table.
struct DropTriggerAccessExclusive: ActionRule {
  static let id: RuleID = "drop-trigger-access-exclusive"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "dropping or renaming a trigger stops its table"
  static let documentation = """
    CREATE TRIGGER lets readers through, DROP TRIGGER and ALTER TRIGGER … RENAME do not: they take ACCESS EXCLUSIVE on the
    table, and on all its partitions. So does DROP FUNCTION … CASCADE where it takes a trigger along. DISABLE TRIGGER
    stops writers only, and the trigger can be dropped in a quiet time.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .drop(let object):
      if object.kind == .trigger, let trigger = object.member, !step.isNew(object.name) {
        let disable: SQLText = "ALTER TABLE \(object.name) DISABLE TRIGGER \(trigger);"
        return finding(
          at: step, "reads and writes on \(context.described(object.name)) queue behind the drop of its trigger",
          because: "DROP TRIGGER takes ACCESS EXCLUSIVE on the table, more than CREATE TRIGGER does.",
          instead: "\(disable.text) now, and the drop in a quiet time")
      }
      guard object.kind == .function, object.isCascading else { return nil }
      let tables = context.tables(withTriggersCalling: object.name).filter { !step.isNew($0) }
      guard !tables.isEmpty else { return nil }
      return finding(
        at: step, "reads and writes on \(context.listed(tables)) queue: CASCADE drops triggers there",
        because: "A trigger goes with its function, under ACCESS EXCLUSIVE on its table.",
        instead: "DROP TRIGGER in a transaction group of its own, for each table, before the function")
    case .renameTrigger(let trigger, let table):
      guard !step.isNew(table) else { return nil }
      return finding(
        at: step, "reads and writes on \(context.described(table)) queue behind the renaming of its trigger \(trigger)",
        because: "ALTER TRIGGER … RENAME takes ACCESS EXCLUSIVE on the table.",
        instead: "a transaction group of its own, with a short lock_timeout")
    default: return nil
    }
  }
}

extension ReviewContext {
  /// The tables that have a trigger with this function, by what the target has.
  fileprivate func tables(withTriggersCalling function: QualifiedName) -> [QualifiedName] {
    current.flatMap { schema in
      schema.tables.filter { $0.triggers.contains { $0.function == function } }
        .map { QualifiedName(schema.name, $0.name) }
    }
  }
}
