package import MigrationCore
package import Postgres
import SQLSyntax

/// Runs a plan's steps on the copy and looks after each at the locks that it holds and the files that it wrote anew.
package struct RehearsedSteps {
  private let schema: Identifier
  private let plan: Plan
  /// What was seen of each step; nothing of one that no transaction can hold.
  package private(set) var measured: [StepID: MeasuredStep] = [:]
  /// Where it stopped and what the server said.
  package private(set) var failure: (step: StepID, message: String)?
  /// Nil where the copy has none.
  var statistics: CopiedStatistics?
  /// How many rows the data changes would touch by them.
  private(set) var changedRows: [StepID: Int64] = [:]

  /// - Parameters:
  ///   - schema: where names without a schema live.
  ///   - plan: whose steps are run.
  package init(schema: Identifier, plan: Plan) {
    self.schema = schema
    self.plan = plan
  }

  /// Runs until a step fails or all have run.
  ///
  /// - Parameters:
  ///   - connection: a session with the copy, in no transaction block.
  ///   - tell: is told what is going on, in a few words.
  /// - Throws: `PostgresError` when the session is lost.
  package mutating func run(over connection: borrowing Connection, tell: (String) -> Void) throws(PostgresError) {
    let path: SQLText = schema == "public" ? "SET search_path TO public" : "SET search_path TO \(schema), public"
    _ = try connection.execute(path.text)
    let parser = StatementParser(schema: schema)
    let total = plan.steps.count
    var number = 0
    for (index, group) in plan.groups.enumerated() {
      let facts = parser.facts(of: group.steps.map(\.sql))
      let isMeasured =
        group.steps.allSatisfy { $0.directive == nil } && facts.allSatisfy { $0.nonTransactionalForms.isEmpty }
      if isMeasured { _ = try connection.execute("BEGIN") }
      var before = isMeasured ? try Observation(over: connection) : Observation()
      for (place, step) in group.steps.enumerated() {
        number += 1
        let id = StepID(group: index + 1, step: place + 1)
        tell("rehearsing step \(number) of \(total)")
        changedRows[id] = try statistics?.rows(
          changedBy: facts[place], step.sql, isInTransaction: isMeasured, over: connection)
        do { _ = try connection.execute(step.sql) } catch {
          guard error.kind == .server else { throw error }
          failure = (id, error.description)
          if isMeasured { _ = try connection.execute("ROLLBACK") }
          return
        }
        guard isMeasured else { continue }
        let after = try Observation(over: connection)
        measured[id] = after.since(before)
        before = after
      }
      if isMeasured {
        do { _ = try connection.execute("COMMIT") } catch {
          guard error.kind == .server else { throw error }
          failure = (StepID(group: index + 1, step: group.steps.count), error.description)
          return
        }
      }
    }
  }
}

/// The relations of the copy at one moment of a transaction, by `pg_class.oid`.
struct Observation {
  struct Relation {
    var name: QualifiedName
    /// Nil for what has no file.
    var file: String?
    var modes: Set<LockMode>
  }
  var relations: [String: Relation] = [:]

  init() {}

  /// Looks at the copy in the transaction that is open on `connection`.
  init(over connection: borrowing Connection) throws(PostgresError) {
    let rows = try connection.query(
      """
      SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_relation_filenode(c.oid), c.relkind,
        (SELECT pg_catalog.array_to_string(pg_catalog.array_agg(DISTINCT l.mode), ',') FROM pg_catalog.pg_locks l
         WHERE l.relation = c.oid AND l.pid = pg_catalog.pg_backend_pid() AND l.granted
           AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'pg\\_%'
      """)
    for row in rows {
      guard let object = row[0] else { continue }
      relations[object] = Observation.Relation(
        name: QualifiedName(Identifier(bytes: row.bytes(1) ?? []), Identifier(bytes: row.bytes(2) ?? [])),
        file: row[4] == "r" || row[4] == "m" ? row[3] : nil,
        modes: Set((row[5] ?? "").split(separator: ",").compactMap { LockMode(catalogName: $0) }))
    }
  }

  /// What came between an earlier observation and this, on relations that were there then.
  func since(_ earlier: Observation) -> MeasuredStep {
    var locks: [RelationLock] = []
    var rewrites: [QualifiedName] = []
    for (object, old) in earlier.relations {
      // A relation that is gone was locked as strongly as can be, and takes its entry in pg_locks' names with it.
      guard let now = relations[object] else {
        locks.append(RelationLock(old.name, .accessExclusive))
        continue
      }
      if let mode = now.modes.subtracting(old.modes).max() { locks.append(RelationLock(old.name, mode)) }
      if old.file != nil, now.file != old.file { rewrites.append(old.name) }
    }
    locks.sort { ($1.mode, $0.relation) < ($0.mode, $1.relation) }
    let held = earlier.relations.values.compactMap { old in old.modes.max().map { (old.name, $0) } }
    return MeasuredStep(
      locks: locks, rewrites: rewrites.sorted(), held: Dictionary(held, uniquingKeysWith: { max($0, $1) }))
  }
}

extension LockMode {
  /// As `pg_locks.mode` has it: `AccessExclusiveLock`.
  init?(catalogName: some StringProtocol) {
    let name = catalogName.lowercased()
    guard let mode = LockMode.allCases.first(where: { $0.rawValue.lowercased().filter { $0 != " " } + "lock" == name })
    else { return nil }
    self = mode
  }
}
