/// `primary-key-type-allowlist`: a primary key is of a type that is not on the list.
struct PrimaryKeyTypeAllowlist: ActionRule {
  static let id: RuleID = "primary-key-type-allowlist"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let options = [
    RuleOption(
      "types", .list(["bigint", "integer", "smallint", "uuid"]), "types that a primary key's columns may have")
  ]
  static let summary = "a primary key is of a type that is not on the list"
  static let documentation = """
    A key is copied into every referencing table and index. Names and codes change and are wide; random UUIDs (version
    4) are inserted all over the index, where bigint and UUIDs of version 7 (uuidv7() from PostgreSQL 18) go to its end.
    The option types lists what is allowed; columns that are foreign keys as well have the type of what they point to.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let (table, columns) = action.addedColumns, let constraints = action.addedConstraints?.constraints,
      let key = constraints.first(where: { $0.kind == .primaryKey })
    else { return nil }
    let allowed = context.list("types", of: Self.self).map { ColumnType(formatted: $0) }
    let foreign = Set(constraints.filter { $0.foreignKey != nil }.flatMap(\.columns))
    let column = columns.first { column in
      key.columns.contains(column.name) && !foreign.contains(column.name)
        && !allowed.contains { $0.isSameType(as: column.plainType) }
    }
    guard let column else { return nil }
    return finding(
      at: step, "the primary key of \(table) has \(column.name), of type \(column.type.name)",
      because: "Every reference and every index entry carries the key, and a value with a meaning may have to change.",
      instead: "take one of \(allowed.map(\.name).words) for the key, and UNIQUE for this column")
  }
}
