extension RuleBook {
  /// The rules in `Rules/Locks`, by file name.
  static let locks: [any ReviewRule] = [
    ClusterTable(),
    CreateTableFkLocksParent(),
    IndexCreateNotConcurrent(),
    IndexDropNotConcurrent(),
    RefreshMatviewNotConcurrent(),
    VacuumFull(),
  ]
}
