/// `fk-type-mismatch`: a foreign key compares two types.
struct FkTypeMismatch: ForeignKeyRule {
  static let id: RuleID = "fk-type-mismatch"
  static let category = RuleCategory.constraint
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a foreign key compares two types"
  static let documentation = """
    Columns of a foreign key should have the type of the columns that they refer to. Other types need cross-type
    operators, some pairs lose the index, and a narrower referencing column (integer to bigint) overflows while the
    referenced one still has room.
    """

  func finding(for addition: ForeignKeyAddition, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let pairs = context.columnPairs(of: addition), let own = context.finalState(of: addition.table),
      let referenced = context.finalState(of: addition.key.references)
    else { return nil }
    for pair in pairs {
      guard let type = own.columns[pair.own]?.type, let target = referenced.columns[pair.referenced]?.type else {
        continue
      }
      let (left, right) = (context.baseType(of: type), context.baseType(of: target))
      if left.isSameType(as: right), left.modifiers == right.modifiers { continue }
      return finding(
        isStringPair(left, right) || left.isSameType(as: right) ? .info : .warning, at: step,
        "\(addition.table).\(pair.own) is \(type.words), \(addition.key.references).\(pair.referenced) is \(target.words)",
        because: "Values of two types are compared, and what fits the one may not fit the other.",
        instead: "give both columns the type \(target.words) before the foreign key is added")
    }
    return nil
  }

  /// `varchar` is compared as `text`.
  private func isStringPair(_ left: ColumnType, _ right: ColumnType) -> Bool {
    let strings: Set<Identifier> = ["text", "varchar"]
    return strings.contains(left.name) && strings.contains(right.name) && left.isArray == right.isArray
  }
}
