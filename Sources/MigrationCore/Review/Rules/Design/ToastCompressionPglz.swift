/// `toast-compression-pglz`: large values are compressed with pglz.
struct ToastCompressionPglz: ActionRule {
  static let id: RuleID = "toast-compression-pglz"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "large values are compressed with pglz"
  static let documentation = """
    From PostgreSQL 14 on, values of text, jsonb and bytea can be compressed with lz4, which is several times faster
    than pglz at about the same size, if the server was built with it. SET COMPRESSION concerns new values only and
    takes ACCESS EXCLUSIVE for a moment; the setting default_toast_compression decides for columns that say nothing.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let large: Set<Identifier> = ["text", "json", "jsonb", "bytea", "xml"]
    if let columns = action.columnWords({ $0.added?.compression == "pglz" }) {
      return finding(
        at: step, "\(columns): COMPRESSION pglz is slower than lz4",
        because: "Each large value is compressed and decompressed with it.",
        instead: "COMPRESSION lz4, where the server was built with it")
    }
    guard case .createTable = action, let live = context.live, live.serverVersion >= 140_000,
      live.settings["default_toast_compression"] == "pglz",
      let columns = action.columnWords({ $0.isOne(of: large) && $0.added?.compression == nil })
    else { return nil }
    return finding(
      at: step, "\(columns): large values will be compressed with pglz, the server's default",
      because: "lz4 is several times faster at about the same size.",
      instead: "COMPRESSION lz4, or default_toast_compression = lz4, where the server was built with it")
  }
}
