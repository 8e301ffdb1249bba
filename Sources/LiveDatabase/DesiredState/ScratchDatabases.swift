import MigrationCore
import Postgres

/// The scratch databases of one task, all on one server.
///
/// A private server and everything on it goes when our process ends in whatever way; what is on somebody else's server
/// goes with ``end()`` only, so a process that is killed leaves a database `countersign_scratch_…` there.
final class ScratchDatabases {
  /// Nil on a server that is not ours to stop.
  private let ownServer: ScratchServer?
  /// The database that others are made from.
  private let origin: ConnectionParameters
  private let copiesOrigin: Bool
  let isExternal: Bool
  let server: ServerVersion
  /// The role that everything is run as.
  let user: Identifier
  private(set) var notes: [String]
  private var databases: [Identifier] = []
  /// Databases that nobody has asked for as yet, the next one first.
  private var spares: [Meanwhile<Identifier, PostgresError>] = []
  private var roles: [Identifier] = []
  private var tablespaces: [Identifier] = []

  /// Finds or starts the server.
  ///
  /// - Parameters:
  ///   - place: where.
  ///   - surroundings: of the target.
  /// - Returns: the server, without a scratch database as yet.
  /// - Throws: ``ScratchServerError``, ``DesiredStateError`` or `PostgresError`.
  static func open(at place: ScratchPlace, for surroundings: Surroundings) async throws -> ScratchDatabases {
    switch place {
    case .privateServer:
      // The role that will run the plan, so that default privileges for it have their effect.
      let server = try await ScratchServer.start(
        major: surroundings.serverVersion.major, superuser: surroundings.user.text)
      return try ScratchDatabases(
        server, origin: server.connectionParameters(database: "postgres"), surroundings, notes: [server.note])
    case .running(let server):
      return try ScratchDatabases(
        nil, origin: server.connectionParameters(database: "postgres"), surroundings, notes: [])
    case .external(let parameters):
      return try ScratchDatabases(nil, origin: parameters, surroundings, notes: [], isExternal: true)
    }
  }

  private init(
    _ ownServer: ScratchServer?, origin: ConnectionParameters, _ surroundings: Surroundings, notes: [String?],
    isExternal: Bool = false
  ) throws {
    let connection = try Connection(origin)
    self.ownServer = ownServer
    self.origin = origin
    self.isExternal = isExternal
    self.notes = notes.compactMap { $0 }
    server = ServerVersion(number: connection.serverVersion)
    user = Identifier(connection.userName)
    copiesOrigin = try isExternal && !Self.holdsObjects(of: surroundings.schemas.map(\.name), over: connection)
    guard isExternal else { return }
    if server.major < surroundings.serverVersion.major {
      throw DesiredStateError.tooOld(server, target: surroundings.serverVersion)
    }
    if server.major > surroundings.serverVersion.major {
      self.notes.append(
        "the plan server is PostgreSQL \(server), the target \(surroundings.serverVersion): texts may differ")
    }
    if !copiesOrigin {
      self.notes.append("the plan database \(connection.databaseName) is not empty, so an empty one is used instead")
    }
  }

  /// Whether a database has something of its own in these schemas, extensions aside.
  private static func holdsObjects(
    of schemas: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) -> Bool {
    for schema in schemas {
      let found = try connection.query(
        """
        SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = $1 AND EXISTS (
          SELECT FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass
            AND d.refobjid = n.oid AND d.classid <> 'pg_catalog.pg_extension'::regclass AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e'))
        """, [Parameter(bytes: schema.bytes)])
      if found.count > 0 { return true }
    }
    return false
  }

  /// A new database with the target's roles, extensions, foreign servers and tablespaces as far as they can be had.
  ///
  /// - Returns: where it is, and the extensions that it lacks.
  /// - Throws: ``DesiredStateError`` or `PostgresError`.
  func make(
    like surroundings: Surroundings
  ) throws -> (parameters: ConnectionParameters, missing: [(name: Identifier, reason: String)]) {
    let parameters = try create()
    let connection = try Connection(parameters)
    for role in surroundings.roles { try createRole(role, over: connection) }
    // A new database's own public schema has an owner, a comment and rights that the target's may not have; where an
    // extension is in it, it has to stay.
    for schema in Set(surroundings.schemas.map(\.name) + ["public"]).sorted() {
      let drop: SQLText = "DROP SCHEMA IF EXISTS \(schema)"
      try ignoringRefusal { () throws(PostgresError) in _ = try connection.execute(drop.text) }
    }
    try ignoringRefusal { () throws(PostgresError) in
      try SchemaRebuild.createServers(surroundings.foreignServers, over: connection)
    }
    for create in surroundings.accessMethods {
      try ignoringRefusal { () throws(PostgresError) in _ = try connection.execute(create.text) }
    }
    if !isExternal { try createTablespaces(surroundings.tablespaces, over: connection) }
    return (parameters, try Surroundings.create(surroundings.extensions, over: connection))
  }

