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
  case relative
}

/// Reads a schema from the catalogs of a live database.
package enum CatalogReader {
  /// Reads the whole schema and pgschema's fingerprint of it, both from one snapshot.
  ///
  /// - Cost: one round trip, whatever the number of objects; ACCESS SHARE on the catalogs and, for the deparsing of
  ///   views and constraints, on the schema's relations. It writes nothing.
  /// - Parameters:
  ///   - schema: its name.
  ///   - names: how the model's texts name the schema's own objects.
  ///   - ignored: what is not in the fingerprint; the picture has it all the same.
  ///   - connection: outside a transaction block; its settings are as before when this returns or throws.
  /// - Returns: the picture; parts that the role may not see are missing from the fingerprint, as pgschema has it.
  /// - Throws: ``CatalogReadingError``.
  package static func read(
    _ schema: Identifier, names: CatalogNames = .qualified, ignoring ignored: IgnoreRules = IgnoreRules(),
    over connection: borrowing Connection
  ) throws(CatalogReadingError) -> SchemaSnapshot {
    let server = ServerVersion(number: connection.serverVersion)
    guard server >= .oldest else { throw .init(.serverTooOld(server)) }
    guard !schema.text.hasPrefix("pg_"), schema != "information_schema" else { throw .init(.systemSchema(schema)) }
    guard connection.transactionStatus == .idle else { throw .inTransaction }

    let script = Script(schema: schema, names: names, server: server)
    let answers: [Rows]
    do {
      answers = try connection.pipeline(script.queries)
    } catch {
      if connection.transactionStatus != .idle { _ = try? connection.execute("ROLLBACK") }
      throw CatalogReadingError(error, reading: schema)
    }
    do {
      return try script.snapshot(of: schema, ignoring: ignored, from: answers, database: connection.databaseName)
    } catch {
      throw .init(error)
    }
  }
}

/// All statements of one reading, and which of them answer what.
private struct Script {
  private(set) var queries: [Query] = []
  /// Places of pgschema's statements.
  private(set) var pgschema: [Int] = []
  /// Places of the model's statements.
  private(set) var model = 0..<0
  private let server: ServerVersion

  init(schema: Identifier, names: CatalogNames, server: ServerVersion) {
    self.server = server
    let name = Parameter(bytes: schema.bytes)
    queries = [
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
      // Thousands of objects make these queries look dear; compiling them or sharing them out costs more than it gains.
      """
      SELECT pg_catalog.set_config('jit', 'off', true),
        pg_catalog.set_config('max_parallel_workers_per_gather', '0', true)
      """,
    ]
    // pgschema's queries come first: they see the session's own time zone and formats, as pgschema does.
    var current = SearchPath.session
    for statement in PgschemaCatalog.statements(for: server) {
      if statement.searchPath != current {
        current = statement.searchPath
        queries.append(Self.setting(current, to: name))
      }
      pgschema.append(queries.count)
      queries.append(Query(statement.sql, [name]))
    }
    queries.append(Self.pinning)
    switch names {
    case .qualified: break
    case .relative: queries.append(Self.setting(.schema, to: name))
    }
    let first = queries.count
    queries += SchemaCatalog.statements(for: server).map { Query($0, [name]) }
    model = first..<queries.count
    queries.append("COMMIT")
  }

  func snapshot(
    of schema: Identifier, ignoring ignored: IgnoreRules, from answers: [Rows], database: String
  ) throws(CatalogError) -> SchemaSnapshot {
    guard let found = try SchemaCatalog.schema(from: answers[model].map(Self.catalogRows)) else {
      throw .noSuchSchema(schema, database: database)
    }
    let fingerprint = try PgschemaCatalog.fingerprint(
      of: schema, from: pgschema.map { Self.catalogRows(answers[$0]) }, ignoring: ignored)
    return SchemaSnapshot(schema: found, fingerprint: fingerprint, server: server, database: database)
  }

  /// The rows as the core reads them, without a copy.
  private static func catalogRows(_ rows: Rows) -> CatalogRows {
    CatalogRows(count: rows.count) { row, column in rows.slice(row: row, column: column) }
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
