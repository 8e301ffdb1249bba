/// Every rule there is.
package enum RuleBook {
  /// Hand-written; a test compares it with the files in `Rules/`.
  package static let all: [any ReviewRule] = [
    DropTable(),
    DropColumn(),
    DropSchema(),
    DropType(),
    DropSequence(),
    DropMaterializedView(),
    DropCascade(),
    TruncateTable(),
    DeleteWithoutWhere(),
    UpdateWithoutWhere(),
    CreateIndexBlocksWrites(),
    DropIndexBlocksTable(),
    CreateTableLocksReferenced(),
    RefreshBlocksReads(),
    ChangeTypeRewritesTable(),
    ChangeTypeRebuildsIndexes(),
    AddColumnVolatileDefault(),
    AddColumnSerial(),
    AddColumnIdentity(),
    AddColumnStoredGenerated(),
    AddColumnConstrainedDomain(),
    SetLogged(),
    VacuumFull(),
    SetNotNullScansTable(),
    AddForeignKeyScansTable(),
    AddCheckScansTable(),
    AddUniqueBuildsIndex(),
    AddPrimaryKeyBuildsIndex(),
    AddExclusionConstraint(),
    AddRequiredColumn(),
    NotInTransaction(),
    ValidateInSameTransaction(),
    EnumValueUsedInSameTransaction(),
    TransactionControl(),
    RenameColumn(),
    RenameTable(),
    UnanalysedStatement(),
  ]

  /// What all rules find in the plan, by step, then the gravest first, then by rule.
  package static func findings(in context: ReviewContext) -> [Finding] {
    let found = context.steps.flatMap { step in
      step.step.directive == nil ? all.flatMap { $0.findings(for: step, in: context) } : []
    }
    // The position keeps the order of findings that one rule has at one step.
    return found.enumerated().sorted { left, right in
      if left.element.step != right.element.step { return left.element.step < right.element.step }
      if left.element.severity != right.element.severity { return left.element.severity > right.element.severity }
      if left.element.rule != right.element.rule { return left.element.rule < right.element.rule }
      return left.offset < right.offset
    }.map(\.element)
  }
}
