/// Columns of tables, views and materialized views, in no order.
enum ColumnQuery: CatalogQuery {
  static let name = "columns"

  static func sql(on server: ServerVersion) -> String {
    let notNull =
      server >= .major(18)
      ? "n.conname, n.convalidated, n.connoinherit, n.conislocal, not_null_note.description"
      : "NULL, NULL, NULL, NULL, NULL"
    let notNullJoin =
      server >= .major(18)
      ? """
      LEFT JOIN pg_catalog.pg_constraint n
        ON n.conrelid = c.oid AND n.contype = 'n' AND a.attnotnull AND n.conkey[1] = a.attnum
      \(CatalogFragments.joinComments("not_null_note", on: "n.oid", in: "pg_constraint"))
      """
      : ""
    // Some builds keep a version of the attribute there, as bookkeeping that pg_dump leaves out too.
    let options = """
      CASE WHEN a.attoptions IS NOT NULL
          THEN ARRAY(SELECT o FROM pg_catalog.unnest(a.attoptions) AS o WHERE o NOT LIKE 'pg\\_attver=%') END
      """
    // Before, no sequence is unlogged, whatever its table is.
    let persistence =
      server >= .major(15) ? "CASE WHEN sc.relpersistence <> c.relpersistence THEN sc.relpersistence END" : "NULL"
    return """
      SELECT c.relname, a.attname, a.attnum, pg_catalog.format_type(a.atttypid, a.atttypmod),
        kn.nspname, k.collname,
        a.attnotnull, \(notNull),
        -- Only a generated column's expression can name columns; without them PostgreSQL need not open the relation.
        pg_catalog.pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE d.adrelid END), a.attgenerated,
        a.attidentity, sn.nspname, sc.relname, \(SequenceQuery.options("s")),
        CASE WHEN sc.oid IS NOT NULL THEN \(CatalogFragments.comment(on: "sc.oid", in: "pg_class")) END,
        \(persistence),
        CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END, a.attcompression,
        CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END, \(options), a.attfdwoptions, a.attislocal, a.attinhcount,
        note.description
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      LEFT JOIN pg_catalog.pg_depend i ON a.attidentity <> '' AND i.refclassid = 'pg_class'::regclass
        AND i.refobjid = c.oid AND i.refobjsubid = a.attnum AND i.classid = 'pg_class'::regclass AND i.deptype = 'i'
      LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = i.objid
      LEFT JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid
      LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
      LEFT JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation AND a.attcollation <> t.typcollation
      LEFT JOIN pg_catalog.pg_namespace kn ON kn.oid = k.collnamespace
      \(CatalogFragments.joinComments("note", on: "c.oid", in: "pg_class", part: "a.attnum"))
      \(notNullJoin)
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> (relation: Identifier, column: Column) {
    let relation = try row.identifier()
    var column = Column(name: try row.identifier(), position: try row.integer(), type: try row.text())
    column.collation = row.optionalQualifiedName()
    column.notNull = try notNull(&row)
    let expression = row.optionalText(CatalogSQL.self)
    if let kind = try row.optionalCode(Column.Generated.Kind.self), let expression {
      column.generated = Column.Generated(kind: kind, expression: expression)
    } else {
      column.defaultExpression = expression
    }
    let generation = try row.optionalCode(Column.Identity.Generation.self)
    let sequence = row.optionalQualifiedName()
    let options = try SequenceQuery.decodeOptions(&row)
    let sequenceComment = row.optionalText(StoredText.self)
    let persistence = try row.optionalCode(Table.Persistence.self)
    if let generation, let sequence, let options {
      var identity = Column.Identity(generation: generation, sequence: sequence, options: options)
      identity.comment = sequenceComment
      identity.persistence = persistence
      column.identity = identity
    }
    column.storage = try row.optionalCode()
    column.compression = try row.optionalCode()
    column.statisticsTarget = try row.optionalInteger()
    column.options = try row.options()
    column.foreignOptions = try row.options()
    column.isLocal = try row.flag()
    column.inheritanceCount = try row.integer()
    column.comment = row.optionalText()
    return (relation, column)
  }

  private static func notNull(_ row: inout CatalogRow) throws(CatalogError) -> Column.NotNull? {
    let isNotNull = try row.flag()
    var notNull = Column.NotNull(name: row.optionalIdentifier())
    notNull.isValidated = try row.optionalFlag() ?? true
    notNull.noInherit = try row.optionalFlag() ?? false
    notNull.isLocal = try row.optionalFlag() ?? true
    notNull.comment = row.optionalText()
    return isNotNull ? notNull : nil
  }
}
