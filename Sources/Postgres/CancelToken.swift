import CLibpq

/// A way to stop what a connection is doing, from any thread, while its owner waits for the result.
///
/// The waiting call then throws SQLSTATE `57014`; if the statement has ended by then, nothing happens.
package struct CancelToken: Sendable {
  private let request: CancelRequest

  /// Nil when the connection is already lost.
  init?(_ connection: OpaquePointer) {
    guard let handle = PQgetCancel(connection) else { return nil }
    request = CancelRequest(handle)
  }

  /// Asks the server, over a connection of its own, to stop; blocks for the time that takes.
  ///
  /// - Throws: ``PostgresError`` of kind `connectionLost` when the request could not be delivered.
  package func cancel() throws(PostgresError) {
    var text = [CChar](repeating: 0, count: 256)
    let sent = PQcancel(request.handle, &text, Int32(text.count))
    guard sent == 1 else {
      let message = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .connectionLost(trimmed(String(decoding: message, as: UTF8.self)))
    }
  }
}

/// Owns a PGcancel.
///
/// `@unchecked`: immutable after creation, and the manual says of PQcancel that it is thread-safe, the PGcancel
/// being read-only to it ("Canceling Queries in Progress").
private final class CancelRequest: @unchecked Sendable {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQfreeCancel(handle) }
}
