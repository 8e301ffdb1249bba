/// A plan: the document that is reviewed, signed and run.
///
/// Its file form is ``PlanCodec``'s business.
package struct Plan: Hashable, Sendable {
  /// The plan format, `1.0.0`.
  package var formatVersion: String
  /// The pgschema version whose document and fingerprint this is.
  package var pgschemaVersion: String
  /// RFC 3339, kept as written.
  package var createdAt: String
  /// 64 lower-case hex digits of pgschema's fingerprint of the schema that the plan was made for; nil when it has none.
  package var sourceFingerprint: String?
  /// In order of execution; empty when there is nothing to do.
  package var groups: [TransactionGroup]
  /// The changes before their online rewriting, which pgschema writes with `--debug`; empty when the plan has none.
  package var sourceDiffs: [SourceDiff]
  /// What pgschema's document has no place for; nil in a plan that pgschema made.
  package var countersign: CountersignSection?

  package init(
    formatVersion: String, pgschemaVersion: String, createdAt: String, sourceFingerprint: String?,
    groups: [TransactionGroup], sourceDiffs: [SourceDiff] = [], countersign: CountersignSection? = nil
  ) {
    self.formatVersion = formatVersion
    self.pgschemaVersion = pgschemaVersion
    self.createdAt = createdAt
    self.sourceFingerprint = sourceFingerprint
    self.groups = groups
    self.sourceDiffs = sourceDiffs
    self.countersign = countersign
  }

  /// The plan format that is read and written.
  package static let format = "1.0.0"
  /// The pgschema whose document and fingerprint are implemented; it refuses plans of every other version.
  package static let pgschemaVersion = "1.12.4"

  /// Refuses, in pgschema's words, to apply a plan whose fingerprint another version of pgschema made.
  ///
  /// Reviewing it is fine.
  package func requireApplicable() throws(PlanError) {
    guard pgschemaVersion == Self.pgschemaVersion else { throw .otherVersion(pgschemaVersion) }
  }

  /// Every step with its number, in order of execution.
  package var steps: [(id: StepID, step: Step)] {
    groups.enumerated().flatMap { group, content in
      content.steps.enumerated().map { (StepID(group: group + 1, step: $0.offset + 1), $0.element) }
    }
  }
}

extension Plan {
  /// Every word of the statements, and the parts of the paths: a statement can be about an object only by naming it.
  package var words: Set<Identifier> {
    let words = steps.flatMap { SQLWords.all(of: $0.step.sql) }
    let parts = steps.flatMap { $0.step.path.split(separator: ".").map { Identifier(String($0)) } }
    return Set(words + parts)
  }
}

/// Steps that commit together: one implicit transaction, one simple-protocol message.
package struct TransactionGroup: Hashable, Sendable {
  package var steps: [Step]
  package init(steps: [Step]) { self.steps = steps }
}

/// One statement, or one wait, of a plan.
package struct Step: Hashable, Sendable {
  /// The SQL exactly as the plan holds it; for a wait, the polling query.
  package var sql: String
  package var directive: Directive?
  /// pgschema's object type (`table.column`); empty when the plan does not say.
  package var type: String
  /// `create`, `alter`, `drop`, `recreate`; empty when the plan does not say.
  package var operation: String
  /// pgschema's path (`public.users.email`), unquoted and so possibly ambiguous; empty when the plan does not say.
  package var path: String

  package init(sql: String, directive: Directive? = nil, type: String = "", operation: String = "", path: String = "") {
    self.sql = sql
    self.directive = directive
    self.type = type
    self.operation = operation
    self.path = path
  }
}

/// What to do with a step other than run its SQL once.
package struct Directive: Hashable, Sendable {
  /// The only directive that pgschema has: ask `sql` until its column `done` is true.
  package static let wait = "wait"
  package var type: String
  package var message: String

  package init(type: String, message: String) {
    self.type = type
    self.message = message
  }
}

/// A step's place in its plan, both parts counted from one: `2.1` is the first step of the second group.
package struct StepID: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var group: Int
  package var step: Int

  package init(group: Int, step: Int) {
    self.group = group
    self.step = step
  }

  /// Reads `2.1`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let group = Int(parts[0]), let step = Int(parts[1]), group > 0, step > 0 else { return nil }
    self.init(group: group, step: step)
  }

  package var description: String { "\(group).\(step)" }

  package static func < (left: Self, right: Self) -> Bool { (left.group, left.step) < (right.group, right.step) }
}
