package import MigrationCore
package import Postgres

/// Reads a schema as the catalogs have it: everything in one snapshot, in a number of round trips that does not depend
/// on how much there is.
package enum CatalogReader {
  /// The whole schema.
  ///
  /// Takes ACCESS SHARE on catalogs only. The connection must be idle; it is idle again afterwards, its settings as
  /// they were.
  ///
  /// - Parameters:
  ///   - schema: as stored in `pg_namespace.nspname`.
  ///   - connection: a session with the database.
  /// - Returns: the schema, consistent in itself.
  /// - Throws: ``CatalogReadingError`` when there is no such schema, the server is older than 14, or it refused.
  package static func read(
    _ schema: Identifier, over connection: borrowing Connection
  ) throws(CatalogReadingError) -> DatabaseSchema {
    let server = ServerVersion(number: connection.serverVersion)
    guard server >= .oldest else { throw .catalog(.serverTooOld(server)) }
    let isSystem = ["pg_catalog", "information_schema", "pg_toast"].contains { Identifier($0) == schema }
    guard !isSystem else { throw .catalog(.systemSchema(schema)) }
    let questions = SchemaCatalog.statements(for: server).map { Query($0, [Parameter(bytes: schema.bytes)]) }
    do {
      let answers = try connection.pipeline(opening + questions + [Query("COMMIT")])
      let rows = answers[opening.count..<(opening.count + questions.count)].map { answer in
        CatalogRows(count: answer.count) { answer.slice(row: $0, column: $1) }
      }
      guard let found = try SchemaCatalog.schema(from: rows) else {
        throw CatalogReadingError.catalog(.noSuchSchema(schema, database: connection.databaseName))
      }
      return found
    } catch {
      if connection.transactionStatus != .idle { _ = try? connection.execute("ROLLBACK") }
      switch error {
      case let error as CatalogReadingError: throw error
      case let error as CatalogError: throw .catalog(error)
      case let error as PostgresError: throw .server(error)
      default: preconditionFailure("the pipeline throws nothing else: \(error)")
      }
    }
  }

  /// One snapshot, and every setting that changes how PostgreSQL prints a definition.
  private static let opening: [Query] = [
    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    """
    SELECT set_config('search_path', 'pg_catalog', true), set_config('TimeZone', 'UTC', true),
      set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true),
      set_config('extra_float_digits', '3', true), set_config('bytea_output', 'hex', true),
      set_config('quote_all_identifiers', 'off', true), set_config('xmloption', 'content', true)
    """,
  ]
}

/// Why a schema could not be read.
package enum CatalogReadingError: Error, Hashable, Sendable {
  case catalog(CatalogError)
  case server(PostgresError)

  package var message: String {
    switch self {
    case .catalog(let error): error.message
    case .server(let error): "the catalogs cannot be read: \(error)"
    }
  }

  package var hint: String {
    switch self {
    case .catalog(let error): error.hint
    case .server(let error): error.hint ?? "connect as a role that may read the system catalogs"
    }
  }
}