  /// Begins to make databases that will be wanted, one after the other, so that nobody has to wait for them.
  ///
  /// Only on a server of our own, with which those go that nobody asks for.
  func makeAhead(_ count: Int) {
    guard ownServer != nil else { return }
    let origin = origin
    for _ in 0..<count {
      let last = spares.last
      spares.append(
        Meanwhile { () throws(PostgresError) in
          _ = try last?.value()
          let name = Self.newName
          try Self.createEmpty(name, over: try Connection(origin))
          return name
        })
    }
  }

  private func create() throws -> ConnectionParameters {
    var parameters = origin
    if !spares.isEmpty {
      parameters.database = try spares.removeFirst().value().text
      return parameters
    }
    let connection = try Connection(origin)
    let name = Self.newName
    do {
      if try !copy(to: name, over: connection) { try Self.createEmpty(name, over: connection) }
    } catch {
      guard error.sqlState == .insufficientPrivilege else { throw error }
      throw DesiredStateError.noDatabase(user: connection.userName, error)
    }
    databases.append(name)
    parameters.database = name.text
    return parameters
  }

  private static var newName: Identifier {
    Identifier("countersign_scratch_" + String(UInt64.random(in: .min ... .max), radix: 36))
  }

  private static func createEmpty(_ name: Identifier, over connection: borrowing Connection) throws(PostgresError) {
    let create: SQLText = "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8'"
    _ = try connection.execute(create.text)
  }

  /// Copies the person's own empty database, so that extensions are there which only an administrator may create.
  ///
  /// False where that is not permitted, or others are using it.
  private func copy(to name: Identifier, over connection: borrowing Connection) throws(PostgresError) -> Bool {
    guard copiesOrigin else { return false }
    let copy: SQLText = "CREATE DATABASE \(name) TEMPLATE \(Identifier(connection.databaseName))"
    do { _ = try connection.execute(copy.text) } catch {
      guard error.kind == .server else { throw error }
      return false
    }
    return true
  }

  /// Makes a role that can do nothing; on somebody else's server it is removed at the end.
  private func createRole(_ role: Identifier, over connection: borrowing Connection) throws(PostgresError) {
    let create: SQLText = "CREATE ROLE \(role)"
    do {
      _ = try connection.execute(create.text)
      roles.append(role)
    } catch {
      switch error.sqlState {
      case .duplicateObject: break
      case .insufficientPrivilege: notes.append("role \(role.text) is not on the plan server: \(error.message)")
      default: throw error
      }
    }
  }

  /// A statement of the SQL made this role.
  func madeRole(_ role: Identifier) { roles.append(role) }

  /// Tablespaces within the data folder: there is no other folder that the server's user may write to.
  private func createTablespaces(
    _ tablespaces: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) {
    for tablespace in tablespaces {
      let create: SQLText = "CREATE TABLESPACE \(tablespace) LOCATION ''"
      try ignoringRefusal { () throws(PostgresError) in
        _ = try connection.execute("SET allow_in_place_tablespaces = on")
        _ = try connection.execute(create.text)
        self.tablespaces.append(tablespace)
      }
    }
  }

  /// Goes on where the server refuses; a lost session is thrown.
  private func ignoringRefusal(_ body: () throws(PostgresError) -> Void) throws(PostgresError) {
    do { try body() } catch {
      guard error.kind == .server else { throw error }
    }
  }

  /// Removes everything, as far as that is possible.
  func end() async {
    if let ownServer {
      await ownServer.stop()
      return
    }
    guard let connection = try? Connection(origin) else { return }
    for name in databases {
      let drop: SQLText = "DROP DATABASE IF EXISTS \(name) WITH (FORCE)"
      _ = try? connection.execute(drop.text)
    }
    for tablespace in tablespaces {
      let drop: SQLText = "DROP TABLESPACE IF EXISTS \(tablespace)"
      _ = try? connection.execute(drop.text)
    }
    for role in roles.reversed() {
      let drop: SQLText = "DROP ROLE IF EXISTS \(role)"
      _ = try? connection.execute(drop.text)
    }
  }
}
