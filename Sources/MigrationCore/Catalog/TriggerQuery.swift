/// Triggers of tables and views, without internal ones; of the clones on partitions those that fire when their original
/// does not, or the other way round.
enum TriggerQuery: CatalogQuery {
  static let name = "triggers"

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, g.tgname, pg_catalog.pg_get_triggerdef(g.oid, pg_catalog.pg_table_is_visible(c.oid)), fn.nspname, f.proname, g.tgtype,
      \(CatalogFragments.columnNames(of: "g.tgrelid", "g.tgattr::pg_catalog.int2[]")),
      g.tgconstraint <> 0, g.tgdeferrable, g.tginitdeferred, g.tgoldtable, g.tgnewtable, g.tgenabled, original.oid IS NOT NULL,
      \(CatalogFragments.comment(on: "g.oid", in: "pg_trigger"))
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_trigger g ON g.tgrelid = c.oid
    JOIN pg_catalog.pg_proc f ON f.oid = g.tgfoid
    JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
    LEFT JOIN pg_catalog.pg_trigger original ON original.oid = g.tgparentid
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f', 'v')
      AND (NOT g.tgisinternal AND g.tgparentid = 0 OR g.tgenabled <> original.tgenabled)
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> (relation: Identifier, trigger: Trigger) {
    let relation = try row.identifier()
    var trigger = Trigger(name: try row.identifier(), definition: try row.text(), function: try row.qualifiedName())
    let type = TriggerType(rawValue: try row.integer())
    trigger.timing = type.timing
    trigger.events = type.events
    trigger.level = type.contains(.row) ? .row : .statement
    trigger.updateColumns = try row.identifiers()
    trigger.isConstraint = try row.flag()
    trigger.isDeferrable = try row.flag()
    trigger.isInitiallyDeferred = try row.flag()
    trigger.oldTable = row.optionalIdentifier()
    trigger.newTable = row.optionalIdentifier()
    trigger.enabled = try row.code()
    trigger.isPartitionCopy = try row.flag()
    trigger.comment = row.optionalText()
    return (relation, trigger)
  }
}

/// The bits of `pg_trigger.tgtype`, as `pg_trigger.h` has them.
struct TriggerType: OptionSet {
  let rawValue: Int
  static let row = Self(rawValue: 1)
  static let before = Self(rawValue: 2)
  static let insert = Self(rawValue: 4)
  static let delete = Self(rawValue: 8)
  static let update = Self(rawValue: 16)
  static let truncate = Self(rawValue: 32)
  static let insteadOf = Self(rawValue: 64)

  var timing: Trigger.Timing { contains(.before) ? .before : contains(.insteadOf) ? .insteadOf : .after }

  /// In the order of `Trigger.Event.allCases`.
  var events: [Trigger.Event] {
    Trigger.Event.allCases.filter { event in
      switch event {
      case .insert: contains(.insert)
      case .update: contains(.update)
      case .delete: contains(.delete)
      case .truncate: contains(.truncate)
      }
    }
  }
}
