package import MigrationCore
package import Postgres

/// What the target has around the schemas of a plan: enough of it to run their SQL somewhere else.
package struct Surroundings: Sendable {
  /// The schemas of the plan as the target has them; one that it does not have is empty and has no owner.
  ///
  /// For what SQL runs in they may be empty, too, with their owners and rights.
  package var schemas: [DatabaseSchema]
  /// The same with relative names, for the statements of a plan.
  package var relative: [DatabaseSchema]
  /// Other schemas that these or the SQL refer to, and those that these refer to, in byte order.
  package var neighbours: [DatabaseSchema]
  /// Installed extensions with the schema that each is in.
  package var extensions: [(name: Identifier, schema: Identifier)]
  /// Every role there is: SQL may grant to one that owns nothing yet.
  package var roles: [Identifier]
  package var foreignServers: [Identifier]
  /// Statements that make the access methods that belong to no extension.
  package var accessMethods: [SQLText]
  package var tablespaces: [Identifier]
  package var serverVersion: ServerVersion
  /// The role that reads, and will make what is new.
  package var user: Identifier

  /// Reads them, changing nothing.
  ///
  /// - Parameters:
  ///   - schemas: as ``CatalogReader`` read them.
  ///   - relative: the same with relative names; empty where nobody needs them.
  ///   - words: every word of the desired SQL: a schema can be referred to only by its name.
  ///   - connection: a session with the target, outside a transaction block.
  /// - Throws: `PostgresError` or ``CatalogReadingError``.
  package init(
    of schemas: [DatabaseSchema], relative: [DatabaseSchema] = [], words: Set<Identifier>,
    over connection: borrowing Connection
  ) throws {
    self.schemas = schemas
    self.relative = relative
    neighbours = try Self.neighbours(of: schemas, over: connection) { $0.intersection(words) }
    extensions = try Self.extensions(over: connection)
    roles = try Self.roles(over: connection)
    foreignServers = try Self.names("SELECT srvname FROM pg_catalog.pg_foreign_server ORDER BY 1", over: connection)
    accessMethods = try Self.accessMethods(over: connection)
    tablespaces = try Self.names(
      "SELECT spcname FROM pg_catalog.pg_tablespace WHERE spcname NOT LIKE 'pg\\_%' ORDER BY 1", over: connection)
    serverVersion = ServerVersion(number: connection.serverVersion)
    user = Identifier(connection.userName)
  }

  /// The same with what is in the schemas, and with what that refers to.
  ///
  /// - Parameters:
  ///   - schemas: as ``CatalogReader`` read them.
  ///   - relative: the same with relative names.
  ///   - connection: a session with the target, outside a transaction block.
  /// - Returns: all that a plan depends on.
  /// - Throws: `PostgresError` or ``CatalogReadingError``.
  package func completed(
    with schemas: [DatabaseSchema], relative: [DatabaseSchema], over connection: borrowing Connection
  ) throws -> Surroundings {
    var whole = self
    whole.schemas = schemas
    whole.relative = relative
    whole.neighbours = try Self.neighbours(of: schemas, knowing: neighbours, over: connection) { _ in [] }
    return whole
  }
}

extension Surroundings {
  /// The installed extensions but for `plpgsql`, which every database has.
  static func extensions(
    over connection: borrowing Connection
  ) throws(PostgresError) -> [(name: Identifier, schema: Identifier)] {
    let rows = try connection.query(
      """
      SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY 1
      """)
    return rows.map { (name: Identifier(bytes: $0.bytes(0) ?? []), schema: Identifier(bytes: $0.bytes(1) ?? [])) }
  }

  private static func accessMethods(over connection: borrowing Connection) throws(PostgresError) -> [SQLText] {
    let rows = try connection.query(
      """
      SELECT a.amname, a.amtype = 't', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
      FROM pg_catalog.pg_am a JOIN pg_catalog.pg_proc p ON p.oid = a.amhandler
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE a.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_am'::regclass AND d.objid = a.oid AND d.deptype = 'e') ORDER BY 1
      """)
    return rows.map { row in
      let type: SQLText = row[1] == "t" ? "TABLE" : "INDEX"
      let name = Identifier(bytes: row.bytes(0) ?? [])
      return "CREATE ACCESS METHOD \(name) TYPE \(type) HANDLER \(catalog: CatalogSQL(row[2] ?? ""))"
    }
  }

  /// Every role but PostgreSQL's own.
  static func roles(over connection: borrowing Connection) throws(PostgresError) -> [Identifier] {
    try names("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%' ORDER BY 1", over: connection)
  }

  /// The first column of what a query finds.
  static func names(_ sql: String, over connection: borrowing Connection) throws(PostgresError) -> [Identifier] {
    try connection.query(sql).map { Identifier(bytes: $0.bytes(0) ?? []) }
  }

  /// The other schemas that a copy of `schemas` needs, in byte order.
  ///
  /// - Parameters:
  ///   - schemas: what is copied.
  ///   - known: those that have been read.
  ///   - connection: a session with the target.
  ///   - named: which of the existing ones something else names.
  /// - Returns: their definitions.
  /// - Throws: `PostgresError` or ``CatalogReadingError``.
  static func neighbours(
    of schemas: [DatabaseSchema], knowing known: [DatabaseSchema] = [], over connection: borrowing Connection,
    named: (Set<Identifier>) -> Set<Identifier>
  ) throws -> [DatabaseSchema] {
    // A schema that an extension made comes with it.
    let rows = try names(
      """
      SELECT nspname FROM pg_catalog.pg_namespace n WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'countersign')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = 'pg_catalog.pg_namespace'::regclass
          AND m.objid = n.oid AND m.deptype = 'e')
      """, over: connection)
    let existing = Set(rows).subtracting(schemas.map(\.name))
    // SQL runs with public in the search path, so it can use what is there without naming it.
    var wanted = named(existing).union(["public"])
    for schema in schemas { wanted.formUnion(schema.dependencies.map(\.referenced.schema)) }
    wanted.formIntersection(existing)
    var found = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
    while let name = wanted.subtracting(found.keys).min() {
      let neighbour = try CatalogReader.read([name], over: connection).schema(name)
      found[name] = neighbour
      wanted.formUnion(existing.intersection(neighbour.dependencies.map(\.referenced.schema)))
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// Creates extensions, each in its schema, as far as the server has them.
  ///
  /// - Returns: those that there are not, with the reason.
  /// - Throws: `PostgresError` when the session is lost.
  static func create(
    _ extensions: [(name: Identifier, schema: Identifier)], over connection: borrowing Connection
  ) throws(PostgresError) -> [(name: Identifier, reason: String)] {
    var open = extensions
    while true {
      var failed: [(name: Identifier, schema: Identifier)] = []
      var reasons: [(name: Identifier, reason: String)] = []
      for (name, schema) in open {
        let create: SQLText =
          "CREATE SCHEMA IF NOT EXISTS \(schema); CREATE EXTENSION IF NOT EXISTS \(name) SCHEMA \(schema)"
        do { _ = try connection.execute(create.text) } catch {
          guard error.kind == .server else { throw error }
          failed.append((name, schema))
          reasons.append((name, error.message))
        }
      }
      // One may need another that comes later.
      if failed.isEmpty || failed.count == open.count { return reasons }
      open = failed
    }
  }
}
