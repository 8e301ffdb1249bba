import CLibpq

/// A session with a PostgreSQL server, by libpq.
///
/// Every call blocks its thread until the server has answered, so it belongs on a thread that may wait. One owner at a
/// time uses it (it cannot be copied and is not `Sendable`); only ``cancelToken`` may be used from elsewhere. It ends
/// with its last use.
package struct Connection: ~Copyable {
  let handle: OpaquePointer
  private let notices: NoticeReceiver

  /// Connects and waits until the session is ready.
  ///
  /// - Parameters:
  ///   - parameters: where to and as whom.
  ///   - onNotice: gets every notice, from the first (such as a collation warning) on, on the thread that is waiting.
  /// - Throws: ``PostgresError`` of kind `connectionFailed`, or `misuse` for a zero byte.
  package init(
    _ parameters: ConnectionParameters, onNotice: @escaping (Notice) -> Void = { _ in }
  ) throws(PostgresError) {
    notices = NoticeReceiver(onNotice)
    handle = try connect(parameters, notices)
  }

  deinit { PQfinish(handle) }

  /// Lets `handler` have the notices from now on; it runs on the thread that waits for a result.
  package func onNotice(_ handler: @escaping (Notice) -> Void) { notices.handler = handler }

  /// As `server_version_num`: 150018 is 15.18.
  package var serverVersion: Int { Int(PQserverVersion(handle)) }

  package var databaseName: String { text(PQdb(handle)) }

  package var userName: String { text(PQuser(handle)) }

  /// The name or address connected to, or the folder of the Unix socket.
  package var host: String { text(PQhost(handle)) }

  package var port: String { text(PQport(handle)) }

  /// As in `pg_stat_activity.pid`.
  package var backendProcessID: Int32 { PQbackendPID(handle) }

  /// `user@host:port/database` as really connected, for showing.
  package var target: String {
    Postgres.target(user: userName, host: host, port: port, database: databaseName)
  }

  /// A way to stop from another thread what this connection is doing; nil when the session is lost.
  package var cancelToken: CancelToken? { CancelToken(handle) }

  /// False once the session is lost.
  package var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

  package enum TransactionStatus: Hashable, Sendable {
    case idle
    case active
    case inTransaction
    case inFailedTransaction
    /// The session is lost.
    case unknown
  }

  /// As the server last reported it.
  package var transactionStatus: TransactionStatus {
    switch PQtransactionStatus(handle) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_ACTIVE: .active
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .inFailedTransaction
    default: .unknown
    }
  }

  private func text(_ value: UnsafeMutablePointer<CChar>?) -> String { value.map { String(cString: $0) } ?? "" }
}
