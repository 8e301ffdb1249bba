/// Indexes of tables and materialized views, those behind constraints included.
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
        CASE WHEN \(isSpelled) THEN ARRAY(SELECT coalesce((SELECT pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = t.oid AND a.attnum = key.number AND key.number <> 0),
            pg_catalog.pg_get_indexdef(x.oid, key.place::pg_catalog.int4, false))
          FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS key (number, place)
          WHERE key.place <= i.indnkeyatts ORDER BY key.place) END,
        i.indkey::pg_catalog.int2[],
        i.indoption::pg_catalog.int2[], pg_catalog.pg_indexam_has_property(m.oid, 'can_order'),
        CASE WHEN i.indnatts > i.indnkeyatts THEN ARRAY(SELECT a.attname
          FROM pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts::pg_catalog.int4) part
          JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[part - 1] ORDER BY part) END,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid), i.indisunique,
        \(server >= .major(15) ? "i.indnullsnotdistinct" : "false"), i.indisvalid, i.indisclustered,
        x.relkind = 'I', x.reloptions, (SELECT s.spcname FROM pg_catalog.pg_tablespace s WHERE s.oid = x.reltablespace),
        CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(SELECT a.attnum FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END,
        CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(SELECT a.attstattarget FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END,
        pn.nspname, p.relname, \(CatalogFragments.comment(on: "x.oid", in: "pg_class")),
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
      WHERE t.relnamespace = \(CatalogFragments.schema) AND t.relkind IN ('r', 'p', 'm')
      """
  }

  /// An index with its relation, and the constraint that it is behind.
  struct Element {
    var relation: Identifier
    var index: Index
    var constraint: Identifier?
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> Element {
    let relation = try row.identifier()
    var index = Index(name: try row.identifier(), definition: try row.text(), method: try row.identifier())
    index.keys = try keys(&row)
    index.included = try row.identifiers()
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
    return Element(relation: relation, index: index, constraint: row.optionalIdentifier())
  }

  private static func keys(_ row: inout CatalogRow) throws(CatalogError) -> [Index.Key] {
    let definitions = try row.strings()
    let numbers = try row.integers()
    let options = try row.integers()
    let isOrdered = try row.flag()
    return zip(zip(definitions, numbers), options).map { part, options in
      var key = Index.Key(definition: CatalogSQL(part.0), column: part.1 == 0 ? nil : Identifier(quoted: part.0))
      if isOrdered {
        // INDOPTION_DESC and INDOPTION_NULLS_FIRST of pg_index.h.
        key.isDescending = options & 1 != 0
        key.nullsFirst = options & 2 != 0
      }
      return key
    }
  }
}

extension Identifier {
  /// The name that `quote_ident` has spelled so.
  fileprivate init(quoted text: String) {
    let mark = UInt8(ascii: "\"")
    guard text.utf8.first == mark else {
      self.init(text)
      return
    }
    var bytes: [UInt8] = []
    var isSecond = false
    for byte in text.utf8.dropFirst().dropLast() {
      isSecond = byte == mark && !isSecond
      if !isSecond { bytes.append(byte) }
    }
    self.init(bytes: bytes)
  }
}
