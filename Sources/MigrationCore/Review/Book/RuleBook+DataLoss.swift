extension RuleBook {
  /// The rules in `Rules/DataLoss`, by file name.
  static let dataLoss: [any ReviewRule] = [
    DeleteWithoutWhere(),
    DropCascade(),
    DropColumn(),
    DropMaterializedView(),
    DropSchema(),
    DropSequence(),
    DropTable(),
    DropType(),
    Truncate(),
    UpdateWithoutWhere(),
  ]
}
