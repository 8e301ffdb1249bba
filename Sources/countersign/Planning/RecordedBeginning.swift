import LiveDatabase
import MigrationCore
import Postgres
import SQLSyntax

/// What a schema was before a recorded change, as the ledger of its target tells it, and what else goes when it comes back.
struct RecordedBeginning: Sendable {
  let change: Int
  let planHash: String
  /// In the order of the `search_path`.
  let schemas: [Identifier]
  /// The statements that make them.
  let sql: String
  /// What was renamed since.
  let renames: [UndoneRenames.Rename]
  /// What else the way back undoes or does not bring back, a sentence each.
  let notes: [String]

  /// As messages call it.
  var name: String { "the schema before change \(change)" }

  /// Finds it.
  ///
  /// - Parameters:
  ///   - id: the change's number.
  ///   - ledger: what tells of it.
  ///   - target: where the plan is to run.
  ///   - environment: what that is called; empty for no name.
  ///   - ignored: what no plan is about.
  /// - Throws: `CommandFailure` when there is no such change, it was made elsewhere, or its beginning was not kept whole;
  ///   what connecting, reading and the ledger throw.
  init(
    _ id: Int, in ledger: LedgerStore, on target: ConnectionParameters, environment: String,
    ignoring ignored: IgnoreRules
  ) throws {
    let history = try ledger.history()
    guard let change = history.changes.first(where: { $0.id == id }) else {
      throw CommandFailure(
        .failed, "the ledger in \(ledger.name) has no change \(id)", hint: "see what is there: countersign history")
    }
    let recorded = change.beginning.target
    schemas = recorded.schemas.map { Identifier($0) }
    let connection = try Connection(target)
    let here = try LedgerTarget(environment: environment, schemas: schemas, over: connection)
    guard recorded.isSame(as: here) else {
      throw CommandFailure(
        .failed, "change \(id) was made to database \(recorded.database) (\(recorded.system)), and this is another one",
        hint: "name the database or the environment that it was made to: countersign history show \(id)")
    }
    let before = try change.beginning.before.snapshot.map { try ledger.snapshot($0) }
    guard let before, let sql = before.sql else {
      throw CommandFailure(
        .failed, "what was there before change \(id) was not kept as SQL: an earlier version recorded it",
        hint: "describe it yourself: countersign plan --file")
    }
    self.change = id
    self.sql = sql
    planHash = change.beginning.planHash
    let found = try TargetState(of: schemas, ignoring: ignored, over: connection)
    let later = history.events.filter { $0.id > id && ($0.target?.isSame(as: here) ?? false) }
    let undone = [change] + later.compactMap { if case .change(let change) = $0 { change } else { nil } }
    let ran = try undone.map { try Self.facts(of: $0, in: ledger) }
    var renames = UndoneRenames()
    for facts in ran.joined() { renames.take(facts) }
    self.renames = renames.standing(between: before, and: found.snapshot)
    var notes = later.compactMap(Self.note)
    let standing = history.standing(of: here)
    // Of a change that nobody saw the end of it is not known what it did itself.
    if let state = standing.state, standing.lastChange?.end != nil {
      let drift = try found.drift(from: state, in: ledger)
      notes += drift.map { $0.objects.map(Self.note) } ?? ["the schema is not as recorded, and that is undone, too"]
    }
    let tables = Set(ran.joined().flatMap(\.changedTables)).sorted()
    if !tables.isEmpty {
      notes.append(
        "rows that the plans changed stay as they are: \(tables.map(\.description).joined(separator: ", "))")
    }
    self.notes = notes
  }

  /// What the groups of a change did that are done.
  private static func facts(of change: RecordedChange, in ledger: LedgerStore) throws -> [StatementFacts] {
    let plan = try PlanFile(ledger.content(change.beginning.planHash)).plan
    let done = Set(change.groups.map(\.group))
    let schema = Identifier(change.beginning.target.schemas.first ?? "public")
    return StatementParser(schema: schema).facts(
      of: plan.steps.filter { done.contains($0.id.group) && $0.step.directive == nil }.map(\.step.sql))
  }

  private static func note(_ event: RecordedHistory.Event) -> String? {
    switch event {
    case .change(let change):
      guard !change.groups.isEmpty else { return nil }
      let (who, when) = (change.beginning.executor.name, RecordedTime.short(change.beganAt))
      return "change \(change.id) (\(who), \(when)) came later and is undone, too"
    case .adoption(let adoption):
      return "the state that \(adoption.adoption.executor.name) adopted as \(adoption.id) is undone, too: "
        + adoption.adoption.reason
    case .waiver: return nil
    }
  }

  private static func note(_ object: DriftedObject) -> String {
    "\(object.title) was \(object.change.rawValue) by hand since, and that is undone, too"
  }
}

extension StatementFacts {
  /// The tables whose rows the statement changes.
  fileprivate var changedTables: [QualifiedName] {
    actions.flatMap { action -> [QualifiedName] in
      // What else changes rows changes the schema, of which the plan's losses speak.
      if case .insert(let rows) = action { return [rows.table] }
      if case .update(let rows) = action { return [rows.table] }
      if case .delete(let rows) = action { return [rows.table] }
      if case .merge(let rows) = action { return [rows.table] }
      if case .truncate(let tables, _) = action { return tables }
      return []
    }
  }
}
