/// `superuser-operation`: a statement needs or gives a superuser's power.
struct SuperuserOperation: ActionRule {
  static let id: RuleID = "superuser-operation"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let summary = "a statement needs or gives a superuser's power"
  static let documentation = """
    ALTER SYSTEM, LOAD, COPY with a program or a server's file, untrusted languages and C functions, event triggers and
    foreign data wrappers reach outside the database, and roles with SUPERUSER, BYPASSRLS, REPLICATION or CREATEROLE
    reach around its rules. They need a superuser, which a role for migrations should not be. Managed services refuse
    most of them.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let what = Self.power(action) else { return nil }
    return finding(
      at: step, what, because: "It needs or gives a superuser's power, which a role for migrations should not have.",
      instead: "leave it to whoever runs the server, with an approval of its own")
  }

  private static func power(_ action: StatementAction) -> String? {
    switch action {
    case .changeSetting(let change) where change.scope == .server:
      return "ALTER SYSTEM sets \(change.name) for the server"
    case .copy(let copy):
      switch copy.place {
      case .client: return nil
      case .program: return "COPY \(copy.isFrom ? "FROM" : "TO") PROGRAM runs a command on the server"
      case .file: return "COPY \(copy.isFrom ? "FROM" : "TO") a file of the server"
      }
    case .createRoutine(let routine):
      guard let language = routine.language, untrusted.contains(language) else { return nil }
      return "\(routine.name) is written in \(language), which has no bounds"
    case .changeRole(let role):
      let strong = role.attributes.filter { ["SUPERUSER", "BYPASSRLS", "REPLICATION", "CREATEROLE"].contains($0) }
      return strong.isEmpty ? nil : "the role \(role.name) gets \(strong.joined(separator: ", "))"
    case .createExtension(let created) where untrusted.contains(created.name):
      return "installs the language \(created.name), which has no bounds"
    case .other(let tag, _):
      return ["LOAD", "CREATE LANGUAGE", "CREATE EVENT TRIGGER", "CREATE FOREIGN DATA WRAPPER"].contains(tag)
        ? tag : nil
    default: return nil
    }
  }

  private static let untrusted: Set<Identifier> = ["c", "internal", "plperlu", "plpython3u", "pltclu", "plsh"]
}
