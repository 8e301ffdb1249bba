/// `security-definer-public-execute`: everybody may call a SECURITY DEFINER routine.
struct SecurityDefinerPublicExecute: ReviewRule {
  static let id: RuleID = "security-definer-public-execute"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: .warning, strict: .error)
  static let evidence = RuleEvidence.catalogHelps
  static let summary = "everybody may call a SECURITY DEFINER routine"
  static let documentation = """
    Every new function and procedure may be executed by PUBLIC until that is revoked. One with SECURITY DEFINER lends
    its owner's rights to everybody who can log in. REVOKE EXECUTE in the same transaction, so that there is no moment
    in between, and grant it to the roles meant. OR REPLACE keeps the privileges there are. Trigger functions cannot be
    called directly and are left alone.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    let defaults = context.steps.filter { step in
      step.facts.actions.contains { action in
        if case .changeDefaultPrivileges = action { return true }
        return false
      }
    }
    return context.steps.flatMap { step in
      step.facts.actions.compactMap { finding(for: $0, at: step, in: context, defaults) }
    }
  }

  private func finding(
    for action: StatementAction, at step: ReviewedStep, in context: ReviewContext, _ defaults: [ReviewedStep]
  ) -> Finding? {
    let name: QualifiedName
    switch action {
    case .createRoutine(let routine):
      guard routine.isSecurityDefiner, !routine.isTriggerFunction else { return nil }
      name = routine.name
    case .alterRoutine(let change):
      guard change.isSecurityDefiner == true else { return nil }
      name = change.name
    default: return nil
    }
    guard !isRevokedAlready(name, in: context) else { return nil }
    let schema = QualifiedName(name.schema, name.schema)
    let others = Array(context.steps(naming: name)) + Array(context.steps(naming: schema)) + defaults
    for other in others.sorted(by: { $0.id < $1.id }) {
      for change in other.facts.actions where revokes(change, name) {
        if other.id.group == step.id.group || other.id < step.id { return nil }
        return finding(
          .warning, at: step, "everybody may execute \(name) until group \(other.id.group) revokes it",
          because: "It runs with its owner's rights, and its group commits before the REVOKE.",
          instead: "put the REVOKE into the same group")
      }
    }
    let revoke: SQLText = "REVOKE EXECUTE ON FUNCTION \(name) FROM PUBLIC;"
    return finding(
      at: step, "everybody may execute \(name), which runs with its owner's rights",
      because: "PUBLIC has EXECUTE on every new routine.", instead: "in the same group: \(revoke.text)")
  }

  private func isRevokedAlready(_ name: QualifiedName, in context: ReviewContext) -> Bool {
    let privilege = context.current.first { $0.name == name.schema }?.privileges.first {
      $0.object.name == name.name && [.function, .procedure].contains($0.object.kind)
    }
    return privilege.map { !$0.grants.contains { $0.grantee == .everyone } } ?? false
  }

  private func revokes(_ action: StatementAction, _ name: QualifiedName) -> Bool {
    let change: GrantChange
    switch action {
    case .changePrivileges(let found): change = found
    case .changeDefaultPrivileges(let found): change = found
    default: return false
    }
    guard !change.isGrant, !change.isGrantable, change.grantees.contains(.everyone),
      ["FUNCTION", "PROCEDURE", "ROUTINE"].contains(change.objects),
      change.rights.isEmpty || change.rights.contains("EXECUTE")
    else { return false }
    // Default privileges of one schema cannot take back what PUBLIC has by itself.
    if case .changeDefaultPrivileges = action { return change.schemas.isEmpty }
    return change.others.contains(name) || change.schemas.contains(name.schema)
  }
}
