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
    var made: [QualifiedName: CreatedTable] = [:]
    var open: [(step: ReviewedStep, table: QualifiedName, column: Identifier)] = []
    func note(_ given: [Identifier], of table: QualifiedName, at step: ReviewedStep) {
      let numbered = made[table].map(Self.numbered) ?? stored(table, in: context)
      guard let column = given.first(where: numbered.contains), !open.contains(where: { $0.table == table }) else {
        return
      }
      open.append((step, table, column))
    }
    for step in context.steps where step.step.directive == nil {
      for action in step.facts.actions {
        switch action {
        case .createTable(let table): made[table.name] = table
        case .insert(let rows):
          let all = columns(of: rows.table, made, in: context)
          let given = rows.givenColumns + rows.givenPlaces.filter(all.indices.contains).map { all[$0] }
          note(given, of: rows.table, at: step)
        case .copy(let copy):
          guard copy.isFrom, let table = copy.table else { continue }
          note(copy.columns.isEmpty ? columns(of: table, made, in: context) : copy.columns, of: table, at: step)
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

  private static func numbered(_ table: CreatedTable) -> Set<Identifier> {
    Set(table.columns.filter { $0.isIdentity || $0.isSerial }.map(\.name))
  }

  /// In the table's order; none where that is not known.
  private func columns(
    of table: QualifiedName, _ made: [QualifiedName: CreatedTable], in context: ReviewContext
  ) -> [Identifier] {
    guard let new = made[table] else { return context.table(table)?.columns.map(\.name) ?? [] }
    return new.inherits.isEmpty && new.reads.isEmpty ? new.columns.map(\.name) : []
  }

  private func stored(_ table: QualifiedName, in context: ReviewContext) -> Set<Identifier> {
    guard let schema = context.current.first(where: { $0.name == table.schema }) else { return [] }
    let identities = context.table(table)?.columns.filter { $0.identity != nil }.map(\.name) ?? []
    let serials = schema.sequences.compactMap(\.ownedBy).filter { $0.table == table }.map(\.column)
    return Set(identities + serials)
  }
}
