/// A trigger of a table or view; foreign keys' own triggers are not in the model.
package struct Trigger: Hashable, Sendable {
  package enum Timing: Hashable, Sendable { case before, after, insteadOf }
  package enum Event: Hashable, Sendable, CaseIterable { case insert, update, delete, truncate }
  package enum Level: Hashable, Sendable { case row, statement }

  /// `tgenabled`.
  package enum EnableState: String, Hashable, Sendable, CaseIterable {
    case origin = "O"
    case disabled = "D"
    case replica = "R"
    case always = "A"
  }

  package var name: Identifier
  /// `pg_get_triggerdef`: the whole CREATE TRIGGER statement.
  package var definition: CatalogSQL
  package var timing: Timing = .before
  /// In the order of `Event.allCases`.
  package var events: [Event] = []
  package var level: Level = .statement
  /// The columns of `UPDATE OF`.
  package var updateColumns: [Identifier] = []
  package var function: QualifiedName
  package var isConstraint = false
  package var isDeferrable = false
  package var isInitiallyDeferred = false
  /// `REFERENCING OLD TABLE AS`, `NEW TABLE AS`.
  package var oldTable: Identifier?
  package var newTable: Identifier?
  package var enabled: EnableState = .origin
  /// True when it is the copy that a partition got from its parent's trigger; in the model only when it is enabled otherwise.
  package var isPartitionCopy = false
  package var comment: StoredText?

  package init(name: Identifier, definition: CatalogSQL, function: QualifiedName) {
    self.name = name
    self.definition = definition
    self.function = function
  }
}
