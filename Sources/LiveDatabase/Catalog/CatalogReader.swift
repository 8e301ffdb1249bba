package import MigrationCore
package import Postgres

/// A schema as it stood at one moment, and where.
package struct SchemaSnapshot: Sendable {
  package let schema: DatabaseSchema
  package let fingerprint: PgschemaFingerprint
  package let server: ServerVersion
  package let database: String
}

/// How the texts that PostgreSQL prints name the objects of the schema that is read.
package enum CatalogNames: Sendable {
  /// With the schema, as the hashes and a rebuild need it.
  case qualified
  /// Without it, as one writes them for that schema's `search_path`; objects of other schemas are qualified.
  ///
  /// Of several schemas it is the first one's `search_path` for all.
  case relative
}

/// Several schemas as they stood at one moment, and where.
package struct CatalogSnapshot: Sendable {
  /// In the order in which they were asked for; one that is not there is left out.
  package let schemas: [DatabaseSchema]
  /// Of the schema that it was asked for.
  package let fingerprint: PgschemaFingerprint?
  package let server: ServerVersion
  /// The server's version as it says it, `15.18 (Debian 15.18-0+deb12u1)`.
  package let serverText: String
  package let database: String
  package let databaseOwner: Identifier

  /// The schema of that name.
  ///
  /// - Throws: ``CatalogReadingError`` when it does not exist, or was not asked for.
  package func schema(_ name: Identifier) throws(CatalogReadingError) -> DatabaseSchema {
    guard let schema = schemas.first(where: { $0.name == name }) else {
      throw .init(.noSuchSchema(name, database: database))
    }
    return schema
  }
}

/// Reads schemas from the catalogs of a live database.
package enum CatalogReader {
  /// Reads the whole schema and pgschema's fingerprint of it, both from one snapshot.
  ///
  /// - Cost: as for the other form.
  /// - Parameters:
  ///   - schema: its name.
  ///   - names: how the model's texts name the schema's own objects.
  ///   - ignored: what is not in the fingerprint; the picture has it all the same.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the picture; parts that the role may not see are missing from the fingerprint, as pgschema has it.
  /// - Throws: ``CatalogReadingError``, also when there is no such schema.
  package static func read(
    _ schema: Identifier, names: CatalogNames = .qualified, ignoring ignored: IgnoreRules = IgnoreRules(),
    over connection: borrowing Connection
  ) throws(CatalogReadingError) -> SchemaSnapshot {
    let snapshot = try read([schema], names: names, fingerprinting: schema, ignoring: ignored, over: connection)
    guard let fingerprint = snapshot.fingerprint else {
      throw .init(.noSuchSchema(schema, database: snapshot.database))
    }
    return SchemaSnapshot(
      schema: try snapshot.schema(schema), fingerprint: fingerprint, server: snapshot.server,
      database: snapshot.database)
  }

  /// Reads whole schemas from one snapshot, and pgschema's fingerprint of one of them if it is wanted.
  ///
  /// - Cost: one round trip, whatever the number of objects and schemas; ACCESS SHARE on the catalogs and, for the
  ///   deparsing of views and constraints, on the schemas' relations. It writes nothing. The fingerprint doubles the
  ///   server's work for its schema.
  /// - Parameters:
  ///   - schemas: their names.
  ///   - names: how a model's texts name its schema's own objects.
  ///   - detail: how much of them.
  ///   - fingerprinted: the schema to make pgschema's fingerprint of; nil for none.
  ///   - ignored: what is not in the fingerprint; the picture has it all the same.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the picture, without those that do not exist.
  /// - Throws: ``CatalogReadingError``.
  package static func read(
    _ schemas: [Identifier], names: CatalogNames = .qualified, detail: CatalogDetail = .whole,
    fingerprinting fingerprinted: Identifier? = nil, ignoring ignored: IgnoreRules = IgnoreRules(),
    over connection: borrowing Connection
  ) throws(CatalogReadingError) -> CatalogSnapshot {
    let server = ServerVersion(number: connection.serverVersion)
    guard server >= .oldest else { throw .init(.serverTooOld(server)) }
    for schema in schemas where schema.text.hasPrefix("pg_") || schema == "information_schema" {
      throw .init(.systemSchema(schema))
    }
    if schemas.contains("countersign") { throw .init(.ledgerSchema("countersign")) }
    guard connection.transactionStatus == .idle else { throw .inTransaction }

    let script = Script(schemas: schemas, names: names, detail: detail, fingerprinted: fingerprinted, server: server)
    var answers = Answers(to: script)
    do {
      try connection.pipeline(script.queries) { rows, keepReading in answers.add(rows, keepReading) }
    } catch {
      if connection.transactionStatus != .idle { _ = try? connection.execute("ROLLBACK") }
      throw CatalogReadingError(error, reading: schemas.first ?? "")
    }
    do {
      return try answers.snapshot(ignoring: ignored, database: connection.databaseName)
    } catch {
      throw .init(error)
    }
  }
}

/// All statements of one reading, and what each is for.
private struct Script {
  enum Purpose {
    /// It sets the session up; its answer says nothing.
    case setting
    case database
    case fingerprint
    /// The model at this place.
    case model(Int)
  }

