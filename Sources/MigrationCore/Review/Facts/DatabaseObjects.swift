/// `CREATE EXTENSION`.
package struct CreatedExtension: Hashable, Sendable {
  package var name: Identifier
  /// Nil where the text names none.
  package var schema: Identifier?
  package var version: String?
  /// `CASCADE`: extensions that it needs are installed too.
  package var isCascading = false
  /// `IF NOT EXISTS`.
  package var hasGuard = false

  package init(_ name: Identifier) { self.name = name }
}

/// `CREATE DATABASE`.
package struct CreatedDatabase: Hashable, Sendable {
  package var name: Identifier
  /// `ENCODING`, `LC_COLLATE`, `TEMPLATE` and the like.
  package var options: [StorageParameter] = []

  package init(_ name: Identifier) { self.name = name }
}

/// `CREATE PUBLICATION` and `ALTER PUBLICATION … ADD | SET | DROP`.
package struct PublicationChange: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case create, add, set, drop, other }
  package var name: Identifier
  package var kind: Kind
  /// `FOR ALL TABLES`.
  package var hasAllTables = false
  package var tables: [QualifiedName] = []
  /// `TABLES IN SCHEMA`.
  package var schemas: [Identifier] = []
  /// Whether it publishes UPDATE or DELETE, which need a replica identity.
  package var publishesChanges = true

  package init(_ name: Identifier, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What makes the server talk to another one.
package struct RemoteAccess: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case server = "CREATE SERVER"
    case userMapping = "CREATE USER MAPPING"
    case foreignSchema = "IMPORT FOREIGN SCHEMA"
    case subscription = "CREATE SUBSCRIPTION"
    case alterServer = "ALTER SERVER"
    case alterUserMapping = "ALTER USER MAPPING"
    case alterSubscription = "ALTER SUBSCRIPTION"
  }
  package var kind: Kind
  /// The server's or the subscription's name.
  package var name: Identifier
  /// Whether its options or connection string hold a password; the password itself is never kept.
  package var hasPassword = false
  /// A subscription that makes its slot on the publisher cannot be created in a transaction block.
  package var refusesTransactions = false

  package init(_ kind: Kind, _ name: Identifier) {
    self.kind = kind
    self.name = name
  }
}

/// `COPY`.
package struct CopyAction: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case client
    /// A file of the server.
    case file
    /// A command that the server runs.
    case program
  }
  /// Nil when it copies a query's result.
  package var table: QualifiedName?
  package var reads: [QualifiedName] = []
  /// Empty when none are named, which means all.
  package var columns: [Identifier] = []
  package var isFrom: Bool
  package var place: Place

  package init(_ table: QualifiedName?, isFrom: Bool, _ place: Place) {
    self.table = table
    self.isFrom = isFrom
    self.place = place
  }
}
