/// `vector-index-choice`: an index on vectors is built with little chance to be good.
struct VectorIndexChoice: ActionRule {
  static let id: RuleID = "vector-index-choice"
  static let category = RuleCategory.`extension`
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "an index on vectors is built with little chance to be good"
  static let documentation = """
    IVFFlat finds its lists by looking at the rows there are: built on an empty or small table its results miss
    neighbours for ever, until REINDEX. lists should be about rows/1000 up to a million rows, the square root of rows
    above. HNSW can be built on an empty table, but slows down many times when its graph does not fit in
    maintenance_work_mem. State m and ef_construction, or lists, so that every database gets the same index.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createIndex(let index) = action, ["hnsw", "ivfflat"].contains(index.accessMethod) else { return nil }
    let rows = context.relation(index.table)?.size.rows
    if index.accessMethod == "ivfflat", step.isNew(index.table) || (rows ?? .max) < 1_000 {
      return finding(
        at: step,
        "IVFFlat is built on \(step.isNew(index.table) ? "the new table \(index.table)" : context.described(index.table))",
        because:
          "Its lists are computed from the rows there are; from too few the index misses neighbours until REINDEX.",
        instead: "build it when the table is filled, or USING hnsw")
    }
    if index.accessMethod == "hnsw", let rows, !step.isNew(index.table), let memory = Self.memory(context) {
      // pgvector's graph: 4 bytes a dimension and about 4 pointers of 8 bytes per neighbour (m = 16).
      let dimensions = Int64(dimensions(of: index, context))
      let needed = rows.multipliedReportingOverflow(by: 4 * dimensions + 512)
      if needed.overflow || needed.partialValue > memory {
        return finding(
          at: step,
          "HNSW on \(context.described(index.table)) needs about \(needed.overflow ? "more than 8 EB" : Quantity.bytes(needed.partialValue)), maintenance_work_mem is \(Quantity.bytes(memory))",
          because: "When the graph does not fit, each further row is searched and placed on disk, many times slower.",
          instead: "SET maintenance_work_mem to what the graph needs before the build")
      }
    }
    let wanted = index.accessMethod == "hnsw" ? ["m", "ef_construction"] : ["lists"]
    guard !wanted.contains(where: { name in index.parameters.contains { $0.name == name } }) else { return nil }
    return finding(
      at: step, "the \(index.accessMethod) index on \(index.table) takes pgvector's defaults",
      because: "Recall and build time depend on them, and the right values on the number of rows.",
      instead: "WITH (\(wanted.map { "\($0) = …" }.joined(separator: ", ")))")
  }

  /// In bytes; `pg_settings` has kB.
  private static func memory(_ context: ReviewContext) -> Int64? {
    context.live?.settings["maintenance_work_mem"].flatMap { Int64($0) }.map { $0 * 1024 }
  }

  /// What the column's type says, or a common number.
  private func dimensions(of index: CreatedIndex, _ context: ReviewContext) -> Int {
    guard let column = index.keys.first?.column,
      let type = context.type(of: column, in: index.table)
    else { return 1_536 }
    return type.modifiers.first ?? 1_536
  }
}
