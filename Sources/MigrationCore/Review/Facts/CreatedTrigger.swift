/// `CREATE [OR REPLACE] [CONSTRAINT] TRIGGER`.
package struct CreatedTrigger: Hashable, Sendable {
  package var name: Identifier
  package var table: QualifiedName
  package var function: QualifiedName
  package var isReplacing = false
  package var isConstraint = false
  package var isForEachRow = false
  package var timing = Trigger.Timing.after
  /// In the order of `Trigger.Event.allCases`.
  package var events: [Trigger.Event] = []

  package init(_ name: Identifier, on table: QualifiedName, calling function: QualifiedName) {
    self.name = name
    self.table = table
    self.function = function
  }
}
