/// `charset-allowlist`: a database gets an encoding that is not on the list.
struct CharsetAllowlist: ActionRule {
  static let id: RuleID = "charset-allowlist"
  static let category = RuleCategory.design
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let options = [
    RuleOption("encodings", .list(["UTF8"]), "encodings that a database may have")
  ]
  static let summary = "a database gets an encoding that is not on the list"
  static let documentation = """
    UTF8 holds every character; other encodings refuse some, and SQL_ASCII checks nothing. The encoding is chosen when
    the database is made and never changes. The option encodings lists what is allowed; names that PostgreSQL does not
    have, MySQL's utf8mb4 for instance, are not looked at, and without any other UTF8 is allowed.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createDatabase(let database) = action,
      let encoding = database.options.first(where: { $0.name == "encoding" })?.value
    else { return nil }
    let allowed = context.list("encodings", of: Self.self).map(Self.plain).filter(Self.encodings.contains)
    guard !(allowed.isEmpty ? ["UTF8"] : allowed).contains(Self.plain(encoding)) else { return nil }
    return finding(
      at: step, "the database \(database.name) gets the encoding \(encoding)",
      because: "It cannot hold every character, and can never be changed.", instead: "ENCODING 'UTF8'")
  }

  /// PostgreSQL reads `utf-8` and `unicode` as `UTF8`.
  private static func plain(_ name: String) -> String {
    let name = name.uppercased().filter { $0 != "-" && $0 != "_" }
    return name == "UNICODE" ? "UTF8" : name
  }

  /// Source: PostgreSQL manual, "Character Set Support", without hyphens and underscores.
  private static let encodings: Set<String> = {
    var names: Set<String> = [
      "EUCCN", "EUCJP", "EUCJIS2004", "EUCKR", "EUCTW", "KOI8R", "KOI8U", "MULEINTERNAL", "SQLASCII", "UTF8",
    ]
    for number in 1...10 { names.insert("LATIN\(number)") }
    for number in 5...8 { names.insert("ISO8859\(number)") }
    for number in [866, 874] + Array(1250...1258) { names.insert("WIN\(number)") }
    return names
  }()
}
