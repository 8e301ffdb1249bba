/// `collation-allowlist`: a collation is used that is not on the list.
struct CollationAllowlist: ActionRule {
  static let id: RuleID = "collation-allowlist"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("collations", .list([]), "collations that may be used; empty for any")
  ]
  static let summary = "a collation is used that is not on the list"
  static let documentation = """
    A collation of the operating system can sort otherwise after an upgrade of the system, and indexes are wrong then.
    The option collations lists what may be written after COLLATE, as in "C", "und-x-icu" or en_US.utf8; with the list
    empty nothing is found. The names are PostgreSQL's: utf8mb4_general_ci and its like do not exist there.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let allowed = Set(context.list("collations", of: Self.self).map { Identifier($0) })
    guard !allowed.isEmpty else { return nil }
    var used = action.addedColumns?.columns.compactMap { $0.collation?.name } ?? []
    if case .createIndex(let index) = action { used += index.keys.compactMap { $0.collation?.name } }
    if case .createDomain(let domain) = action, let name = domain.collation?.name { used.append(name) }
    if case .createDatabase(let database) = action {
      used += database.options.filter { ["lc_collate", "locale", "icu_locale"].contains($0.name) }
        .compactMap { $0.value.map { Identifier($0) } }
    }
    guard let name = used.first(where: { !allowed.contains($0) }) else { return nil }
    return finding(
      at: step, "uses the collation \"\(name)\"", because: "The configuration's list of collations does not have it.",
      instead: "use one of \(allowed.sorted().words)")
  }
}
