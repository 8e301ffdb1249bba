/// Sequences, except those of identity columns.
enum SequenceQuery: CatalogQuery {
  static let name = "sequences"

  /// The seven options of `pg_sequence`, for a select list.
  static func options(_ s: String) -> String {
    """
    pg_catalog.format_type(\(s).seqtypid, NULL), \(s).seqstart, \(s).seqincrement, \(s).seqmin, \(s).seqmax,
      \(s).seqcache, \(s).seqcycle
    """
  }

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT c.relname, \(CatalogFragments.role("c.relowner")), note.description, member.extname, c.relpersistence,
      \(options("s")), tn.nspname, t.relname, a.attname
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    LEFT JOIN \(CatalogFragments.extensionMembers(in: "pg_class")) AS member ON member.objid = c.oid
    \(CatalogFragments.joinComments("note", on: "c.oid", in: "pg_class"))
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind = 'S' AND d.deptype IS DISTINCT FROM 'i'
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> SequenceGenerator {
    var sequence = SequenceGenerator(name: try row.identifier(), options: SequenceOptions())
    sequence.owner = try row.identifier()
    sequence.comment = row.optionalText()
    sequence.extensionName = row.optionalIdentifier()
    sequence.persistence = try row.code()
    sequence.options = try decodeOptions(&row) ?? sequence.options
    if let table = row.optionalQualifiedName() {
      sequence.ownedBy = SequenceGenerator.Owner(table: table, column: try row.identifier())
    }
    return sequence
  }

  /// Reads what `options` selects; nil when there is no sequence.
  static func decodeOptions(_ row: inout CatalogRow) throws(CatalogError) -> SequenceOptions? {
    let type = row.optionalText(CatalogSQL.self)
    let start = try row.optionalInteger(Int64.self)
    let increment = try row.optionalInteger(Int64.self)
    let minimum = try row.optionalInteger(Int64.self)
    let maximum = try row.optionalInteger(Int64.self)
    let cache = try row.optionalInteger(Int64.self)
    let cycles = try row.optionalFlag()
    guard let type, let start, let increment, let minimum, let maximum, let cache, let cycles else { return nil }
    var options = SequenceOptions()
    options.type = type
    options.start = start
    options.increment = increment
    options.minimum = minimum
    options.maximum = maximum
    options.cache = cache
    options.cycles = cycles
    return options
  }
}
