import MigrationCore
import Postgres

/// Notices when somebody else changes what a plan touches while it runs, or between its runs.
///
/// Every relation, type and routine that a statement names to change it has a token, made of its catalog rows; data
/// changes, VACUUM and ANALYZE leave it as it is. Before a group the tokens of what it touches have to be those that
/// were last seen; after it, in its transaction, they are read again, with those of the relations that inheritance and
/// foreign keys make go along.
struct TouchedObjects {
  /// What each group names, from the first on.
  private let names: [[QualifiedName]]
  /// Groups that may change what they do not name.
  private let unnamed: Set<Int>
  private var known: [QualifiedName: String] = [:]
  /// What goes along with the group that runs.
  private var along: Set<QualifiedName> = []

  init(plan: Plan, facts: [StepID: StatementFacts]) {
    var names: [[QualifiedName]] = []
    var unnamed: Set<Int> = []
    for (index, group) in plan.groups.enumerated() {
      let steps = group.steps.indices.map { StepID(group: index + 1, step: $0 + 1) }
        .filter { group.steps[$0.step - 1].directive == nil }
      names.append(Array(Set(steps.flatMap { facts[$0]?.touchedNames ?? [] })).sorted())
      if steps.contains(where: { facts[$0]?.touchesUnnamed ?? true }) { unnamed.insert(index + 1) }
    }
    self.names = names
    self.unnamed = unnamed
  }

  /// What groups from `group` on name, each once, in order.
  private func remaining(from group: Int) -> [QualifiedName] {
    Array(Set(names[(group - 1)...].joined())).sorted()
  }

  /// Looks at everything that the plan touches; nobody has to have left it alone so far.
  mutating func look(over connection: borrowing Connection) throws(PostgresError) -> [TouchedObject] {
    let all = remaining(from: 1)
    guard !names.isEmpty, !all.isEmpty else { return [] }
    known = try Self.tokens(of: all, over: connection)
    return all.map(object)
  }

  /// Takes what the ledger says as last seen, and compares: what else changed since, by name.
  ///
  /// Of groups whose end was never recorded (`unrecorded`) what they touch may be anyhow; `group` is the first that is
  /// still to run.
  mutating func compare(
    with recorded: [TouchedObject], from group: Int, unrecorded: Set<Int>, over connection: borrowing Connection
  ) throws(PostgresError) -> [String] {
    let all = group > names.count ? [] : remaining(from: unrecorded.min().map { min($0, group) } ?? group)
    guard !all.isEmpty else { return [] }
    known = try Self.tokens(of: all, over: connection)
    let latest = Dictionary(recorded.map { ($0.name, $0.token) }, uniquingKeysWith: { $1 })
    let excused = Set(unrecorded.flatMap { names[$0 - 1] })
    return all.filter { name in
      guard !excused.contains(name), let token = latest[TouchedObject.name(of: name)] else { return false }
      return token != known[name]
    }.map(\.description)
  }

  /// What somebody else changed of what the group touches, by name.
  mutating func changedBefore(_ group: Int, over connection: borrowing Connection) throws(PostgresError) -> [String] {
    let named = names[group - 1]
    along = []
    guard !named.isEmpty else { return [] }
    let answers = try connection.pipeline([Self.tokenQuery(named), Self.familyQuery(named)])
    along = Self.names(in: answers[1])
    let found = Self.tokens(named, answers[0])
    return named.filter { known[$0] != nil && found[$0] != known[$0] }.map(\.description)
  }

  /// Reads again what the group changed, or may have.
  mutating func lookAfter(_ group: Int, over connection: borrowing Connection) throws(PostgresError) -> [TouchedObject]
  {
    let rest = remaining(from: group)
    guard !rest.isEmpty else { return [] }
    var wanted = rest
    if !unnamed.contains(group) {
      let named = Set(names[group - 1])
      if !named.isEmpty {
        along.formUnion(Self.names(in: try Self.ask(Self.familyQuery(names[group - 1]), connection)))
      }
      wanted = rest.filter { named.contains($0) || along.contains($0) }
    }
    guard !wanted.isEmpty else { return [] }
    known.merge(try Self.tokens(of: wanted, over: connection)) { $1 }
    return wanted.map(object)
  }

  private func object(_ name: QualifiedName) -> TouchedObject {
    TouchedObject(name: TouchedObject.name(of: name), token: known[name] ?? "")
  }
}

// MARK: - Queries

extension TouchedObjects {
  private static func ask(_ query: Query, _ connection: borrowing Connection) throws(PostgresError) -> Rows {
    try connection.query(query.sql, query.parameters)
  }

  private static func tokens(
    of names: [QualifiedName], over connection: borrowing Connection
  ) throws(PostgresError) -> [QualifiedName: String] {
    tokens(names, try ask(tokenQuery(names), connection))
  }

