import MigrationCore
import Postgres

extension StepWork {
  /// What each step of a plan has to work on, as far as its time is going to tell how long such work takes.
  ///
  /// Nothing for a step that works on more than one relation, and nothing at all when the sizes cannot be read at once:
  /// no plan waits or fails for that.
  ///
  /// - Cost: one round trip in a transaction of its own; ACCESS SHARE on each relation for a moment.
  static func expected(
    of plan: Plan, _ facts: [StepID: StatementFacts], in schemas: [Identifier], over connection: borrowing Connection
  ) -> [StepID: StepWork] {
    guard let live = try? sizes(of: schemas, over: connection) else { return [:] }
    var parsed = plan.steps.map { facts[$0.id] ?? .notAnalysed("it was not parsed") }.makeIterator()
    let context = ReviewContext(plan: plan, live: live) { _ in parsed.next() ?? .notAnalysed("it was not parsed") }
    var work: [StepID: StepWork] = [:]
    for step in context.steps {
      let estimates = context.estimates(of: step)
      guard estimates.count == 1, let estimate = estimates.first, let rows = estimate.size.rows,
        rows >= RecordedWork.fewestRows
      else { continue }
      work[step.id] = StepWork(kind: estimate.work.rawValue, rows: rows, bytes: estimate.size.totalBytes)
    }
    return work
  }

  private static func sizes(
    of schemas: [Identifier], over connection: borrowing Connection
  ) throws(PostgresError) -> LiveFacts {
    try connection.execute("BEGIN READ ONLY; SET LOCAL lock_timeout = '1s'")
    do {
      let facts = try ImpactReader.facts(of: schemas, on: connection)
      try connection.execute("COMMIT")
      return facts
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
  }
}
