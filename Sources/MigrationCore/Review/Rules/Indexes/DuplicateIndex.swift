/// `duplicate-index`: a new index does what another one does already.
struct DuplicateIndex: ReviewRule {
  static let id: RuleID = "duplicate-index"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a new index does what another one does already"
  static let documentation = """
    A B-tree on a, b serves what one on a alone would: the second only costs room and writes. Compared are B-trees of plain
    columns in the default order without a condition; a unique index is only needless beside another unique one on the
    same columns. An index that the same plan drops is not counted, since it is being replaced.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var indexes = IndexLedger(context.live)
    var rivals = indexes.byFirstColumn
    let dropped = Set(
      context.steps.flatMap(\.facts.actions).compactMap { action -> QualifiedName? in
        if case .drop(let object) = action, object.kind == .index { object.name } else { nil }
      })
    return context.steps.flatMap { step -> [Finding] in
      step.facts.actions.flatMap { action -> [Finding] in
        let added = indexes.note(action, at: step.id)
        guard let table = action.indexedTable else { return [] }
        return added.compactMap { new in
          guard let lead = new.lead(on: table) else { return nil }
          let other = rivals[lead]?.first { other in
            new.isCovered(by: other)
              && !(other.name.map { dropped.contains($0) || indexes.find($0) == nil } ?? false)
          }
          rivals[lead, default: []].append(new)
          return other.map { duplicate(new, of: $0, on: table, at: step) }
        }
      }
    }
  }

  private func duplicate(
    _ new: IndexLedger.Entry, of other: IndexLedger.Entry, on table: QualifiedName, at step: ReviewedStep
  ) -> Finding {
    let name = other.name.map { "\($0)" } ?? "an index of step \(other.step.map { "\($0)" } ?? "before")"
    let columns = other.columns.compactMap { $0?.text }.joined(separator: ", ")
    return finding(
      at: step,
      "\(new.name.map { "\($0)" } ?? "the new index on \(table)") does what \(name) on (\(columns)) does already",
      because: "An index on the same leading columns serves the same queries; both are written on every change.",
      instead: "leave one of them out")
  }
}

extension StatementAction {
  /// The table that may get an index by it.
  fileprivate var indexedTable: QualifiedName? {
    switch self {
    case .createIndex(let index): index.table
    case .createTable(let table): table.name
    case .alterTable(let table, .addConstraint), .alterTable(let table, .addColumn): table
    default: nil
    }
  }
}

extension IndexLedger.Entry {
  /// Whether another index serves every query, and every check, that this one would.
  fileprivate func isCovered(by other: Self) -> Bool {
    guard isPlain, other.isPlain, other.isValid, !columns.isEmpty, !columns.contains(nil) else { return false }
    if isUnique { return other.isUnique && columns == other.columns }
    return other.columns.starts(with: columns)
  }
}
