import MigrationCore
import Postgres

/// What comes back of a script, read while the rest is still on its way.
///
/// The model of each schema is put together, and made into what is wanted of it, on other threads as far as the answers
/// go by then; so little is left to do when the last one is there.
struct CatalogArrivals<Made: Sendable> {
  /// Makes what is wanted of a schema; what can be done without its dependencies is done before they are asked for.
  typealias Make = @Sendable (DatabaseSchema, _ databaseOwner: Identifier) -> @Sendable ([Dependency]) -> Made

  /// A schema on its way.
  private struct Arrival {
    var answers = SchemaCatalog.answers
    var relations: Meanwhile<Relations, CatalogError>?
    /// Nil when the schema does not exist.
    var unfinished: Meanwhile<(@Sendable ([Dependency]) -> Made)?, CatalogError>?
    var made: Meanwhile<Made?, CatalogError>?
  }

  private let script: CatalogScript
  private let ignored: IgnoreRules
  private let make: Make
  private var count = 0
  private var facts: Row?
  private var pgschema: [CatalogRows] = []
  private var fingerprint: Meanwhile<PgschemaFingerprint, CatalogError>?
  private var arrivals: [Arrival]

  init(to script: CatalogScript, ignoring ignored: IgnoreRules, make: @escaping Make) {
    self.script = script
    self.ignored = ignored
    self.make = make
    arrivals = script.schemas.map { _ in Arrival() }
  }

  /// Takes the next answer; `keepReading` is called now and then.
  mutating func add(_ rows: Rows, _ keepReading: () -> Void) {
    guard count < script.purposes.count else { return }
    let purpose = script.purposes[count]
    count += 1
    switch purpose {
    case .setting: break
    case .database: facts = rows.first
    case .fingerprint:
      pgschema.append(Self.catalogRows(rows))
      if pgschema.count == script.fingerprintCount { beginFingerprint() }
    case .part(let part, let place):
      arrivals[place].answers.add(Self.catalogRows(rows), breathe: keepReading)
      let isComplete = count == script.purposes.count || script.purposes[count] != purpose
      if isComplete { begin(part, &arrivals[place]) }
    }
  }

  private mutating func beginFingerprint() {
    guard let schema = script.fingerprinted else { return }
    fingerprint = Meanwhile { [pgschema, ignored] () throws(CatalogError) in
      try PgschemaCatalog.fingerprint(of: schema, from: pgschema, ignoring: ignored)
    }
    pgschema = []
  }

  /// Begins with what can be made of a part that is complete.
  private func begin(_ part: SchemaCatalog.Part, _ arrival: inout Arrival) {
    let answers = arrival.answers
    switch part {
    case .itself: break
    case .relations:
      arrival.relations = Meanwhile { () throws(CatalogError) in try SchemaCatalog.relations(from: answers) }
    case .others:
      arrival.unfinished = Meanwhile {
        [relations = arrival.relations, make, databaseOwner] () throws(CatalogError) in
        guard let relations = try relations?.value() else { return nil }
        return try SchemaCatalog.schema(from: answers, with: relations).map { make($0, databaseOwner) }
      }
    case .dependencies:
      arrival.made = Meanwhile { [unfinished = arrival.unfinished] () throws(CatalogError) in
        let dependencies = try SchemaCatalog.dependencies(from: answers)
        return try unfinished?.value()?(dependencies)
      }
      // To give back that much memory takes a while, too: it is left to those threads.
      arrival.answers = CatalogAnswers()
      arrival.relations = nil
      arrival.unfinished = nil
    }
  }

  private var databaseOwner: Identifier { Identifier(bytes: facts?.bytes(0) ?? []) }

  /// The server's version as it says it.
  var serverText: String { facts?[1] ?? "" }

  /// What was made of each schema that exists, in the order in which they were asked for.
  func made() throws(CatalogError) -> [Made] {
    var all: [Made] = []
    for arrival in arrivals {
      // Where nothing in the schema was asked for there is nothing to wait for.
      let found = if let made = arrival.made { try made.value() } else { try makeAlone(of: arrival) }
      if let found { all.append(found) }
    }
    return all
  }

  /// Nil when the schema does not exist.
  private func makeAlone(of arrival: Arrival) throws(CatalogError) -> Made? {
    let relations = try SchemaCatalog.relations(from: arrival.answers)
    return try SchemaCatalog.schema(from: arrival.answers, with: relations).map { make($0, databaseOwner)([]) }
  }

  /// The rows as the core reads them, without a copy.
  private static func catalogRows(_ rows: Rows) -> CatalogRows {
    CatalogRows(count: rows.count) { row, column in rows.slice(row: row, column: column) }
  }
}

extension CatalogArrivals<DatabaseSchema> {
  func snapshot(database name: String) throws(CatalogError) -> CatalogSnapshot {
    CatalogSnapshot(
      schemas: try made(), fingerprint: try fingerprint?.value(), server: script.server, serverText: serverText,
      database: name, databaseOwner: databaseOwner)
  }
}
