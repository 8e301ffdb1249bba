/// `sequence-not-reset-after-load`: values are inserted into a column whose sequence does not know of them.
struct SequenceNotResetAfterLoad: ReviewRule {
  static let id: RuleID = "sequence-not-reset-after-load"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "values are inserted into a column whose sequence does not know of them"
  static let documentation = """
    Explicit values in a serial or identity column do not move its sequence: later the sequence hands out the same
    numbers, and inserts fail with a duplicate key. Set it afterwards, in the same script.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    var numbered: [QualifiedName: Set<Identifier>] = [:]
    var open: [(step: ReviewedStep, table: QualifiedName, column: Identifier)] = []
    for step in context.steps where step.step.directive == nil {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table):
          numbered[table.name] = Set(table.columns.filter { $0.isIdentity || $0.isSerial }.map(\.name))
        case .insert(let rows):
          let columns = numbered[rows.table] ?? stored(rows.table, in: context)
          guard let column = rows.givenColumns.first(where: columns.contains),
            !open.contains(where: { $0.table == rows.table })
          else { continue }
          open.append((step, rows.table, column))
        case .setSequenceValue: open = []
        case .alterSequence(_, let options) where options.contains("restart"): open = []
        case .alterTable(let table, .changeIdentity): open.removeAll { $0.table == table }
        default: continue
        }
      }
    }
    return open.map { one in
      let (table, column) = (one.table, one.column)
      let name: SQLText = "\(table)"
      let set: SQLText =
        "SELECT setval(pg_get_serial_sequence(\(literal: StoredText(name.text)), \(literal: StoredText(column.text))), max(\(column))) FROM \(table);"
      return finding(
        at: one.step, "gives values for \(column) of \(table), whose sequence is not set afterwards",
        because: "The sequence will hand out the same numbers again: later inserts fail with a duplicate key.",
        instead: set.text)
    }
  }

  private func stored(_ table: QualifiedName, in context: ReviewContext) -> Set<Identifier> {
    guard let schema = context.current.first(where: { $0.name == table.schema }) else { return [] }
    let identities = context.table(table)?.columns.filter { $0.identity != nil }.map(\.name) ?? []
    let serials = schema.sequences.compactMap(\.ownedBy).filter { $0.table == table }.map(\.column)
    return Set(identities + serials)
  }
}
