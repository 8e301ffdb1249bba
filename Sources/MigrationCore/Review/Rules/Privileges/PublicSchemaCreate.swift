/// `public-schema-create`: roles may create objects in the schema public.
struct PublicSchemaCreate: ActionRule {
  static let id: RuleID = "public-schema-create"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "roles may create objects in the schema public"
  static let documentation = """
    Most sessions find names in public. Whoever may create there can put a function or table in front of the one that
    another role means, and have it run with that role's rights. From PostgreSQL 15 on, new databases do not let
    everybody create there; databases that were upgraded keep the old right. Found is a GRANT that gives it.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .changePrivileges(let change) = action, change.isGrant, change.objects == "SCHEMA",
      change.others.contains(QualifiedName("public", "public")),
      change.rights.isEmpty || change.rights.contains("CREATE")
    else { return nil }
    let revoke: SQLText = "REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
    return finding(
      at: step, "\(change.granteeWords) may create objects in the schema public",
      because: "An object there can stand in for the one that another role's queries mean.",
      instead: change.grantees.contains(.everyone) ? revoke.text : "use a schema of the role's own")
  }
}
