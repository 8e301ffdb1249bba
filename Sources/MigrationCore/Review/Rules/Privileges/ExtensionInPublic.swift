/// `extension-in-public`: an extension's objects go to the schema public.
struct ExtensionInPublic: ActionRule {
  static let id: RuleID = "extension-in-public"
  static let category = RuleCategory.privilege
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let summary = "an extension's objects go to the schema public"
  static let documentation = """
    An extension without SCHEMA goes to the first schema of the search_path, mostly public: its functions then stand
    among those of the application, clash with them, and are exposed to whatever exposes that schema. Give it a schema
    of its own. Extensions that bring their schema along are not meant.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createExtension(let created) = action else { return nil }
    let hasOwnSchema = Self.ownSchema.contains(created.name)
    guard created.schema == "public" || (created.schema == nil && !hasOwnSchema) else { return nil }
    let create: SQLText = "CREATE SCHEMA extensions; CREATE EXTENSION \(created.name) SCHEMA extensions;"
    let place = created.schema == nil ? "wherever search_path says first" : "public"
    return finding(
      at: step, "the objects of \(created.name) go to \(place)",
      because: "They can clash with the application's, and are exposed with it.", instead: create.text)
  }

  /// Extensions whose control file names their schema.
  private static let ownSchema: Set<Identifier> = [
    "plpgsql", "pg_cron", "citus", "citus_columnar", "postgis_topology", "postgis_tiger_geocoder", "pglogical", "pgmq",
    "plv8", "plperl", "plperlu", "plpython3u", "pltcl", "pltclu",
  ]
}
