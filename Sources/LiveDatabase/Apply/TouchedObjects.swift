import MigrationCore
import Postgres

/// Notices when somebody else changes what a plan touches while it runs, or between its runs.
///
/// Every relation, type and routine that a statement names has a token, made of its catalog rows; data changes, VACUUM and
/// ANALYZE leave it as it is. So has every table that inheritance or a foreign key connects with one of them: it is
/// locked, read or changed as well. Before a group the tokens of what it touches have to be those that were last seen.
/// After it they are read again in its transaction, once another session has seen that nothing but that transaction
/// changed them: a group that waits for a lock may find another table than the one that was checked.
struct TouchedObjects {
  /// What each group names, from the first on.
  private let names: [[QualifiedName]]
  /// What each group names to change it; of the rest only what is there from the beginning is watched, so that a table
  /// for whose want a group failed can be made.
  private let changed: [Set<QualifiedName>]
  /// Groups that may change what they do not name.
  private let unnamed: Set<Int>
  /// Groups that leave alone what is connected with what they name.
  private let leavingConnected: Set<Int>
  /// Groups that change no more of a table than which indexes it has.
  private let changingIndexes: Set<Int>
  /// What some group names.
  ///
  /// Of other tables a job may make, detach and drop partitions meanwhile.
  private let named: Set<QualifiedName>
  private var known: [QualifiedName: String] = [:]
  /// What is connected with what the group that runs names.
  private var along: Set<QualifiedName> = []
  /// What somebody else changed while the last group ran that cannot have changed it, by name.
  private(set) var changedByOthers: [String] = []

  init(plan: Plan, facts: [StepID: StatementFacts]) {
    var names: [[QualifiedName]] = []
    var changed: [Set<QualifiedName>] = []
    var unnamed: Set<Int> = []
    var leavingConnected: Set<Int> = []
    var changingIndexes: Set<Int> = []
    for (index, group) in plan.groups.enumerated() {
      let steps = group.steps.indices.map { StepID(group: index + 1, step: $0 + 1) }
        .filter { group.steps[$0.step - 1].directive == nil }
      let changedHere = steps.reduce(into: Set()) { $0.formUnion(facts[$1]?.changedNames ?? []) }
      names.append(steps.reduce(into: changedHere) { $0.formUnion(facts[$1]?.readNames ?? []) }.sorted())
      changed.append(changedHere)
      if steps.contains(where: { facts[$0]?.touchesUnnamed ?? true }) { unnamed.insert(index + 1) }
      if !steps.contains(where: { facts[$0]?.mayChangeConnected ?? true }) { leavingConnected.insert(index + 1) }
      if steps.allSatisfy({ facts[$0]?.changesIndexesOnly ?? false }) { changingIndexes.insert(index + 1) }
    }
    self.names = names
    named = Set(names.joined())
    self.changed = changed
    self.unnamed = unnamed
    self.leavingConnected = leavingConnected
    self.changingIndexes = changingIndexes
  }

  /// What groups from `group` on name, each once, in order.
  private func remaining(from group: Int) -> [QualifiedName] {
    Array(Set(names[(group - 1)...].joined())).sorted()
  }

  /// Looks at everything that the plan touches; nobody has to have left it alone so far.
  mutating func look(over connection: borrowing Connection) throws(PostgresError) -> [TouchedObject] {
    guard !names.isEmpty else { return [] }
    return try learn(remaining(from: 1), over: connection).map(object)
  }

  /// Takes what the ledger says as last seen, and compares: what else changed since, by name.
  ///
  /// Of groups whose end was never recorded (`unrecorded`) what they touch may be anyhow; `group` is the first that is
  /// still to run.
  mutating func compare(
    with recorded: [TouchedObject], from group: Int, unrecorded: Set<Int>, over connection: borrowing Connection
  ) throws(PostgresError) -> [String] {
    let all = group > names.count ? [] : remaining(from: unrecorded.min().map { min($0, group) } ?? group)
    let tracked = try learn(all, over: connection)
    guard !tracked.isEmpty else { return [] }
    let latest = Dictionary(recorded.map { ($0.name, $0.token) }, uniquingKeysWith: { $1 })
    let untouched = Set(tracked).subtracting(changed[(group - 1)...].joined())
    let excused = try touched(
      by: unrecorded.subtracting(changingIndexes), beside: untouched, over: connection)
    let indexed = try touched(by: unrecorded.intersection(changingIndexes), beside: untouched, over: connection)
    return tracked.filter { name in
      guard !excused.contains(name), let token = latest[TouchedObject.name(of: name)], let found = known[name] else {
        return false
      }
      return isChange(
        of: name, from: indexed.contains(name) ? Self.token(token, withIndexesOf: found) : token, to: found)
    }.map(\.description)
  }

