extension RuleBook {
  /// The rules in `Rules/DataLoss`, by file name.
  static let dataLoss: [any ReviewRule] = [
    DeleteWithoutWhere(),
    DmlWithoutPriorBackup(),
    DropCascade(),
    DropColumn(),
    DropColumnImplicitDrops(),
    DropDatabase(),
    DropExtension(),
    DropFunctionOrProcedure(),
    DropMaterializedView(),
    DropOwned(),
    DropRecreateLosesAttributes(),
    DropSchema(),
    DropSequence(),
    DropTable(),
    DropTableNotTombstoned(),
    DropThenCreateTable(),
    DropType(),
    DropViewInUse(),
    IrreversibleWithoutNote(),
    Truncate(),
    TruncateCascade(),
    UnloggedTable(),
    UpdateWithoutWhere(),
  ]
}
