internal import Glibc
package import MigrationCore
package import Postgres

/// Asks a server what the policy goes by: its clock, and what its time zones make of a window.
package enum CircumstancesReader {
  /// The server's clock beside this machine's.
  ///
  /// - Parameters:
  ///   - lastRecordedAt: when the ledger's last row was written; nil for none.
  ///   - connection: to the server.
  /// - Returns: the time now.
  /// - Throws: `PostgresError`.
  package static func clock(
    lastRecordedAt: String?, over connection: borrowing Connection
  ) throws(PostgresError) -> PolicyClock {
    let rows = try connection.query(
      """
      SELECT pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      """)
    guard let now = rows.first?[0], let seconds = Timestamp.seconds(now) else { return .notRead("it said nothing") }
    return .read(now: now, aheadSeconds: time(nil) - seconds, lastRecordedAt: lastRecordedAt)
  }

  /// Whether one of `windows` is open, for how long, or when one opens.
  ///
  /// - Throws: ``UnknownTimeZone``, `PostgresError`.
  package static func window(
    _ windows: [ChangeWindow], over connection: borrowing Connection
  ) throws -> WindowState {
    var openings: [(begins: Int, ends: Int)] = []
    for window in windows {
      do {
        for row in try connection.query(window.sql.text) {
          guard let begins = row[0].flatMap({ Int($0) }), let ends = row[1].flatMap({ Int($0) }) else { continue }
          openings.append((begins, ends))
        }
      } catch {
        guard error.sqlState == .invalidParameterValue else { throw error }
        throw UnknownTimeZone(window: window)
      }
    }
    return WindowState(openings)
  }
}

/// A window names a time zone that the server does not know.
package struct UnknownTimeZone: Error, Hashable, Sendable {
  package let window: ChangeWindow

  package var message: String {
    "the server does not know the time zone \(window.zone) of the window \"\(window.text)\""
  }
}