  /// What these groups may have changed.
  private func touched(
    by groups: Set<Int>, beside untouched: Set<QualifiedName>, over connection: borrowing Connection
  ) throws(PostgresError) -> Set<QualifiedName> {
    var found = Set(groups.flatMap { names[$0 - 1] })
    if !found.isEmpty { found.formUnion(try Self.family(of: found.sorted(), over: connection).all) }
    // An index or a foreign key that such a group dropped no longer tells which table it belonged to.
    return groups.isSubset(of: leavingConnected) ? found : found.union(untouched)
  }

  /// Reads the tokens of these and of the tables that are connected with them; returns all of those, in order.
  private mutating func learn(
    _ names: [QualifiedName], over connection: borrowing Connection
  ) throws(PostgresError) -> [QualifiedName] {
    guard !names.isEmpty else { return [] }
    let tracked = try Self.family(of: names, over: connection).tables.union(names).sorted()
    let changed = Set(changed.joined())
    known = try Self.tokens(of: tracked, over: connection).filter { !$0.value.isEmpty || changed.contains($0.key) }
    return tracked.filter { known[$0] != nil }
  }

  /// What somebody else changed of what the group touches, by name.
  mutating func changedBefore(_ group: Int, over connection: borrowing Connection) throws(PostgresError) -> [String] {
    let named = names[group - 1]
    along = []
    guard !named.isEmpty else { return [] }
    along = try Self.family(of: named, over: connection).all
    return try changes(known.keys.filter { along.contains($0) || named.contains($0) }.sorted(), over: connection)
  }

  private func changes(
    _ names: [QualifiedName], over connection: borrowing Connection
  ) throws(PostgresError) -> [String] {
    guard !names.isEmpty else { return [] }
    let found = try Self.tokens(of: names, over: connection)
    return names.filter { isChange(of: $0, from: known[$0] ?? "", to: found[$0] ?? "") }.map(\.description)
  }

  /// Whether that is a change which matters: a partition that no group names may be attached, detached and dropped.
  private func isChange(of name: QualifiedName, from old: String, to new: String) -> Bool {
    guard old != new else { return false }
    return named.contains(name) || (!new.isEmpty && Self.isPartition(old) == Self.isPartition(new))
  }

  /// Reads again what the group changed, or may have.
  ///
  /// - Parameters:
  ///   - group: it.
  ///   - isLate: whether it had run before anybody looked.
  ///   - connection: the session that ran it; its transaction is open there if it has one.
  ///   - witness: sees in another session what is committed, and is told what must not have changed there.
  /// - Returns: what is not as it was before; of a group that is late everything that it may have changed.
  /// - Throws: what `witness` throws, or `PostgresError`.
  mutating func lookAfter(
    _ group: Int, isLate: Bool = false, over connection: borrowing Connection,
    witness: (Committed) throws -> Void = { _ in }
  ) throws -> [TouchedObject] {
    let named = names[group - 1]
    changedByOthers = []
    var wanted = Set(known.keys)
    if !unnamed.contains(group) {
      if !named.isEmpty { along.formUnion(try Self.family(of: named, over: connection).all) }
      let connected = leavingConnected.contains(group) ? [] : along
      wanted = wanted.filter { named.contains($0) || connected.contains($0) }
    }
    guard !wanted.isEmpty else { return [] }
    let found = try Self.tokens(of: wanted.sorted(), over: connection)
    // After the reading: whatever was committed before it is seen there too.
    try witness(Committed(names: wanted.sorted(), objects: self))
    // What somebody else changed of such a group's tables is not taken for known, so the next that needs them stops.
    let own =
      changingIndexes.contains(group)
      ? found.merging(known.filter { found[$0.key] != nil }) { Self.token($1, withIndexesOf: $0) } : found
    changedByOthers = own.filter { $0.value != found[$0.key] }.keys.sorted().map(\.description)
    let changed = wanted.filter { isLate || own[$0] != known[$0] }.sorted()
    known.merge(own) { $1 }
    return changed.map(object)
  }

