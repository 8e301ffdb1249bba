import LiveDatabase
import MigrationCore
import SQLSyntax

/// Where a plan is to lead.
enum PlanGoal: Sendable {
  /// To what these SQL files describe.
  case files([String])
  /// Back to what was there before a recorded change.
  case before(RecordedBeginning)

  /// The statements that make it.
  ///
  /// - Throws: `ScriptError`.
  func script() throws(ScriptError) -> SQLScript {
    switch self {
    case .files(let paths): try SQLScript(paths: paths, file: ScriptFile.onDisk)
    case .before(let beginning):
      try SQLScript(text: beginning.sql, named: beginning.name, renames: beginning.renames.map(Self.subject))
    }
  }

  /// Whether a right that it does not name is none; files leave alone what they say nothing of.
  var saysAllRights: Bool {
    switch self {
    case .files: false
    case .before: true
    }
  }

  /// What is to be known beside the plan, a sentence each.
  var notes: [String] {
    switch self {
    case .files: []
    case .before(let beginning): beginning.notes
    }
  }

  private static func subject(_ rename: UndoneRenames.Rename) -> (subject: StatementSubject, oldName: Identifier) {
    let (schema, name) = (rename.name.schema, rename.name.name)
    let subject: StatementSubject =
      switch rename.subject {
      case .object(let kind): StatementSubject(.object(kind), schema: schema, name: name)
      case .column: StatementSubject(.object(.column), schema: schema, name: name, member: rename.member)
      case .enumLabel: StatementSubject(.enumLabel, schema: schema, name: name, member: rename.member)
      }
    return (subject, rename.nameNow)
  }
}
