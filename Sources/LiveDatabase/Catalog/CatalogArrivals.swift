import MigrationCore
import Postgres

/// What comes back of a script, read while the rest is still on its way.
///
/// The model of each schema is put together, and prepared for whoever wants it, while the server gathers the schema's
/// dependencies.
struct CatalogArrivals<Prepared: Sendable> {
  private let script: CatalogScript
  private let ignored: IgnoreRules
  private let prepare: @Sendable (DatabaseSchema, _ databaseOwner: Identifier) -> Prepared
  private var count = 0
  private var facts: Row?
  private var pgschema: [CatalogRows] = []
  private var fingerprint: Meanwhile<PgschemaFingerprint, CatalogError>?
  private var answers: [CatalogAnswers]
  /// Of each schema; nil for one that does not exist.
  private var prepared: [Meanwhile<(schema: DatabaseSchema, prepared: Prepared)?, CatalogError>] = []

  init(
    to script: CatalogScript, ignoring ignored: IgnoreRules,
    prepare: @escaping @Sendable (DatabaseSchema, _ databaseOwner: Identifier) -> Prepared
  ) {
    self.script = script
    self.ignored = ignored
    self.prepare = prepare
    answers = script.schemas.map { _ in SchemaCatalog.answers }
  }

  /// Takes the next answer; `keepReading` is called now and then.
  mutating func add(_ rows: Rows, _ keepReading: () -> Void) {
    guard count < script.purposes.count else { return }
    switch script.purposes[count] {
    case .setting: break
    case .database: facts = rows.first
    case .fingerprint:
      pgschema.append(Self.catalogRows(rows))
      if pgschema.count == script.fingerprintCount { beginFingerprint() }
    case .part(let place), .dependencies(let place): answers[place].add(Self.catalogRows(rows), breathe: keepReading)
    }
    count += 1
    if count < script.purposes.count, case .dependencies(let place) = script.purposes[count] { beginSchema(place) }
  }

  private mutating func beginFingerprint() {
    guard let schema = script.fingerprinted else { return }
    fingerprint = Meanwhile { [pgschema, ignored] () throws(CatalogError) in
      try PgschemaCatalog.fingerprint(of: schema, from: pgschema, ignoring: ignored)
    }
    pgschema = []
  }

  private mutating func beginSchema(_ place: Int) {
    prepared.append(
      Meanwhile { [answers = answers[place], prepare, databaseOwner] () throws(CatalogError) in
        try SchemaCatalog.schema(from: answers).map { ($0, prepare($0, databaseOwner)) }
      })
  }

  private var databaseOwner: Identifier { Identifier(bytes: facts?.bytes(0) ?? []) }

  /// The server's version as it says it.
  var serverText: String { facts?[1] ?? "" }

  /// What was prepared of a schema, and its dependencies; nil when it does not exist.
  func prepared(_ schema: Identifier) throws(CatalogError) -> (Prepared, [Dependency])? {
    guard let place = script.schemas.firstIndex(of: schema), place < prepared.count else { return nil }
    let dependencies = try SchemaCatalog.dependencies(from: answers[place])
    return try prepared[place].value().map { ($0.prepared, dependencies) }
  }

  func snapshot(database name: String) throws(CatalogError) -> CatalogSnapshot {
    var schemas: [DatabaseSchema] = []
    for (answers, prepared) in zip(answers, prepared) {
      let dependencies = try SchemaCatalog.dependencies(from: answers)
      guard var (schema, _) = try prepared.value() else { continue }
      schema.dependencies = dependencies
      schemas.append(schema)
    }
    return CatalogSnapshot(
      schemas: schemas, fingerprint: try fingerprint?.value(), server: script.server, serverText: serverText,
      database: name, databaseOwner: databaseOwner)
  }

  /// The rows as the core reads them, without a copy.
  private static func catalogRows(_ rows: Rows) -> CatalogRows {
    CatalogRows(count: rows.count) { row, column in rows.slice(row: row, column: column) }
  }
}
