extension Plan {
  /// The plan that makes `changes`, its statements without the name of `schema`.
  ///
  /// Steps share a transaction with their neighbours as far as they can. `source_diffs` are not part of the plan's file.
  package init(
    _ changes: [PlannedChange], schema: Identifier, createdAt: String, sourceFingerprint: String?,
    countersign: CountersignSection?
  ) {
    var groups: [TransactionGroup] = []
    var pending: [Step] = []
    func flush() {
      if !pending.isEmpty { groups.append(TransactionGroup(steps: pending)) }
      pending = []
    }
    var diffs: [SourceDiff] = []
    for change in changes {
      for planned in change.steps {
        let step = Step(planned, change.label, schema: schema)
        switch planned.isolation {
        case .none: pending.append(step)
        case .ownTransaction, .outsideTransaction:
          flush()
          groups.append(TransactionGroup(steps: [step]))
        }
      }
      guard !change.isContinuation else { continue }
      let statements = change.steps.map {
        SourceDiff.Statement(sql: Step($0, change.label, schema: schema).sql, canRunInTransaction: true)
      }
      diffs.append(
        SourceDiff(
          statements: statements, type: change.label.type, operation: change.label.operation.rawValue,
          path: change.label.path))
    }
    flush()
    self.init(
      formatVersion: Plan.format, pgschemaVersion: Plan.pgschemaVersion, createdAt: createdAt,
      sourceFingerprint: sourceFingerprint, groups: groups, sourceDiffs: diffs, countersign: countersign)
  }
}

extension Step {
  fileprivate init(_ planned: PlannedStep, _ label: StepLabel, schema: Identifier) {
    var sql = planned.sql.text(leavingOut: schema)
    if !sql.hasSuffix(";") { sql += ";" }
    self.init(
      sql: sql, directive: planned.wait.map { Directive(type: Directive.wait, message: $0) }, type: label.type,
      operation: label.operation.rawValue, path: label.path)
  }
}
