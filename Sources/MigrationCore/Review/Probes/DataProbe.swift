/// A read-only question to a target's rows, whether there are any on which a step would fail.
package struct DataProbe: Hashable, Sendable {
  /// Gives one number: of the rows that were found, ``limit`` + 1 at most, or of those that were looked at; then that of
  /// the characters of the longest value, where ``findsLongest``.
  package var sql: SQLText
  package private(set) var findsLongest = false
  /// Whether the query fails where the step would, instead of finding rows.
  package var failsLikeStep = false
  /// The same for people: the rows themselves.
  var search: SQLText
  /// The tables whose rows it looks at.
  var tables: [QualifiedName]
  /// What the plan's text has the server call in it, names without schema.
  package var functions: [Identifier] = []
  /// What the step does because of such rows.
  var effect = "fails"
  /// What is counted: `row`, `value`.
  var noun: String
  /// What stands behind `3 rows` when there are some.
  var found: String
  /// A clause for the case that there are none.
  var nothing: String

  /// More rows than that are not counted.
  static let limit = 1000

  /// The rows that a query finds.
  init(_ search: SQLText, in tables: [QualifiedName], noun: String = "row", found: String, nothing: String) {
    self.search = search
    sql = "SELECT count(*) FROM (\(search) LIMIT \(Self.limit + 1)) AS found"
    self.tables = tables
    self.noun = noun
    self.found = found
    self.nothing = nothing
  }

  /// The values of a table with more than so many characters, and how many the longest has.
  ///
  /// - Parameters:
  ///   - search: gives the values themselves.
  ///   - table: whose.
  ///   - length: of a value, as SQL.
  ///   - limit: how many characters are not too many.
  ///   - found: what stands behind `3 values` when there are some.
  ///   - nothing: a clause for the case that there are none.
  init(_ search: SQLText, of table: QualifiedName, length: SQLText, beyond limit: Int, found: String, nothing: String) {
    self.init(search, in: [table], noun: "value", found: found, nothing: nothing)
    sql = "SELECT count(*) FILTER (WHERE n > \(limit)), max(n) FROM (SELECT \(length) AS n FROM \(table)) AS lengths"
    findsLongest = true
  }

  /// An expression that is computed for every row, and fails for some.
  init(computing expression: SQLText, of table: QualifiedName, nothing: String) {
    search = "SELECT count(\(expression)) FROM \(table)"
    sql = search
    failsLikeStep = true
    tables = [table]
    noun = "row"
    found = ""
    self.nothing = nothing
  }
}

/// What a ``DataProbe`` came to.
package struct ProbeAnswer: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// So many rows on which the step would fail, those beyond ``DataProbe/limit`` not counted, and the length of the
    /// longest value, where it was asked for.
    case found(Int, longest: Int? = nil)
    /// The server's words at a row on which the step would fail.
    case fails(String)
    /// Why it is not known.
    case unknown(String)
  }
  package var outcome: Outcome
  /// When the rows were looked at, `21:07:37 UTC`, and for how many seconds; nil where they were not, or not to the end.
  package var seen: Seen?

  package struct Seen: Hashable, Sendable {
    package var time: String
    package var seconds: Double

    package init(time: String, seconds: Double) {
      self.time = time
      self.seconds = seconds
    }
  }

  package init(_ outcome: Outcome, seen: Seen? = nil) {
    self.outcome = outcome
    self.seen = seen
  }

  /// `looked at 21:07:37 UTC for 40 ms`, in parentheses behind a space; empty where nothing was looked at.
  fileprivate var age: String {
    seen.map { " (looked at \($0.time), \(Quantity.duration($0.seconds)))" } ?? ""
  }
}

extension ReviewRule {
  /// A doubt about the rows of a table, or what a probe has made of it.
  ///
  /// The finding carries the probe as long as nobody has run it.
  ///
  /// - Parameters:
  ///   - probe: what settles the doubt; nil where no query does.
  ///   - step: where it is.
  ///   - context: the plan and the target.
  ///   - doubt: `fails if …`, without an end.
  ///   - limit: how grave the open doubt is at most.
  ///   - reason: why it matters.
  ///   - remedy: what to do; the query is put behind it.
  /// - Returns: the doubt, or what the rows say of it.
  func finding(
    _ probe: DataProbe?, at step: ReviewedStep, in context: ReviewContext, doubt: String, limit: Severity = .warning,
    because reason: String, instead remedy: String
  ) -> Finding {
    guard let probe else {
      return finding(limit, at: step, "\(doubt); not checked", because: reason, instead: remedy)
    }
    let advice = "\(remedy): \(probe.search);"
    if let change = context.rowChange(in: probe.tables, before: step) {
      return finding(
        limit, at: step, "\(doubt); not checked: step \(change) changes rows before", because: reason, instead: advice)
    }
    guard let answer = context.live?.probed[probe.sql.text] else {
      var open = finding(limit, at: step, "\(doubt); not checked", because: reason, instead: advice)
      open.probe = probe
      return open
    }
    switch answer.outcome {
    case .found(let count, let longest) where count == 0 || probe.failsLikeStep:
      return finding(.info, at: step, "\(probe.nothing)\(words(ofLongest: longest))\(answer.age)", because: reason)
    case .found(let count, let longest):
      let counted =
        count > DataProbe.limit && longest == nil
        ? "more than \(Quantity.counted(DataProbe.limit, probe.noun))" : Quantity.counted(count, probe.noun)
      return finding(
        .error, at: step, "\(probe.effect): \(counted) \(probe.found)\(words(ofLongest: longest))\(answer.age)",
        because: reason, instead: advice)
    case .fails(let message):
      return finding(.error, at: step, "fails: \(message)\(answer.age)", because: reason, instead: advice)
    case .unknown(let why):
      return finding(limit, at: step, "\(doubt); not probed: \(why)", because: reason, instead: advice)
    }
  }

  private func words(ofLongest longest: Int?) -> String {
    longest.map { ", the longest has \(Quantity.counted($0, "character"))" } ?? ""
  }
}

extension ReviewContext {
  /// The first step before another that may change rows of one of the tables.
  func rowChange(in tables: [QualifiedName], before step: ReviewedStep) -> StepID? {
    steps(before: step).first { earlier in
      earlier.facts.actions.contains { action in
        if let table = action.changedTable { return tables.contains(table) }
        if case .truncate(let emptied, let isCascading) = action {
          return isCascading || emptied.contains(where: tables.contains)
        }
        return action.runsCode
      }
    }?.id
  }

  /// The table's own rows and its partitions', without those of tables that inherit from it.
  func ownRows(of table: QualifiedName) -> SQLText {
    relation(table)?.kind == .partitionedTable ? "\(table)" : "ONLY \(table)"
  }
}
