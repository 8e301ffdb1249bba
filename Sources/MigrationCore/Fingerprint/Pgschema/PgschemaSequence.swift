/// A sequence as pgschema sees it: defaults are left out.
struct PgschemaSequence: PgschemaPart {
  var schema: Identifier
  var name: Identifier
  var options: SequenceOptions
  /// By dependency, or else any column whose default uses the sequence.
  var ownerTable: String?
  var ownerColumn: String?
  var comment: String?

  func write(to text: inout PgschemaText) {
    let isDefaultType = options.type == "bigint" && options.minimum == 1 && options.maximum == .max
    let type = isDefaultType ? "" : options.type.text
    text.member("schema", schema.text)
    text.member("name", name.text)
    text.member("data_type", type)
    text.member("start_value", options.start)
    text.present("min_value", options.minimum == 1 ? nil : options.minimum)
    text.present("max_value", options.maximum == Self.maximum(of: type) ? nil : options.maximum)
    text.member("increment", options.increment)
    text.member("cycle_option", options.cycles)
    text.present("cache", options.cache == 1 ? nil : options.cache)
    text.omittable("owned_by_table", ownerTable)
    text.omittable("owned_by_column", ownerColumn)
    text.omittable("comment", comment)
  }

  private static func maximum(of type: String) -> Int64 {
    switch type {
    case "smallint": Int64(Int16.max)
    case "integer": Int64(Int32.max)
    default: .max
    }
  }
}

/// Sequences, except those of identity columns.
enum PgschemaSequenceQuery: PgschemaQuery {
  static let name = "sequences"
  static let searchPath = SearchPath.catalogOnly

  static func sql(on server: ServerVersion) -> String {
    """
    SELECT n.nspname, c.relname, \(SequenceQuery.options("s")), COALESCE(t.relname, u.relname),
      CASE WHEN t.oid IS NULL THEN u.attname ELSE a.attname END, pg_catalog.obj_description(c.oid, 'pg_class')
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    LEFT JOIN LATERAL (
      SELECT ut.relname, ua.attname
      FROM pg_catalog.pg_depend ud
      JOIN pg_catalog.pg_attrdef ue ON ue.oid = ud.objid AND ud.classid = 'pg_attrdef'::regclass
      JOIN pg_catalog.pg_class ut ON ut.oid = ue.adrelid AND ut.relnamespace = c.relnamespace
      JOIN pg_catalog.pg_attribute ua ON ua.attrelid = ue.adrelid AND ua.attnum = ue.adnum
      WHERE ud.refclassid = 'pg_class'::regclass AND ud.refobjid = c.oid AND t.oid IS NULL
      ORDER BY ue.oid DESC LIMIT 1) u ON true
    WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind = 'S' AND d.deptype IS DISTINCT FROM 'i'
    """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaSequence {
    PgschemaSequence(
      schema: try row.identifier(), name: try row.identifier(),
      options: try SequenceQuery.decodeOptions(&row) ?? SequenceOptions(), ownerTable: row.optionalString(),
      ownerColumn: row.optionalString(), comment: row.optionalString())
  }
}
