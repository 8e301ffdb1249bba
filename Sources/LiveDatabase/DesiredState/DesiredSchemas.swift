package import MigrationCore

/// What the SQL leads to, ready to be compared with what the target has.
package struct DesiredSchemas: Sendable {
  /// In the order of the current ones, read like them.
  ///
  /// Where nobody said who owns an object, it is who owns it on the target; a text that means the same as the target's
  /// is the target's.
  package var schemas: [DatabaseSchema]
  /// The same with relative names, where the surroundings have those.
  package var relative: [DatabaseSchema]
  /// The surroundings as they were given.
  package var target: Surroundings
  /// What they are to be compared with: the surroundings, after the renames.
  package var current: Surroundings
  /// The renames that hints ask for and that have not happened yet; a plan begins with them.
  package var renaming: [PlannedChange] = []
  /// The renames that undo these; the way back ends with them.
  package var renamingBack: [PlannedChange] = []
  /// Hints that cannot be followed.
  package var refusals: [PlanRefusal] = []
  /// In the order of the SQL.
  package var renames: [RenameHint]
  /// What the person should know: extensions that there are not, another server version; a sentence each.
  package var notes: [String]
  /// How long the SQL itself took to run.
  package var loading: Duration
  /// Where it ran.
  package var server: ServerVersion
}
