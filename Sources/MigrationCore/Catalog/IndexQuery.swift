/// Indexes of tables and materialized views, those behind constraints included.
///
/// Their columns come as numbers, as those of constraints do.
enum IndexQuery: CatalogQuery {
  static let name = "indexes"

  static func sql(on server: ServerVersion) -> String { sql(on: server, for: .whole) }

  static func sql(on server: ServerVersion, for detail: CatalogDetail) -> String {
    let isSpelled =
      switch detail {
      case .whole: "true"
      case .statements: "k.oid IS NULL"
      }
    return """
      SELECT t.relname, x.relname, CASE WHEN \(isSpelled)
          THEN pg_catalog.pg_get_indexdef(x.oid, 0, pg_catalog.pg_table_is_visible(t.oid)) ELSE '' END, m.amname,
        i.indkey::pg_catalog.int2[],
        CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
          SELECT CASE key.number WHEN 0 THEN pg_catalog.pg_get_indexdef(x.oid, key.place::pg_catalog.int4, false) END
          FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS key (number, place)
          ORDER BY key.place) END,
        i.indoption::pg_catalog.int2[], pg_catalog.pg_indexam_has_property(m.oid, 'can_order'),
        pg_catalog.pg_get_expr(i.indpred, i.indrelid), i.indisunique,
        \(server >= .major(15) ? "i.indnullsnotdistinct" : "false"), i.indisvalid, i.indisclustered,
        x.relkind = 'I', x.reloptions, place.spcname,
        CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(SELECT a.attnum FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END,
        CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(SELECT a.attstattarget FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END,
        pn.nspname, p.relname, note.description,
        CASE WHEN x.relkind = 'I' OR p.oid IS NOT NULL THEN (
          SELECT CASE WHEN pg_catalog.count(*) > 1
            THEN pg_catalog.count(*) FILTER (WHERE o.indexrelid < whole.indexrelid) END
          FROM pg_catalog.pg_index whole JOIN pg_catalog.pg_index o ON o.indrelid = whole.indrelid
            AND o.indkey = whole.indkey AND o.indclass = whole.indclass AND o.indisunique = whole.indisunique
          WHERE whole.indexrelid = COALESCE(p.oid, x.oid)) END, k.conname
      FROM pg_catalog.pg_class t
      JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
      JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
      JOIN pg_catalog.pg_am m ON m.oid = x.relam
      LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.oid AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x')
      LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = x.oid
      LEFT JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
      LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
      LEFT JOIN pg_catalog.pg_tablespace place ON place.oid = x.reltablespace
      \(CatalogFragments.joinComments("note", on: "x.oid", in: "pg_class"))
      WHERE t.relnamespace = \(CatalogFragments.schema) AND t.relkind IN ('r', 'p', 'm')
      """
  }

  /// An index with its relation, the constraint that it is behind, and its columns by their numbers.
  struct Element {
    var relation: Identifier
    var constraint: Identifier?
    fileprivate var index: Index
    /// Zero where an expression stands.
    fileprivate var columns: [Int]

    /// The index with the names of its columns.
    func named(by names: ColumnNames) -> Index {
      var index = index
      for (place, number) in columns.prefix(index.keys.count).enumerated() where number != 0 {
        let name = names.of([number], in: relation).first
        index.keys[place].column = name
        index.keys[place].definition = CatalogSQL(name?.quoted ?? "")
      }
      index.included = names.of(columns.dropFirst(index.keys.count), in: relation)
      return index
    }
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    let relation = try row.identifier()
    var index = Index(name: try row.identifier(), definition: try row.text(), method: try row.identifier())
    let columns = try row.integers()
    index.keys = try keys(&row)
    index.predicate = row.optionalText()
    index.isUnique = try row.flag()
    index.nullsNotDistinct = try row.flag()
    index.isValid = try row.flag()
    index.isClustered = try row.flag()
    index.isPartitioned = try row.flag()
    index.options = try row.options()
    index.tablespace = row.optionalIdentifier()
    let parts = try row.integers()
    index.statisticsTargets = zip(parts, try row.integers()).map { StatisticsTarget(part: $0, target: $1) }
    index.parent = row.optionalQualifiedName()
    index.comment = row.optionalText()
    index.rankAmongAlike = try row.optionalInteger()
    return Element(relation: relation, constraint: row.optionalIdentifier(), index: index, columns: columns)
  }

  /// The keys, of which those that are columns have no names yet; PostgreSQL keeps options of keys only.
  private static func keys(_ row: inout CatalogRow) throws(CatalogError) -> [Index.Key] {
    let expressions = try row.strings()
    let options = try row.integers()
    let isOrdered = try row.flag()
    return options.enumerated().map { place, options in
      let expression = place < expressions.count ? expressions[place] : ""
      var key = Index.Key(definition: CatalogSQL(expression), column: nil)
      if isOrdered {
        // INDOPTION_DESC and INDOPTION_NULLS_FIRST of pg_index.h.
        key.isDescending = options & 1 != 0
        key.nullsFirst = options & 2 != 0
      }
      return key
    }
  }
}
