/// `index-row-too-large`: values may be too long for a B-tree.
struct IndexRowTooLarge: StepRule {
  static let id: RuleID = "index-row-too-large"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "values may be too long for a B-tree"
  static let documentation = """
    A B-tree refuses a key of more than 2,704 bytes: the build fails, or a later insert does. Of text, bytea and jsonb
    without a limit that depends on the values. An index on a hash or md5 of the column, or GIN with trigrams, takes any
    length. Text columns are reported only where the server's statistics show long values.
    """

  func findings(for step: ReviewedStep, in context: ReviewContext) -> [Finding] {
    step.facts.actions.flatMap { action -> [Finding] in
      guard case .createIndex(let index) = action, index.accessMethod == "btree",
        let columns = context.relation(index.table)?.columns
      else { return [] }
      return index.keys.compactMap { key in
        guard let name = key.column, let column = columns[name], column.type.hasAnyLength else { return nil }
        return judge(name, column, of: index, at: step)
      }
    }
  }

  private func judge(_ name: Identifier, _ column: LiveColumn, of index: CreatedIndex, at step: ReviewedStep)
    -> Finding?
  {
    let what: String
    var limit = Severity.warning
    if let longest = column.longestValue {
      guard longest > 2_704 else { return nil }
      what = "its longest value has \(Quantity.bytes(Int64(longest)))"
    } else if let average = column.averageWidth {
      guard average > 256 else { return nil }
      what = "its values have \(average) bytes on average"
    } else {
      guard column.type.name != "text", column.type.name != "varchar" else { return nil }
      what = "not checked: how long its values are"
      limit = .info
    }
    return finding(
      limit, at: step, "\(index.shownName) may refuse values of \(name), a \(column.type.name) of any length: \(what)",
      because: "A B-tree takes keys of 2,704 bytes at most; the build or a later insert fails.",
      instead: "an index on a hash of the column, or GIN")
  }
}

extension ColumnType {
  /// `text`, `bytea`, `json` and the like without a limit.
  fileprivate var hasAnyLength: Bool {
    schema == nil && !isArray && modifiers.isEmpty && ["text", "varchar", "bytea", "jsonb", "xml"].contains(name)
  }
}
