/// A constraint as pgschema sees it.
struct PgschemaConstraint: PgschemaPart {
  struct Member: PgschemaPart {
    var name: String
    var position: Int

    func write(to text: inout PgschemaText) {
      text.member("name", name)
      text.member("position", position)
    }
  }

  var schema: Identifier
  var table: Identifier
  var name: String
  /// `pg_constraint.contype`.
  var type: String
  var columns: [Member]
  var referenced: QualifiedName?
  var referencedColumns: [Member]
  /// `pg_get_constraintdef`.
  var definition: String
  var deleteRule: ForeignKey.Action?
  var updateRule: ForeignKey.Action?
  var isDeferrable: Bool
  var isInitiallyDeferred: Bool
  var isValidated: Bool
  var noInherit: Bool
  var isTemporal: Bool
  var nullsNotDistinct: Bool

  /// pgschema overlooks a CHECK that says no more than `column IS NOT NULL`.
  var isNotNullCheck: Bool { type == "c" && PgschemaCheck.isNotNullOnly(definition) }

  /// Moves the columns of a partition key to the front, in both parts by position.
  mutating func moveToFront(_ partitionKey: [String]) {
    guard type == "p" else { return }
    let isKey = { (member: Member) in partitionKey.contains { $0.utf8.elementsEqual(member.name.utf8) } }
    columns = columns.filter(isKey) + columns.filter { !isKey($0) }
  }

  func write(to text: inout PgschemaText) {
    text.member("schema", schema.text)
    text.member("table", table.text)
    text.member("name", name)
    text.member("type", Self.typeWords[type] ?? type)
    text.member("columns", columns)
    text.omittable("referenced_schema", referenced?.schema.text)
    text.omittable("referenced_table", referenced?.name.text)
    text.omittable("referenced_columns", referencedColumns)
    if type == "c" { text.member("check_clause", PgschemaCheck.normalized(definition)) }
    if type == "x" { text.omittable("exclusion_definition", PgschemaBytes.trimmed(definition)) }
    text.omittable("delete_rule", deleteRule.map(Self.word))
    text.omittable("update_rule", updateRule.map(Self.word))
    text.omittable("deferrable", isDeferrable)
    text.omittable("initially_deferred", isInitiallyDeferred)
    text.omittable("is_valid", isValidated)
    text.omittable("no_inherit", noInherit)
    text.omittable("is_temporal", isTemporal)
    text.omittable("nulls_not_distinct", nullsNotDistinct)
  }

  private static let typeWords = [
    "p": "PRIMARY_KEY", "u": "UNIQUE", "f": "FOREIGN_KEY", "c": "CHECK", "x": "EXCLUSION",
  ]

  private static func word(_ action: ForeignKey.Action) -> String {
    switch action {
    case .noAction: "NO ACTION"
    case .restrict: "RESTRICT"
    case .cascade: "CASCADE"
    case .setNull: "SET NULL"
    case .setDefault: "SET DEFAULT"
    }
  }
}

/// Constraints of tables, without the copies that partitions inherit.
enum PgschemaConstraintQuery: PgschemaQuery {
  static let name = "constraints"
  static let searchPath = SearchPath.schema

  /// Positions come from `information_schema.key_column_usage`, which shows a column to its owner or to who may use
  /// it; a position that is hidden counts as 0, as does every position in a CHECK or EXCLUDE constraint.
  static func sql(on server: ServerVersion) -> String {
    let members = """
      FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) WITH ORDINALITY AS key (number, referenced, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.number
      LEFT JOIN pg_catalog.pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = key.referenced
      ORDER BY CASE WHEN k.contype IN ('c', 'x') THEN a.attnum::pg_catalog.int8 ELSE key.place END
      """
    return """
      SELECT n.nspname, c.relname, k.conname, k.contype, ARRAY(SELECT a.attname \(members)),
        ARRAY(SELECT CASE WHEN k.contype IN ('p', 'u', 'f') AND (pg_catalog.pg_has_role(c.relowner, 'USAGE')
            OR pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES'))
          THEN key.place ELSE 0 END \(members)),
        ARRAY(SELECT r.attname \(members)), fn.nspname, f.relname, pg_catalog.pg_get_constraintdef(k.oid, true),
        NULLIF(k.confdeltype, ' '), NULLIF(k.confupdtype, ' '), k.condeferrable, k.condeferred, k.convalidated,
        k.connoinherit, \(server >= .major(18) ? "k.conperiod" : "false"),
        \(server >= .major(15) ? "COALESCE(i.indnullsnotdistinct, false)" : "false")
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
      LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
      LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
      WHERE c.relnamespace = \(CatalogFragments.schema) AND c.relkind IN ('r', 'p') AND k.conparentid = 0
        AND k.contype IN ('c', 'f', 'p', 'u', 'x')
      """
  }

  static func decode(_ row: inout CatalogRow) throws(CatalogError) -> PgschemaConstraint {
    let schema = try row.identifier()
    let table = try row.identifier()
    let name = try row.string()
    let type = try row.string()
    let names = try row.strings()
    let positions = try row.integers()
    let referencedNames = try row.strings()
    let referenced = row.optionalQualifiedName()
    return PgschemaConstraint(
      schema: schema, table: table, name: name, type: type, columns: members(names, positions),
      referenced: referenced, referencedColumns: referenced == nil ? [] : members(referencedNames, positions),
      definition: try row.string(), deleteRule: try row.optionalCode(), updateRule: try row.optionalCode(),
      isDeferrable: try row.flag(), isInitiallyDeferred: try row.flag(), isValidated: try row.flag(),
      noInherit: try row.flag(), isTemporal: try row.flag(), nullsNotDistinct: try row.flag())
  }

  /// Each name once.
  private static func members(_ names: [String], _ positions: [Int]) -> [PgschemaConstraint.Member] {
    var seen: Set<Identifier> = []
    return zip(names, positions).compactMap { name, position in
      seen.insert(Identifier(name)).inserted ? PgschemaConstraint.Member(name: name, position: position) : nil
    }
  }
}
