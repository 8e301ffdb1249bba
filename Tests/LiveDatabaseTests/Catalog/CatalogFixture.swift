import LiveDatabase
import MigrationCore
import Postgres
import TestServer

/// What the catalogs say after `sql` ran in a new database.
func snapshot(after sql: String, of schema: Identifier = "public") async throws -> SchemaSnapshot {
  let connection = try Connection(try await TestServer.database())
  try connection.execute(sql)
  return try CatalogReader.read(schema, over: connection)
}

/// The schema alone.
func schema(after sql: String, of name: Identifier = "public") async throws -> DatabaseSchema {
  try await snapshot(after: sql, of: name).schema
}