  private static func tokens(_ names: [QualifiedName], _ rows: Rows) -> [QualifiedName: String] {
    var tokens: [QualifiedName: String] = [:]
    for (name, row) in zip(names, rows) { tokens[name] = row[0] ?? "" }
    return tokens
  }

  private static func names(in rows: Rows) -> Set<QualifiedName> {
    Set(rows.map { QualifiedName(Identifier($0[0] ?? ""), Identifier($0[1] ?? "")) })
  }

  private static func arrays(_ names: [QualifiedName]) -> [Parameter] {
    [array(names.map(\.schema)), array(names.map(\.name))]
  }

  /// An array of text as PostgreSQL reads it.
  private static func array(_ identifiers: [Identifier]) -> Parameter {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, identifier) in identifiers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      for byte in identifier.bytes {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "}"))
    return Parameter(bytes: bytes)
  }

  /// A row for each name, in order: the token, empty for what is not there.
  ///
  /// Left out is what changes without anybody changing the object: sizes, transaction horizons, file numbers.
  private static func tokenQuery(_ names: [QualifiedName]) -> Query {
    Query(
      """
      SELECT COALESCE(relation.token, '') || COALESCE(type.token, '')
        || COALESCE(routine.token, '')
      FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[]))
        WITH ORDINALITY AS w (schema, name, place)
      LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
      LEFT JOIN LATERAL (
        SELECT 'r' || pg_catalog.md5(pg_catalog.concat_ws(' ', c.oid, c.relowner, c.relpersistence, c.relkind, c.relnatts,
          c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.relispartition, c.reltablespace, c.relam,
          c.reloptions::pg_catalog.text, c.relacl::pg_catalog.text, c.relpartbound::pg_catalog.text,
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.attnum) FROM pg_catalog.pg_attribute x
            WHERE x.attrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_attrdef x
            WHERE x.adrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_constraint x
            WHERE x.conrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.indexrelid) FROM pg_catalog.pg_index x
            WHERE x.indrelid = c.oid OR x.indexrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_trigger x
            WHERE x.tgrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_policy x
            WHERE x.polrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_rewrite x
            WHERE x.ev_class = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.inhseqno) FROM pg_catalog.pg_inherits x
            WHERE x.inhrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ') FROM pg_catalog.pg_sequence x WHERE x.seqrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.objsubid) FROM pg_catalog.pg_description x
            WHERE x.objoid = c.oid AND x.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass)
        )) AS token
        FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relname = w.name
      ) relation ON true
      LEFT JOIN LATERAL (
        SELECT 't' || pg_catalog.md5(pg_catalog.concat_ws(' ', t::pg_catalog.text,
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_enum x
            WHERE x.enumtypid = t.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_constraint x
            WHERE x.contypid = t.oid))) AS token
        FROM pg_catalog.pg_type t WHERE t.typnamespace = n.oid AND t.typname = w.name AND t.typrelid = 0
      ) type ON true
      LEFT JOIN LATERAL (
        SELECT 'f' || pg_catalog.md5(pg_catalog.string_agg(p::pg_catalog.text, ' ' ORDER BY p.oid)) AS token
        FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid AND p.proname = w.name HAVING pg_catalog.count(*) > 0
      ) routine ON true
      ORDER BY w.place
      """, arrays(names))
  }

  /// The relations that inheritance, at any distance, foreign keys and a table's type connect with these, by schema and
  /// name, their indexes and sequences included: what a statement that names one of them may change.
  private static func familyQuery(_ names: [QualifiedName]) -> Query {
    Query(
      """
      WITH RECURSIVE family AS (
        SELECT COALESCE(i.indrelid, c.oid) AS oid FROM ROWS FROM (
          pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) AS w (schema, name)
        JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
        UNION
        SELECT CASE WHEN i.inhparent = f.oid THEN i.inhrelid ELSE i.inhparent END
        FROM family f JOIN pg_catalog.pg_inherits i ON i.inhparent = f.oid OR i.inhrelid = f.oid
      ), connected AS (
        SELECT oid FROM family
        UNION
        SELECT CASE WHEN k.conrelid = f.oid THEN k.confrelid ELSE k.conrelid END
        FROM family f JOIN pg_catalog.pg_constraint k ON (k.conrelid = f.oid OR k.confrelid = f.oid) AND k.contype = 'f'
        UNION
        SELECT t.oid FROM family f JOIN pg_catalog.pg_type y ON y.typrelid = f.oid
        JOIN pg_catalog.pg_class t ON t.reloftype = y.oid
      ), whole AS (
        SELECT oid FROM connected
        UNION
        SELECT i.indexrelid FROM connected x JOIN pg_catalog.pg_index i ON i.indrelid = x.oid
        UNION
        SELECT d.objid FROM connected x JOIN pg_catalog.pg_depend d ON d.refobjid = x.oid
          AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
      )
      SELECT n.nspname, c.relname FROM whole x JOIN pg_catalog.pg_class c ON c.oid = x.oid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname <> 'pg_toast'
      """, arrays(names))
  }
}
