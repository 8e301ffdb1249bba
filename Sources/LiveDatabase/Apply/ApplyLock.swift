package import MigrationCore
package import Postgres

/// The advisory lock by which one apply at a time runs on a schema of a database.
package enum ApplyLock {
  /// Refuses where an apply runs, without taking the lock: reading its schema could wait for as long as it does.
  ///
  /// - Throws: ``ApplyError``, `PostgresError`.
  package static func requireFree(_ schemas: [Identifier], over connection: borrowing Connection) throws {
    for schema in schemas {
      if let holder = try holder(of: schema, over: connection) {
        throw ApplyError.alreadyRunning(schema: schema, by: holder)
      }
    }
  }

  /// For as long as the session lasts; the first number is `CNTS` in ASCII.
  static func take(_ schema: Identifier, over connection: borrowing Connection) throws {
    let locked = try connection.query(
      "SELECT pg_catalog.pg_try_advisory_lock(1129270867, \(number))", [Parameter(bytes: schema.bytes)])
    guard locked.first?[0] != "t" else { return }
    throw ApplyError.alreadyRunning(schema: schema, by: try holder(of: schema, over: connection))
  }

  private static let number = "pg_catalog.hashtext($1)"

  private static func holder(
    of schema: Identifier, over connection: borrowing Connection
  ) throws(PostgresError) -> LockHolder? {
    try connection.query(
      """
      SELECT a.pid, a.usename, a.application_name, a.query FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1129270867 AND l.objsubid = 2
        AND l.objid = \(number)::pg_catalog.int8 & 4294967295
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
      """, [Parameter(bytes: schema.bytes)]
    ).first.map(ApplyWatch.holder)
  }
}
