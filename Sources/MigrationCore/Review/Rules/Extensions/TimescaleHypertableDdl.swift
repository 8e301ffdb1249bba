/// `timescale-hypertable-ddl`: a hypertable of TimescaleDB is changed.
struct TimescaleHypertableDdl: ActionRule {
  static let id: RuleID = "timescale-hypertable-ddl"
  static let category = RuleCategory.`extension`
  static let severities = RuleSeverities(relaxed: nil, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a hypertable of TimescaleDB is changed"
  static let documentation = """
    A change of a hypertable is made in each of its chunks, and its locks are taken on all of them. With compression
    (the columnstore) on, some changes of columns and constraints are refused, and DELETE has to decompress. To delete
    by time drop_chunks is instant; partitions of a hypertable are not made by hand.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let found: (table: QualifiedName, what: String, isDelete: Bool)
    switch action {
    case .alterTable(let table, _): found = (table, "is changed in", false)
    case .createIndex(let index): found = (index.table, "gets an index in", false)
    case .delete(let rows): found = (rows.table, "loses rows in", true)
    default: return nil
    }
    guard case .hypertable(let chunks, let isCompressed)? = context.live?.managedTables[found.table] else { return nil }
    let compressed = isCompressed ? ", compressed" : ""
    return finding(
      at: step, "\(found.table) \(found.what) \(Quantity.counted(chunks, "chunk"))\(compressed)",
      because: found.isDelete
        ? "DELETE writes to every row, and decompresses what is compressed; to drop whole chunks is instant."
        : isCompressed
          ? "Each chunk is locked and changed, and compressed ones refuse some changes."
          : "Each chunk is locked and changed.",
      instead: found.isDelete
        ? "SELECT drop_chunks(…) where it goes by time"
        : "CREATE INDEX … WITH (timescaledb.transaction_per_chunk) for an index; a quiet hour for the rest")
  }
}
