/// Why an apply did not begin; nothing was executed.
///
/// `code` is for programs and the exit status, `message` for the person, `hint` for the way out. What goes wrong after
/// the first statement is an ``ApplyOutcome`` instead.
package struct ApplyError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case schemaDrifted = "schema-drifted"
    case alreadyRunning = "already-running"
    case notGroupable = "not-groupable"
    case invalidLockTimeout = "invalid-lock-timeout"
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
  package static func alreadyRunning(schema: Identifier) -> Self {
    Self(
      code: .alreadyRunning, message: "another apply is running on schema \"\(schema.text)\" of this database",
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

  package static func invalidLockTimeout(_ value: String, reason: String) -> Self {
    Self(
      code: .invalidLockTimeout, message: "--lock-timeout \(value): \(reason)",
      hint: "use a number of milliseconds or a value with a unit, such as 5s")
  }
}
