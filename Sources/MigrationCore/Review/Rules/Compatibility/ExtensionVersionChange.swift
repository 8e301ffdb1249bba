/// `extension-version-change`: an extension is installed or updated to a version that the plan does not say.
struct ExtensionVersionChange: ActionRule {
  static let id: RuleID = "extension-version-change"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "an extension is installed or updated to a version that the plan does not say"
  static let documentation = """
    Without VERSION, CREATE EXTENSION and ALTER EXTENSION … UPDATE take what the server's packages call the default:
    another version on every server. Updates change functions and may ask for indexes to be rebuilt. Write the version,
    the same for every target.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard let live = context.live else { return nil }
    switch action {
    case .createExtension(let created):
      let installed = live.extensions[created.name.text]
      if installed != nil, created.hasGuard, created.version == nil || created.version == installed { return nil }
      if let installed, let version = created.version {
        return finding(
          at: step, "the target has the extension \(created.name) \(installed), not \(version)",
          because: created.hasGuard ? "IF NOT EXISTS leaves it as it is." : "The statement fails.",
          instead: "ALTER EXTENSION … UPDATE TO '\(version)', after reading its release notes")
      }
      guard created.version == nil else { return nil }
      return finding(
        .info, at: step, "installs the extension \(created.name) in whatever version the server has by default",
        because: "Targets with other packages get another version.", instead: "name it: VERSION '…'")
    case .updateExtension(let name, let version):
      let installed = live.extensions[name.text]
      if let version, version == installed { return nil }
      return finding(
        at: step,
        "updates the extension \(name) from \(installed ?? "an unknown version") to \(version ?? "the server's default version")",
        because:
          "Functions and types of the extension change under their users; some updates need indexes to be rebuilt.",
        instead: version == nil
          ? "name the version: UPDATE TO '…', the same on every target" : "read the release notes for what to rebuild")
    default: return nil
    }
  }
}
