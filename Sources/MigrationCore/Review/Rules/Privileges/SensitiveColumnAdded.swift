/// `sensitive-column-added`: a new column's name tells of personal or secret data.
struct SensitiveColumnAdded: ActionRule {
  static let id: RuleID = "sensitive-column-added"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalogHelps
  static let options = [
    RuleOption(
      "words",
      .list([
        "birthdate", "birthday", "dob", "email", "iban", "passport", "passwd", "password", "phone", "secret", "ssn",
        "token",
      ]),
      "words in the names of columns that hold personal data or secrets")
  ]
  static let summary = "a new column's name tells of personal or secret data"
  static let documentation = """
    Columns for personal data and secrets want a decision before they hold any: who may read them, how long they are
    kept, whether they are masked or encrypted. The option words lists what counts in a column's name, whole words
    between underscores. Boolean columns and dates of an event are not meant.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let words = Set(context.list("words", of: Self.self))
    let columns = action.columnWords { column in
      guard column.added != nil, !column.isOne(of: ["bool", "timestamptz", "timestamp"]) else { return false }
      return column.name.text.lowercased().split(separator: "_").contains { words.contains(String($0)) }
    }
    guard let columns else { return nil }
    return finding(
      at: step, "\(columns): by its name, personal or secret data",
      because: "Backups, replicas and logs will have it too.",
      instead: "decide who may read it and how long it is kept; hash passwords, encrypt or restrict the rest")
  }
}
