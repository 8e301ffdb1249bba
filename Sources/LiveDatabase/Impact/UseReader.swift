package import MigrationCore
package import Postgres

/// Reads how the target is used: statistics, settings, and what goes on in it at the moment.
package enum UseReader {
  /// Adds to facts about relations what was counted about their use, their indexes, and the session's settings.
  ///
  /// - Cost: one round trip; takes no lock on any table.
  /// - Parameters:
  ///   - facts: those of ``ImpactReader``; only relations in them get more.
  ///   - schemas: as in `pg_namespace.nspname`.
  ///   - connection: the session that would run the plan, for its settings; in no failed transaction.
  /// - Throws: ``PostgresError`` when a query fails or the session is lost.
  package static func add(
    to facts: inout LiveFacts, of schemas: [Identifier], on connection: borrowing Connection
  ) throws(PostgresError) {
    let array = Parameter(bytes: ImpactReader.arrayLiteral(schemas))
    let answers = try connection.pipeline([
      Query(UseQueries.tables, [array]), Query(UseQueries.indexes, [array]), Query(UseQueries.publications, [array]),
      Query(UseQueries.sequences, [array]), Query(UseQueries.columns, [array]), Query(UseQueries.settings),
      Query(UseQueries.extensions), Query(UseQueries.superusers),
      Query(UseQueries.collations(serverVersion: connection.serverVersion)),
      Query(UseQueries.droppedColumns, [array]), Query(UseQueries.stableFunctions),
      Query(UseQueries.nondeterministicCollations),
      Query(UseQueries.everyPublication(serverVersion: connection.serverVersion)), Query(UseQueries.executor),
      Query(UseQueries.rightsOf), Query(UseQueries.creatableSchemas), Query(UseQueries.rights, [array]),
    ])
    for row in answers[0] {
      var use = RelationUse()
      use.writes = row.int64(2) ?? 0
      use.scans = row.int64(3) ?? 0
      use.changedSinceAnalyze = row.int64(4) ?? 0
      use.seconds = row[5].flatMap { Double($0) }
      facts.relations[row.name(0, 1)]?.use = use
    }
    readIndexes(answers[1], into: &facts)
    for row in answers[2] { facts.relations[row.name(0, 1)]?.publications.append(row.identifier(2)) }
    for row in answers[3] { facts.relations[row.name(0, 1)]?.sequenceUse = row[2].flatMap { Double($0) } }
    for row in answers[4] {
      let (table, column) = (row.name(0, 1), row.identifier(2))
      facts.relations[table]?.columns[column]?.nullFraction = row[3].flatMap { Double($0) }
      facts.relations[table]?.columns[column]?.distinctValues = row[4].flatMap { Double($0) }
      facts.relations[table]?.columns[column]?.averageWidth = row[5].flatMap { Int($0) }
    }
    for row in answers[5] { facts.settings[row[0] ?? ""] = row[1] ?? "" }
    for row in answers[6] { facts.extensions[row[0] ?? ""] = row[1] ?? "" }
    facts.superusers = Set(answers[7].map { $0.identifier(0) })
    facts.hasCollationMismatch = answers[8].first?.isTrue(0) ?? false
    for row in answers[9] { facts.relations[row.name(0, 1)]?.droppedColumns = Int(row.int64(2) ?? 0) }
    facts.stableFunctions = Set(answers[10].map { $0.identifier(0) })
    facts.nondeterministicCollations = Set(answers[11].map { $0.name(0, 1) })
    for row in answers[12] {
      var publication = facts.publications[row.identifier(0)] ?? LivePublication()
      publication.hasAllTables = row.isTrue(1)
      publication.publishesChanges = row.isTrue(2)
      if row.bytes(3) != nil { publication.schemas.insert(row.identifier(3)) }
      facts.publications[row.identifier(0)] = publication
    }
    facts.executor = executor(Array(answers[13...]))
    try ManagedTables.add(to: &facts, over: connection)
  }

  private static func executor(_ answers: [Rows]) -> LiveRole? {
    guard let row = answers[0].first else { return nil }
    var role = LiveRole(row.identifier(0))
    role.isSuperuser = row.isTrue(1)
    role.rightsOf = Set(answers[1].map { $0.identifier(0) })
    role.creatableSchemas = Set(answers[2].map { $0.identifier(0) })
    for row in answers[3] { role.rights[row.name(0, 1), default: []].insert(row[2] ?? "") }
    return role
  }

  private static func readIndexes(_ rows: Rows, into facts: inout LiveFacts) {
    for row in rows {
      let name = row.name(0, 1)
      var index = facts.relations[name]?.index ?? LiveIndex()
      index.isUnique = row.isTrue(2)
      index.isPrimary = row.isTrue(3)
      index.isValid = row.isTrue(4)
      index.isPartial = row.isTrue(5)
      index.isPlain = row.isTrue(6)
      index.accessMethod = row.identifier(7)
      index.constraint = row.bytes(8).map { Identifier(bytes: $0) }
      index.scans = row.int64(9) ?? 0
      index.columns.append(row.bytes(10).map { Identifier(bytes: $0) })
      facts.relations[name]?.index = index
    }
  }

  /// What goes on in the database at the moment.
  ///
  /// - Cost: one round trip; takes no lock. A role without `pg_read_all_stats` sees of others' sessions no query.
  /// - Parameters:
  ///   - schemas: those whose locks are told.
  ///   - connection: in no failed transaction; it is not among the sessions.
  /// - Returns: one moment's picture.
  /// - Throws: ``PostgresError`` when a query fails or the session is lost.
  package static func activity(
    of schemas: [Identifier], on connection: borrowing Connection
  ) throws(PostgresError) -> LiveActivity {
    let array = Parameter(bytes: ImpactReader.arrayLiteral(schemas))
    let answers = try connection.pipeline([
      Query(UseQueries.sessions), Query(UseQueries.locks, [array]), Query(UseQueries.preparedTransactions),
      Query(UseQueries.replicas), Query(UseQueries.slots), Query(UseQueries.connections),
      Query("SELECT pg_catalog.current_setting('max_connections')"),
    ])
    var activity = LiveActivity()
    for row in answers[0] {
      var session = LiveSession(
        processID: Int(row.int64(0) ?? 0), user: row[1] ?? "", application: row[2] ?? "", state: row[3] ?? "",
        transactionAge: row[4].flatMap { Double($0) } ?? 0, query: row[5] ?? "")
      session.isWraparoundVacuum = row.isTrue(6)
      activity.sessions.append(session)
    }
    for row in answers[1] {
      guard let place = activity.sessions.firstIndex(where: { Int64($0.processID) == row.int64(0) }),
        let mode = row[3].flatMap({ LockMode(catalogName: $0) })
      else { continue }
      activity.sessions[place].locks[row.name(1, 2), default: []].insert(mode)
    }
    activity.preparedTransactions = answers[2].map {
      PreparedTransaction(name: $0[0] ?? "", owner: $0[1] ?? "", age: $0[2].flatMap { Double($0) } ?? 0)
    }
    activity.replicas = answers[3].map {
      LiveReplica(application: $0[0] ?? "", state: $0[1] ?? "", lag: $0.int64(2))
    }
    activity.slots = answers[4].map {
      ReplicationSlot(name: $0[0] ?? "", isLogical: $0.isTrue(1), isActive: $0.isTrue(2), retained: $0.int64(3))
    }
    activity.connections = Int(answers[5].first?.int64(0) ?? 0)
    activity.locks = Int(answers[5].first?.int64(1) ?? 0)
    activity.maximumConnections = Int(answers[6].first?.int64(0) ?? 0)
    return activity
  }
}
