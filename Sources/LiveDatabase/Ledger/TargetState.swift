internal import Glibc
package import MigrationCore
package import Postgres

/// The schemas of a target as they are now.
package struct TargetState: Sendable {
  package let schemas: [SchemaSnapshot]
  /// The same as it would be recorded, ignored objects left out.
  package let snapshot: RecordedSnapshot

  /// Reads schemas.
  ///
  /// - Parameters:
  ///   - names: the schemas, in the order of the `search_path`.
  ///   - ignored: what a `.pgschemaignore` leaves out of the hashes.
  ///   - connection: outside a transaction block.
  /// - Throws: ``CatalogReadingError``, also when one does not exist.
  package init(
    of names: [Identifier], ignoring ignored: IgnoreRules, over connection: borrowing Connection
  ) throws(CatalogReadingError) {
    var schemas: [SchemaSnapshot] = []
    for name in names { schemas.append(try CatalogReader.read(name, ignoring: ignored, over: connection)) }
    self.init(schemas, ignoring: ignored)
  }

  /// Schemas that were read already.
  package init(_ schemas: [SchemaSnapshot], ignoring ignored: IgnoreRules) {
    self.schemas = schemas
    snapshot = RecordedSnapshot(of: schemas.map { ignored.applied(to: $0.schema) })
  }

  /// The hashes, with no snapshot kept.
  package var state: RecordedState {
    RecordedState(
      fingerprint: schemas.first?.fingerprint.hash ?? "", catalogHashes: snapshot.schemas.map(\.catalogHash))
  }

  /// Keeps the snapshot as content of a ledger.
  ///
  /// - Returns: the state with where its snapshot is.
  /// - Throws: ``LedgerError``.
  package func keep(in ledger: LedgerStore) throws(LedgerError) -> RecordedState {
    var state = state
    state.snapshot = try ledger.store(content: snapshot.bytes)
    return state
  }

  /// What separates it from a recorded state; empty when the hashes are the same, nil when no snapshot was kept.
  ///
  /// - Throws: ``LedgerError`` when the snapshot is not there or cannot be read.
  package func drift(from recorded: RecordedState, in ledger: LedgerStore) throws(LedgerError) -> Drift? {
    guard recorded.catalogHashes != state.catalogHashes else { return Drift() }
    guard let hash = recorded.snapshot else { return nil }
    return Drift(from: try ledger.snapshot(hash), to: snapshot)
  }
}

extension LedgerStore {
  /// What separates two recorded states; nil when they differ and no snapshot of one was kept.
  ///
  /// - Throws: ``LedgerError``.
  package func drift(from old: RecordedState, to new: RecordedState) throws(LedgerError) -> Drift? {
    if old.catalogHashes == new.catalogHashes { return Drift() }
    guard let before = old.snapshot, let after = new.snapshot else { return nil }
    return Drift(from: try snapshot(before), to: try snapshot(after))
  }

  /// The snapshot that is kept under `hash`.
  ///
  /// - Throws: ``LedgerError``.
  package func snapshot(_ hash: String) throws(LedgerError) -> RecordedSnapshot {
    let bytes = try content(hash)
    do throws(JSONError) { return try RecordedSnapshot(bytes) } catch {
      throw .unreadableSnapshot(hash, in: name, error.message)
    }
  }
}

extension LedgerTarget {
  /// The database of a session, with the schemas that are meant; `environment` is its name, or empty.
  ///
  /// - Throws: `PostgresError`.
  package init(
    environment: String, schemas: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) {
    let database = try connection.query(
      "SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()"
    ).first?[0]
    // Not everywhere may everybody ask for it; what is left then tells databases of one server apart.
    let cluster = try? connection.query("SELECT system_identifier FROM pg_catalog.pg_control_system()").first?[0]
    self.init(
      environment: environment, database: connection.databaseName, schemas: schemas.map(\.text),
      system: "\(cluster ?? "").\(database ?? "")")
  }
}

extension Executor {
  /// Whoever runs this process, on this machine; `role` is as whom the database knows them.
  package init(role: String) {
    let login = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(geteuid())"
    var machine = [CChar](repeating: 0, count: 256)
    gethostname(&machine, machine.count - 1)
    let name = String(decoding: machine.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.init(name: login, login: login, machine: name, role: role)
  }
}
