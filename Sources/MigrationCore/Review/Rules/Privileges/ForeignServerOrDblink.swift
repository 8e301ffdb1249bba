/// `foreign-server-or-dblink`: the server gets a way to another one.
struct ForeignServerOrDblink: ActionRule {
  static let id: RuleID = "foreign-server-or-dblink"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "the server gets a way to another one"
  static let documentation = """
    A foreign server, a subscription or dblink lets SQL reach another database over the network, with stored
    credentials; whoever may use the mapping has that login. Row-level security does not hold on foreign tables. IMPORT
    FOREIGN SCHEMA makes a table of whatever is there at that moment.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    let what: String
    switch action {
    case .accessRemote(let access):
      switch access.kind {
      case .server, .userMapping, .foreignSchema, .subscription: what = "\(access.kind.rawValue) \(access.name)"
      case .alterServer, .alterUserMapping, .alterSubscription: return nil
      }
    case .createTable(let table):
      guard table.isForeign else { return nil }
      what = "the foreign table \(table.name)"
    case .createExtension(let created):
      guard created.name == "dblink" else { return nil }
      what = "the extension dblink"
    default: return nil
    }
    return finding(
      at: step, "\(what) makes the server talk to another one",
      because: "It is a new way over the network with stored credentials, and row-level security ends there.",
      instead: "have it reviewed by who answers for the network and for access")
  }
}
