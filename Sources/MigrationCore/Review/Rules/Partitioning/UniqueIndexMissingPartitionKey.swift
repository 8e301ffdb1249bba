/// `unique-index-missing-partition-key`: a unique key lacks the partition key.
struct UniqueIndexMissingPartitionKey: StepRule {
  static let id: RuleID = "unique-index-missing-partition-key"
  static let category = RuleCategory.partitioning
  static let severities = RuleSeverities(relaxed: .error, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a unique key lacks the partition key"
  static let documentation = """
    A unique index of a partitioned table is one index for each partition, so equal rows must meet in one partition:
    PostgreSQL refuses UNIQUE and PRIMARY KEY that lack a column of the partition key, or where the key has an
    expression. EXCLUDE is refused before 17. Include the key's columns, or enforce uniqueness elsewhere.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      var keys: [(table: QualifiedName, columns: [Identifier])] = []
      for (table, added) in action.constraintsAdded
      where (added.kind == .unique || added.kind == .primaryKey) && added.index == nil {
        keys.append((table, added.columns))
      }
      if case .createIndex(let index) = action, index.isUnique {
        keys.append((index.table, index.keys.compactMap(\.column)))
      }
      return keys.compactMap { key in
        guard let partition = context.partitionKey(of: key.table) else { return nil }
        let missing = partition.compactMap { $0 }.filter { !key.columns.contains($0) }
        guard !missing.isEmpty || partition.contains(nil) else { return nil }
        let names = missing.map(\.text).joined(separator: ", ")
        return finding(
          .error, at: step,
          missing.isEmpty
            ? "fails: \(key.table) is partitioned by an expression, so it can have no unique key"
            : "fails: the unique key (\(key.columns.map(\.text).joined(separator: ", "))) of \(key.table) lacks \(names), by which it is partitioned",
          because: "Uniqueness is enforced in each partition, so equal rows must belong to the same one.",
          instead: missing.isEmpty
            ? "enforce uniqueness on each partition"
            : "add \(names) to the key, or enforce uniqueness on each partition")
      }
    }
  }
}
