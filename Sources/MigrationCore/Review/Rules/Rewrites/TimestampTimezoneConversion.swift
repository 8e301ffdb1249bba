/// `timestamp-timezone-conversion`: timestamps are read in the session's time zone.
struct TimestampTimezoneConversion: ActionRule {
  static let id: RuleID = "timestamp-timezone-conversion"
  static let category = RuleCategory.rewrite
  static let severities = RuleSeverities(relaxed: .warning, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "timestamps are read in the session's time zone"
  static let documentation = """
    timestamp to timestamptz and back takes the values to be in the session's TimeZone: another zone gives other
    moments. In UTC the rows stay as they are and the indexes on the column are built anew under ACCESS EXCLUSIVE;
    in any other zone the whole table is written again. Say the zone: SET LOCAL timezone = 'UTC' before the change,
    or USING column AT TIME ZONE 'UTC', which always writes the table again.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .alterTable(let table, .alterColumnType(let column, let type, let conversion)) = action,
      !step.isNew(table), !conversion.isComputed, context.live != nil,
      let current = context.state(of: table, before: step)?.columns[column]?.type,
      !current.isArray, !type.isArray,
      (current.name, type.name) == ("timestamp", "timestamptz")
        || (current.name, type.name) == ("timestamptz", "timestamp")
    else { return nil }
    let isUTC = context.isTimeZoneUTC(at: step)
    if isUTC, context.setsTimeZone(before: step) { return nil }
    let using: SQLText =
      "ALTER TABLE \(table) ALTER COLUMN \(column) TYPE \(type.sql) USING \(column) AT TIME ZONE 'UTC'"
    return finding(
      .warning, at: step,
      isUTC
        ? "the values of \(column) in \(context.described(table)) are taken to be in UTC, the session's TimeZone"
        : "the values of \(column) in \(context.described(table)) are taken to be in the session's TimeZone, which is not UTC",
      because: isUTC
        ? "Whoever runs this in another zone gets other moments, and a rewrite of the whole table."
        : "Every row is written again, and a session with another zone would store other moments.",
      instead: "SET LOCAL timezone = 'UTC'; before it in the same group; or, with a rewrite, \(using)")
  }
}
