import ArgumentParser
import LiveDatabase
import MigrationCore
import Postgres

/// Whether a command looks at rows, and for how long.
struct ProbeOptions: ParsableArguments {
  @Flag(
    help: """
      Look for rows on which a step would fail (NULLs, duplicates, orphans, CHECKs, casts), and EXPLAIN data changes: \
      read-only, nothing of the plan is run.
      """)
  var probe = false
  @Option(help: ArgumentHelp("How many seconds each look may take.", valueName: "seconds"))
  var probeTimeout = 5.0

  func validate() throws {
    guard probeTimeout >= 0.1, probeTimeout <= 3600 else {
      throw ValidationError("--probe-timeout is from 0.1 to 3600 seconds")
    }
  }

  /// Adds what the rules would like to know of the target's rows.
  ///
  /// - Throws: `PostgresError` when the session is lost.
  func add(
    to live: inout LiveFacts, of context: ReviewContext, in schema: Identifier,
    over connection: borrowing Connection
  ) throws(PostgresError) {
    try ExplainReader.add(to: &live, of: context.explainableSteps.map(\.step.sql), in: schema, on: connection)
    try ProbeReader.add(
      to: &live, of: RuleBook.findings(in: context).compactMap(\.probe), in: schema, within: probeTimeout,
      on: connection)
  }
}
