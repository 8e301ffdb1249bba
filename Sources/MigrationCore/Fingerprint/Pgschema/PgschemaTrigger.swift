/// A trigger as pgschema sees it, mostly by taking `pg_get_triggerdef` apart.
struct PgschemaTrigger: PgschemaPart {
  var schema: Identifier
  var relation: Identifier
  var name: String
  /// `pg_get_triggerdef`.
  var definition: String
  var type: TriggerType
  var function: String
  var isConstraint: Bool
  var isDeferrable: Bool
  var isInitiallyDeferred: Bool
  var oldTable: String?
  var newTable: String?
  var isDisabled: Bool
  var comment: String?

  func write(to text: inout PgschemaText) {
    let parts = PgschemaTriggerDefinition(definition)
    text.member("schema", schema.text)
    text.member("table", relation.text)
    text.member("name", name)
    text.member("timing", Self.word(type.timing))
    text.member("events", type.events.map(Self.word))
    text.omittable("update_columns", parts.updateColumns)
    text.member("level", type.contains(.row) ? "ROW" : "STATEMENT")
    text.member("function", PgschemaTriggerDefinition.function(parts.function ?? function, schema: schema.text))
    text.omittable("condition", parts.condition.map(PgschemaTriggerDefinition.normalizedCondition))
    text.omittable("comment", comment)
    text.omittable("is_constraint", isConstraint)
    text.omittable("deferrable", isDeferrable)
    text.omittable("initially_deferred", isInitiallyDeferred)
    text.omittable("old_table", oldTable)
    text.omittable("new_table", newTable)
    text.omittable("disabled", isDisabled)
  }

  private static func word(_ timing: Trigger.Timing) -> String {
    switch timing {
    case .before: "BEFORE"
    case .after: "AFTER"
    case .insteadOf: "INSTEAD OF"
    }
  }

  private static func word(_ event: Trigger.Event) -> String {
    switch event {
    case .insert: "INSERT"
    case .update: "UPDATE"
    case .delete: "DELETE"
    case .truncate: "TRUNCATE"
    }
  }
}

/// Triggers, without internal ones and those that partitions inherit.
enum PgschemaTriggerQuery: PgschemaQuery {
  static let name = "triggers"
  static let searchPath = SearchPath.schema

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, c.relname, g.tgname, pg_catalog.pg_get_triggerdef(g.oid, false), g.tgtype,
      CASE WHEN fn.oid = n.oid THEN '' ELSE fn.nspname || '.' END || f.proname || '()',
      g.tgconstraint <> 0, g.tgdeferrable, g.tginitdeferred, g.tgoldtable, g.tgnewtable, g.tgenabled = 'D',
      pg_catalog.obj_description(g.oid, 'pg_trigger')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_trigger g ON g.tgrelid = c.oid
    JOIN pg_catalog.pg_proc f ON f.oid = g.tgfoid
    JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
    WHERE c.relnamespace = \(CatalogFragments.schema) AND NOT g.tgisinternal AND g.tgparentid = 0
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaTrigger {
    PgschemaTrigger(
      schema: try row.identifier(), relation: try row.identifier(), name: try row.string(),
      definition: try row.string(), type: TriggerType(rawValue: try row.integer()), function: try row.string(),
      isConstraint: try row.flag(), isDeferrable: try row.flag(), isInitiallyDeferred: try row.flag(),
      oldTable: row.optionalString(), newTable: row.optionalString(), isDisabled: try row.flag(),
      comment: row.optionalString())
  }
}
