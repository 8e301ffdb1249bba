import MigrationCore
import Postgres

/// What an apply asks the catalog: whether a wait is over, and what a statement left.
extension ApplySession {
  mutating func poll(_ id: StepID, after delay: Int, over connection: borrowing Connection) -> Applier.Event {
    let started = waitingSince ?? .now
    if waitingSince == nil { feed.started(id) }
    waitingSince = started
    control.pause(delay)
    let event = control.isStopping ? .failed(.stopped) : ask(id, since: started, over: connection)
    if case .polled(false, _) = event { return event }
    waitingSince = nil
    let isDone = if case .polled(true, _) = event { true } else { false }
    feed.ended(id, milliseconds: isDone ? Self.milliseconds(since: started) : nil)
    return event
  }

  /// Asks a wait's query once.
  private func ask(
    _ id: StepID, since started: ContinuousClock.Instant, over connection: borrowing Connection
  ) -> Applier.Event {
    var answer: Rows?
    let event = attempt { () throws(PostgresError) in answer = try connection.execute(step(id).sql).last }
    guard event == .succeeded else { return event }
    guard let answer, let done = answer.column("done") else {
      return .failed(StepFailure(.other, message: "wait directive query must return a 'done' column"))
    }
    guard let row = answer.first else {
      return .failed(StepFailure(.other, message: "wait directive query returned no rows"))
    }
    let elapsed = Self.milliseconds(since: started)
    switch row[done] {
    case "t": return .polled(isDone: true, elapsedMilliseconds: elapsed)
    case "f": break
    case let other:
      let found = other ?? "NULL"
      return .failed(StepFailure(.other, message: "wait directive 'done' column must be boolean, got \(found)"))
    }
    if let percent = answer.column("progress").flatMap({ row[$0] }).flatMap({ Int($0) }) {
      feed.aboutRunningStep { .stepProgress($0, percent: percent) }
    }
    return isHopeless(id, over: connection)
      ? .failed(.hopelessWait) : .polled(isDone: false, elapsedMilliseconds: elapsed)
  }

  /// A wait for an index that nobody is building will never be over: the index is invalid.
  private func isHopeless(_ id: StepID, over connection: borrowing Connection) -> Bool {
    guard step(id).type.hasSuffix("index") else { return false }
    let building = try? connection.query(
      "SELECT 1 FROM pg_catalog.pg_stat_progress_create_index WHERE datname = pg_catalog.current_database() LIMIT 1")
    return building?.isEmpty ?? false
  }

  /// What a statement left in the catalog.
  func inspect(_ trace: StepTrace, over connection: borrowing Connection) -> Applier.Event {
    var state = TraceState.notDone
    let event = attempt { () throws(PostgresError) in
      switch trace {
      case .index(let name): state = try index(name, over: connection)
      case .noIndex(let name):
        switch try index(name, over: connection) {
        case .notDone: state = .done
        case .done, .half: state = .notDone
        case .running(let process): state = .running(processID: process)
        }
      case .detached(let partition, let parent): state = try detachment(of: partition, from: parent, over: connection)
      case .reindexed(let name):
        let unfinished = try unfinishedIndexes(beside: name, over: connection)
        let process = unfinished.lazy.compactMap { $0.process }.first
        state = process.map { .running(processID: $0) } ?? (unfinished.isEmpty ? .notDone : .half)
      case .repeatable, .none: break
      }
    }
    return event == .succeeded ? .found(state) : event
  }

  private func index(
    _ name: QualifiedName, over connection: borrowing Connection
  ) throws(PostgresError) -> TraceState {
    let rows = try connection.query(
      """
      SELECT i.indisvalid, p.pid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_stat_progress_create_index p
        ON p.index_relid = i.indexrelid AND p.datname = pg_catalog.current_database()
      WHERE n.nspname = $1 AND c.relname = $2
      """, Self.parameters(name))
    guard let row = rows.first else { return .notDone }
    if let process = row[1].flatMap({ Int32($0) }) { return .running(processID: process) }
    return row[0] == "t" ? .done : .half
  }

  /// What `REINDEX … CONCURRENTLY` of an index or a table has not finished, and who is still at it.
  ///
  /// Its invalid indexes are called like the old ones, with `_ccnew` or `_ccold` and a number where that is taken.
  private func unfinishedIndexes(
    beside name: QualifiedName, over connection: borrowing Connection
  ) throws(PostgresError) -> [(index: QualifiedName, process: Int32?)] {
    let rows = try connection.query(
      """
      WITH target AS (
        SELECT coalesce(x.indrelid, c.oid) AS oid FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid WHERE n.nspname = $1 AND c.relname = $2)
      SELECT n.nspname, c.relname, p.pid
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_stat_progress_create_index p
        ON p.relid = i.indrelid AND p.datname = pg_catalog.current_database()
      WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$' AND (i.indrelid IN (SELECT oid FROM target)
        OR i.indrelid IN (SELECT part.relid FROM target, LATERAL pg_catalog.pg_partition_tree(target.oid) part))
      ORDER BY n.nspname, c.relname
      """, Self.parameters(name))
    return rows.map { row in
      (
        QualifiedName(Identifier(bytes: row.bytes(0) ?? []), Identifier(bytes: row.bytes(1) ?? [])),
        row[2].flatMap { Int32($0) }
      )
    }
  }

  /// Drops what `REINDEX … CONCURRENTLY` has not finished.
  mutating func dropUnfinishedIndexes(
    beside name: QualifiedName, over connection: borrowing Connection
  ) -> Applier.Event {
    var drops: [SQLText] = []
    let found = attempt { () throws(PostgresError) in
      drops = try unfinishedIndexes(beside: name, over: connection)
        .map { "DROP INDEX CONCURRENTLY IF EXISTS \($0.index)" }
    }
    guard found == .succeeded else { return found }
    for drop in drops {
      let event = unhurried(over: connection) { $0.execute(drop.text, over: $1) }
      guard event == .succeeded else { return event }
    }
    return .succeeded
  }

  private func detachment(
    of partition: QualifiedName, from parent: QualifiedName, over connection: borrowing Connection
  ) throws(PostgresError) -> TraceState {
    let rows = try connection.query(
      """
      SELECT i.inhdetachpending FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class p ON p.oid = i.inhparent JOIN pg_catalog.pg_namespace m ON m.oid = p.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND m.nspname = $3 AND p.relname = $4
      """, Self.parameters(partition) + Self.parameters(parent))
    guard let row = rows.first else { return .done }
    return row[0] == "t" ? .half : .notDone
  }

  private static func parameters(_ name: QualifiedName) -> [Parameter] {
    [Parameter(bytes: name.schema.bytes), Parameter(bytes: name.name.bytes)]
  }
}

extension StepFailure {
  fileprivate static let hopelessWait = Self(
    .hopelessWait,
    message: "the wait will never be over: nobody is building the index, so it is invalid; drop it, then apply again")
}