  /// What is to be in the catalog still when a group's transaction is not counted.
  struct Committed {
    fileprivate let names: [QualifiedName]
    fileprivate let objects: TouchedObjects

    /// What somebody else changed since, by name; `connection` is another session than that of the group.
    func changed(over connection: borrowing Connection) throws(PostgresError) -> [String] {
      try objects.changes(names, over: connection)
    }
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

  /// What is connected with these, itself included: everything, and the tables of that.
  private static func family(
    of names: [QualifiedName], over connection: borrowing Connection
  ) throws(PostgresError) -> (all: Set<QualifiedName>, tables: Set<QualifiedName>) {
    var (all, tables): (Set<QualifiedName>, Set<QualifiedName>) = ([], [])
    for row in try ask(familyQuery(names), connection) {
      let name = QualifiedName(Identifier(row[0] ?? ""), Identifier(row[1] ?? ""))
      all.insert(name)
      if row[2] == "t" { tables.insert(name) }
    }
    return (all, tables)
  }

  private static func isPartition(_ token: String) -> Bool { token.contains("p/") }

  /// A table's token with what another says of its indexes; what is no table is as the other says.
  private static func token(_ token: String, withIndexesOf other: String) -> String {
    guard let end = token.firstIndex(of: "/"), let indexes = other.firstIndex(of: "/") else { return other }
    return String(token[..<end] + other[indexes...])
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

  /// A row for each name, in order: the token, empty for what is not there; of a table `…/…`, of a partition `…p/…`, its indexes last.
  ///
  /// Left out is what changes without anybody changing the object: sizes, transaction horizons, file numbers; what a
  /// foreign key of partitions adds to the tables at both its ends, with each partition that comes or goes.
  private static func tokenQuery(_ names: [QualifiedName]) -> Query {
    Query(
      """
      SELECT COALESCE(type.token, '') || COALESCE(routine.token, '') || COALESCE(relation.token, '')
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
          (SELECT pg_catalog.string_agg((pg_catalog.to_jsonb(x) - 'conindid')::pg_catalog.text, ' ' ORDER BY x.oid)
            FROM pg_catalog.pg_constraint x LEFT JOIN pg_catalog.pg_constraint whole ON whole.oid = x.conparentid
            WHERE x.conrelid = c.oid AND whole.conrelid IS DISTINCT FROM c.oid),
          (SELECT x::pg_catalog.text FROM pg_catalog.pg_index x WHERE x.indexrelid = c.oid),
          (SELECT pg_catalog.string_agg((pg_catalog.to_jsonb(x) - 'tgconstrindid')::pg_catalog.text, ' ' ORDER BY x.oid)
            FROM pg_catalog.pg_trigger x LEFT JOIN pg_catalog.pg_constraint k ON k.oid = x.tgconstraint
            WHERE x.tgrelid = c.oid AND (k.conrelid = c.oid OR NOT x.tgisinternal)),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_policy x
            WHERE x.polrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.oid) FROM pg_catalog.pg_rewrite x
            WHERE x.ev_class = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.inhseqno) FROM pg_catalog.pg_inherits x
            WHERE x.inhrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ') FROM pg_catalog.pg_sequence x WHERE x.seqrelid = c.oid),
          (SELECT pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.objsubid) FROM pg_catalog.pg_description x
            WHERE x.objoid = c.oid AND x.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass)
        )) || CASE WHEN c.relkind IN ('r', 'p', 'm', 'f') THEN CASE WHEN c.relispartition THEN 'p/' ELSE '/' END || COALESCE((
          SELECT pg_catalog.md5(pg_catalog.string_agg(x::pg_catalog.text, ' ' ORDER BY x.indexrelid))
          FROM pg_catalog.pg_index x WHERE x.indrelid = c.oid), '') ELSE '' END AS token
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
      SELECT n.nspname, c.relname, c.relkind IN ('r', 'p', 'f') FROM whole x JOIN pg_catalog.pg_class c ON c.oid = x.oid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname <> 'pg_toast'
      """, arrays(names))
  }
}
