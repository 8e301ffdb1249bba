import MigrationCore
import Postgres

/// All statements of one reading, and what each is for.
struct CatalogScript {
  enum Purpose: Equatable {
    /// It sets the session up; its answer says nothing.
    case setting
    case database
    case fingerprint
    /// Something of the schema at this place.
    case part(SchemaCatalog.Part, of: Int)
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
  /// How many of them are the fingerprint's.
  private(set) var fingerprintCount = 0
  let schemas: [Identifier]
  let fingerprinted: Identifier?
  let server: ServerVersion

  init(
    schemas: [Identifier], names: CatalogNames, detail: CatalogDetail, only part: SchemaCatalog.Part? = nil,
    fingerprinted: Identifier?, server: ServerVersion
  ) {
    self.schemas = schemas
    self.fingerprinted = fingerprinted
    self.server = server
    // pgschema's queries come first: they see the session's own time zone and formats, as pgschema does.
    if let fingerprinted { addFingerprint(of: Parameter(bytes: fingerprinted.bytes)) }
    add(Self.pinning, for: .setting)
    let statements = SchemaCatalog.statements(for: server, detail, only: part)
    for (place, schema) in schemas.enumerated() {
      let name = Parameter(bytes: schema.bytes)
      switch names {
      case .qualified: break
      case .relative:
        if schema == schemas.first { add(Self.setting(.schema, to: name), for: .setting) }
      }
      for (part, statement) in statements { add(Query(statement, [name]), for: .part(part, of: place)) }
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
      fingerprintCount += 1
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
