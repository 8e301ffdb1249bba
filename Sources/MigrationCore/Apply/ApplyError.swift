/// Why an apply did not begin; nothing was executed.
///
/// `code` is for programs and the exit status, `message` for the person, `hint` for the way out. What goes wrong after
/// the first statement is an ``ApplyOutcome`` instead.
package struct ApplyError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case schemaDrifted = "schema-drifted"
    case alreadyRunning = "already-running"
    case notGroupable = "not-groupable"
    case invalidTimeout = "invalid-timeout"
    /// There is no change that could be taken up again.
    case notResumable = "not-resumable"
    /// Nobody can know whether the last that an earlier run did took effect.
    case effectUnknown = "effect-unknown"
    /// The plan stopped part-way before, and nobody has said what becomes of the rest.
    case unfinished
    /// Somebody else took the change up.
    case takenUp = "taken-up"
  }

  package let code: Code
  package let message: String
  package let hint: String

  /// The target is not the schema that the plan was made for; the wording is pgschema's.
  ///
  /// Source: pgschema's apply, whose users' scripts look for it.
  package static func schemaDrifted(expected: String, actual: String) -> Self {
    Self(
      code: .schemaDrifted,
      message: """
        schema fingerprint mismatch - expected: \(expected.prefix(16)), actual: \(actual.prefix(16))

        To resolve this issue:
        1. Regenerate the plan with current database state: pgschema plan ...
        2. Review the new plan to ensure it's still correct
        3. Apply the new plan: pgschema apply ...
        """, hint: "nothing was executed")
  }

  /// Another session holds the advisory lock of this database and schema.
  package static func alreadyRunning(schema: Identifier, by holder: LockHolder?) -> Self {
    let who = holder.map { "; session \($0.processID) (\($0.user)) has its lock" } ?? ""
    return Self(
      code: .alreadyRunning, message: "another apply is running on schema \"\(schema.text)\" of this database\(who)",
      hint: "wait until it has ended; nothing was executed")
  }

  /// A step that PostgreSQL refuses inside a transaction is in a group with others.
  package static func notGroupable(_ step: StepID, form: String) -> Self {
    Self(
      code: .notGroupable,
      message: "step \(step): \(form) cannot run inside a transaction, but its group is one; nothing was executed",
      hint: "give the step a group of its own")
  }

  /// A step ends or begins a transaction by itself, so its group would not be one.
  package static func controlsTransaction(_ step: StepID, command: String) -> Self {
    Self(
      code: .notGroupable,
      message: "step \(step): \(command) would end the transaction of its group; nothing was executed",
      hint: "take transaction commands out of the plan; groups are transactions already")
  }

  /// `setting` is `lock_timeout` or `statement_timeout`.
  package static func invalidTimeout(_ setting: String, _ value: String, reason: String) -> Self {
    Self(
      code: .invalidTimeout, message: "\(setting) = \(value): \(reason)",
      hint: "use a number of milliseconds or a value with a unit, such as 5s")
  }

  /// Somebody else changed what the plan touches.
  package static func changedByOthers(_ names: [String]) -> Self {
    Self(
      code: .schemaDrifted,
      message: "somebody else changed what the plan touches: \(names.sorted().joined(separator: ", "))",
      hint: "look at them; undo it and take the change up again, or make a new plan: countersign plan")
  }

  static func nothingToResume(_ change: RecordedChange) -> Self {
    let how = change.isApplied ? "ran to its end" : "was abandoned"
    return Self(
      code: .notResumable, message: "there is nothing to resume: change \(change.id) \(how) at \(change.lastWrittenAt)",
      hint: "make a new plan if something is missing: countersign plan")
  }

  /// The ledger tells of no run of this plan.
  package static func neverBegan(planHash: String) -> Self {
    Self(
      code: .notResumable, message: "there is nothing to resume: this plan (\(planHash.prefix(12))) never began here",
      hint: "run it without --resume")
  }

  /// Somebody took the change up while its own apply had no connection.
  package static func takenUp(_ change: RecordedChange) -> Self {
    let who = change.resumptions.last.map { " by \($0.executor.name)" } ?? ""
    return Self(
      code: .takenUp, message: "change \(change.id) was taken up\(who) meanwhile",
      hint: "see how it goes: countersign history show \(change.id)")
  }

  static func groupsOutOfOrder(_ change: RecordedChange) -> Self {
    Self(
      code: .notResumable, message: "the ledger's rows about change \(change.id) do not go together",
      hint: "see whether they were changed: countersign history verify")
  }

  /// The step may have run, and leaves nothing by which that could be seen.
  static func effectUnknown(_ step: StepID) -> Self {
    Self(
      code: .effectUnknown,
      message: "whether step \(step) ran is not known, and its statement leaves nothing to tell it by",
      hint: "look yourself, then say --ran \(step) or --not-ran \(step)")
  }

  /// The target cannot say whether a transaction was committed.
  package static func commitUnknown(_ transaction: String, reason: String) -> Self {
    Self(
      code: .effectUnknown, message: "whether transaction \(transaction) was committed is not known: \(reason)",
      hint: "look at the schema, then say --ran GROUP.1 or --not-ran GROUP.1")
  }

  /// The session of the earlier run is still there.
  package static func stillCommitting(_ transaction: String) -> Self {
    Self(
      code: .alreadyRunning, message: "transaction \(transaction) of the earlier run is still open",
      hint: "wait until it has ended, or end its session")
  }

  /// It stopped part-way; starting it anew would run steps twice.
  package static func unfinished(_ change: RecordedChange) -> Self {
    let groups = change.groups.count
    return Self(
      code: .unfinished,
      message: "change \(change.id) of this schema began at \(change.beganAt) and stopped after "
        + "\(groups) group\(groups == 1 ? "" : "s")",
      hint: "go on with it: countersign apply --resume, or leave the rest: countersign apply --abandon")
  }
}
