import CLibpq
import Glibc

/// Opens a session in steps, so that notices are received from the beginning and nothing waits inside libpq.
func connect(_ parameters: ConnectionParameters, _ notices: NoticeReceiver) throws(PostgresError) -> OpaquePointer {
  let pairs = parameters.keywords
  for pair in pairs where pair.keyword.utf8.contains(0) || pair.value.utf8.contains(0) {
    throw .zeroByte(in: "the connection parameter \(pair.keyword)")
  }
  guard let handle = start(pairs, expandsDatabaseName: parameters.dsn != nil) else {
    throw .connectionFailed("out of memory")
  }
  if let failure = finishConnecting(handle, parameters, notices) {
    PQfinish(handle)
    throw failure
  }
  return handle
}

private func start(_ pairs: [ConnectionParameters.Option], expandsDatabaseName: Bool) -> OpaquePointer? {
  // libpq copies what it needs, so the copies live for this call only.
  let keywords = pairs.map { strdup($0.keyword) }
  let values = pairs.map { strdup($0.value) }
  defer { (keywords + values).forEach { free($0) } }
  let keywordPointers = keywords.map { UnsafePointer($0) } + [nil]
  let valuePointers = values.map { UnsafePointer($0) } + [nil]
  return PQconnectStartParams(keywordPointers, valuePointers, expandsDatabaseName ? 1 : 0)
}

/// Returns why it failed, or nil when the session is ready.
private func finishConnecting(
  _ handle: OpaquePointer, _ parameters: ConnectionParameters, _ notices: NoticeReceiver
) -> PostgresError? {
  guard PQstatus(handle) != CONNECTION_BAD else {
    let text = redacted(message(of: handle), dsn: parameters.dsn)
    // libpq knows no host as long as it has not understood the parameters.
    return PQhost(handle).map { $0.pointee != 0 } ?? false ? .noSession(text) : .badParameters(text)
  }
  notices.receive(from: handle)
  let timeout = connectTimeout(of: handle)
  var address = ""
  var deadline: ContinuousClock.Instant?
  var state = PGRES_POLLING_WRITING
  while state != PGRES_POLLING_OK {
    guard state != PGRES_POLLING_FAILED else {
      let text = message(of: handle)
      return PQconnectionNeedsPassword(handle) == 1 ? .passwordRequired(text) : .noSession(text)
    }
    // As in libpq, each address has the whole time.
    if let timeout, currentAddress(of: handle) != address {
      address = currentAddress(of: handle)
      deadline = .now + .seconds(timeout)
    }
    let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
    guard waitForSocket(PQsocket(handle), events, until: deadline) != 0 else {
      return .connectionTimedOut(parameters.description, seconds: timeout ?? 0)
    }
    state = PQconnectPoll(handle)
  }
  // From here on libpq never waits by itself: sending into a full socket returns, and we poll.
  guard PQsetnonblocking(handle, 1) == 0 else { return .connectionFailed(message(of: handle)) }
  return nil
}

/// `connect_timeout` after all sources, in seconds; nil for none.
///
/// Two is the least, as in libpq.
private func connectTimeout(of handle: OpaquePointer) -> Int? {
  guard let seconds = dictionary(PQconninfo(handle))["connect_timeout"].flatMap({ Int($0) }), seconds > 0 else {
    return nil
  }
  return max(2, seconds)
}

private func currentAddress(of handle: OpaquePointer) -> String {
  [PQhost(handle), PQhostaddr(handle), PQport(handle)].map { $0.map { String(cString: $0) } ?? "" }
    .joined(separator: " ")
}

/// The words quoted by libpq's complaint about a malformed dsn may be the password, so they go if it may hold one.
private func redacted(_ message: String, dsn: String?) -> String {
  guard let dsn, dsn.contains("@") || dsn.contains("password") else { return message }
  let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
  return parts.enumerated().map { $0.offset.isMultiple(of: 2) ? $0.element : "…" }.joined(separator: "\"")
}

/// What libpq last complained about, which it breaks into lines and indents, as one line.
func message(of handle: OpaquePointer) -> String {
  String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