  private(set) var queries: [Query] = [
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    // Thousands of objects make these queries look dear; compiling them or sharing them out costs more than it gains.
    // Whatever is sorted or hashed is small enough to stay in memory, and hashing is quicker there.
    """
    SELECT pg_catalog.set_config('jit', 'off', true),
      pg_catalog.set_config('max_parallel_workers_per_gather', '0', true),
      pg_catalog.set_config('enable_mergejoin', 'off', true),
      CASE WHEN pg_catalog.pg_size_bytes(pg_catalog.current_setting('work_mem')) < 67108864
        THEN pg_catalog.set_config('work_mem', '64MB', true) END
    """,
    """
    SELECT pg_catalog.pg_get_userbyid(datdba), pg_catalog.current_setting('server_version')
    FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
    """,
  ]
  /// Of each query.
  private(set) var purposes: [Purpose] = [.setting, .setting, .database]
  let schemas: [Identifier]
  let fingerprinted: Identifier?
  let server: ServerVersion

  init(
    schemas: [Identifier], names: CatalogNames, detail: CatalogDetail, fingerprinted: Identifier?,
    server: ServerVersion
  ) {
    self.schemas = schemas
    self.fingerprinted = fingerprinted
    self.server = server
    // pgschema's queries come first: they see the session's own time zone and formats, as pgschema does.
    if let fingerprinted { addFingerprint(of: Parameter(bytes: fingerprinted.bytes)) }
    add(Self.pinning, for: .setting)
    let statements = SchemaCatalog.statements(for: server, detail)
    for (place, schema) in schemas.enumerated() {
      let name = Parameter(bytes: schema.bytes)
      switch names {
      case .qualified: break
      case .relative:
        if schema == schemas.first { add(Self.setting(.schema, to: name), for: .setting) }
      }
      for statement in statements { add(Query(statement, [name]), for: .model(place)) }
    }
    add("COMMIT", for: .setting)
  }

  private mutating func add(_ query: Query, for purpose: Purpose) {
    queries.append(query)
    purposes.append(purpose)
  }

  private mutating func addFingerprint(of name: Parameter) {
    var current = SearchPath.session
    for statement in PgschemaCatalog.statements(for: server) {
      if statement.searchPath != current {
        current = statement.searchPath
        add(Self.setting(current, to: name), for: .setting)
      }
      add(Query(statement.sql, [name]), for: .fingerprint)
    }
  }

  /// Settings that change how expressions are printed, for the rest of the transaction.
  private static let pinning: Query = """
    SELECT pg_catalog.set_config('search_path', 'pg_catalog', true), pg_catalog.set_config('TimeZone', 'UTC', true),
      pg_catalog.set_config('DateStyle', 'ISO, MDY', true), pg_catalog.set_config('IntervalStyle', 'postgres', true),
      pg_catalog.set_config('extra_float_digits', '1', true), pg_catalog.set_config('bytea_output', 'hex', true),
      pg_catalog.set_config('quote_all_identifiers', 'off', true), pg_catalog.set_config('lc_monetary', 'C', true)
    """

  private static func setting(_ path: SearchPath, to schema: Parameter) -> Query {
    switch path {
    // The session's own path cannot be had back in the same transaction; its statements come first.
    case .session: "SELECT NULL"
    case .catalogOnly: "SELECT pg_catalog.set_config('search_path', 'pg_catalog', true)"
    case .empty: "SELECT pg_catalog.set_config('search_path', '', true)"
    case .schema:
      Query("SELECT pg_catalog.set_config('search_path', pg_catalog.quote_ident($1::pg_catalog.text), true)", [schema])
    case .schemaUnquoted:
      // A name that cannot stand in the list unquoted is quoted: pgschema fails there, so there is nothing to match.
      Query(
        """
        SELECT pg_catalog.set_config('search_path', CASE WHEN name ~ '[[:space:],"]' THEN pg_catalog.quote_ident(name)
          ELSE name END || ', pg_catalog', true) FROM (SELECT $1::pg_catalog.text) AS given (name)
        """, [schema])
    }
  }
}

/// What came back of a script, read while the rest is still on its way.
private struct Answers {
  private let script: Script
  private var count = 0
  private var facts: Row?
  private var pgschema: [CatalogRows] = []
  private var models: [CatalogAnswers]

  init(to script: Script) {
    self.script = script
    models = script.schemas.map { _ in SchemaCatalog.answers }
  }

  mutating func add(_ rows: Rows, _ keepReading: () -> Void) {
    guard count < script.purposes.count else { return }
    switch script.purposes[count] {
    case .setting: break
    case .database: facts = rows.first
    case .fingerprint: pgschema.append(Self.catalogRows(rows))
    case .model(let place): models[place].add(Self.catalogRows(rows), breathe: keepReading)
    }
    count += 1
  }

  func snapshot(ignoring ignored: IgnoreRules, database name: String) throws(CatalogError) -> CatalogSnapshot {
    var schemas: [DatabaseSchema] = []
    for model in models {
      guard let schema = try SchemaCatalog.schema(from: model) else { continue }
      schemas.append(schema)
    }
    var fingerprint: PgschemaFingerprint?
    if let fingerprinted = script.fingerprinted {
      fingerprint = try PgschemaCatalog.fingerprint(of: fingerprinted, from: pgschema, ignoring: ignored)
    }
    return CatalogSnapshot(
      schemas: schemas, fingerprint: fingerprint, server: script.server, serverText: facts?[1] ?? "", database: name,
      databaseOwner: Identifier(bytes: facts?.bytes(0) ?? []))
  }

  /// The rows as the core reads them, without a copy.
  private static func catalogRows(_ rows: Rows) -> CatalogRows {
    CatalogRows(count: rows.count) { row, column in rows.slice(row: row, column: column) }
  }
}
