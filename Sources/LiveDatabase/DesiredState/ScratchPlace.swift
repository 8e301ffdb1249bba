package import Postgres

/// Where scratch databases are made.
package enum ScratchPlace: Sendable {
  /// A private server, made of installed programs for the purpose and removed at the end.
  case privateServer
  /// A private server that is there already and stays.
  case running(ScratchServer)
  /// A server that the person named with the database to start from; scratch databases are made beside it and dropped.
  case external(ConnectionParameters)
}
