/// `grant-widening`: a grant gives more than a list of rights to a list of roles.
struct GrantWidening: ActionRule {
  static let id: RuleID = "grant-widening"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "a grant gives more than a list of rights to a list of roles"
  static let documentation = """
    A grant to PUBLIC reaches roles that do not exist yet; ALL and ALL TABLES include what nobody thought of, TRUNCATE
    and TRIGGER for instance; WITH GRANT OPTION and WITH ADMIN OPTION let others pass it on; membership in
    pg_write_server_files, pg_execute_server_program and their like, or in a superuser, is as good as a superuser.
    EXECUTE on functions and USAGE on types belong to PUBLIC anyway, and all rights may go to the owner.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    switch action {
    case .changePrivileges(let change), .changeDefaultPrivileges(let change):
      guard change.isGrant, !isToOwner(change, in: context), let reason = reason(change) else { return nil }
      return finding(
        at: step, "grants \(change.rightWords) on \(change.objectWords) to \(change.granteeWords)", because: reason,
        instead: "grant the rights that are needed, by name, to the roles that need them")
    case .changeMembership(let change):
      guard change.isGrant else { return nil }
      let strong = change.roles.first { Self.strongRoles.contains($0) || context.live?.superusers.contains($0) == true }
      let members = change.members.map(\.words).joined(separator: ", ")
      if let strong {
        return finding(
          at: step, "makes \(members) a member of \(strong)",
          because: "Whoever is a member can do what a superuser can, or get there.",
          instead: "grant the rights that are needed instead of the role")
      }
      guard change.isAdministrable else { return nil }
      return finding(
        at: step, "lets \(members) grant \(change.roles.words) to others",
        because: "WITH ADMIN OPTION passes on the decision who has the role.", instead: "leave WITH ADMIN OPTION out")
    default: return nil
    }
  }

  /// Whether it gives back to owners what is theirs anyway.
  private func isToOwner(_ change: GrantChange, in context: ReviewContext) -> Bool {
    !change.relations.isEmpty
      && change.relations.allSatisfy { relation in
        context.owner(of: relation).map { change.grantees == [.role($0)] } ?? false
      }
  }

  private func reason(_ change: GrantChange) -> String? {
    if change.grantees.contains(.everyone), !Self.belongsToEverybody(change) {
      return "PUBLIC is every role there is and every one that will be."
    }
    if change.isGrantable { return "WITH GRANT OPTION lets the grantee pass it on, and REVOKE then needs CASCADE." }
    if change.rights.isEmpty, !Self.belongsToEverybody(change) { return "ALL includes rights that nobody thought of." }
    if !change.schemas.isEmpty, change.relations.isEmpty, change.others.isEmpty, change.objects == "TABLE",
      change.rights != ["SELECT"]
    {
      return "It reaches every table of the schema, whatever it is for."
    }
    return nil
  }

  /// Kinds with one right, which PUBLIC has on every new object.
  private static func belongsToEverybody(_ change: GrantChange) -> Bool {
    switch change.objects {
    case "FUNCTION", "PROCEDURE", "ROUTINE", "LANGUAGE": true
    case "TYPE", "DOMAIN": true
    default: false
    }
  }

  /// Source: PostgreSQL manual, "Predefined Roles": those that reach outside the database or around its rules.
  private static let strongRoles: Set<Identifier> = [
    "pg_execute_server_program", "pg_read_server_files", "pg_write_server_files", "pg_read_all_data",
    "pg_write_all_data", "pg_create_subscription", "pg_maintain", "postgres", "rds_superuser", "cloudsqlsuperuser",
    "azure_pg_admin",
  ]
}
