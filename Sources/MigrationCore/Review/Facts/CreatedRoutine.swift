/// `CREATE [OR REPLACE] FUNCTION | PROCEDURE | AGGREGATE`.
package struct CreatedRoutine: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable { case function, procedure, aggregate }
  package var name: QualifiedName
  package var kind: Kind
  /// `OR REPLACE`.
  package var isReplacing = false
  /// The types of the input arguments, which say which overload it is.
  package var argumentTypes: [ColumnType] = []
  /// Nil for a procedure without results and for an aggregate.
  package var returns: ColumnType?
  /// Nil where the text names none.
  package var language: Identifier?
  /// Nil where the text names none, which means VOLATILE.
  package var volatility: Routine.Volatility?
  /// `SECURITY DEFINER`.
  package var isSecurityDefiner = false
  /// `SET parameter …` clauses.
  package var settings: [SettingChange] = []
  /// Each `UPDATE` and `DELETE` in a PL/pgSQL or SQL body that has no WHERE, as far as the words of its target go.
  package var unboundedChanges: [String] = []

  package init(_ name: QualifiedName, _ kind: Kind = .function) {
    self.name = name
    self.kind = kind
  }

  /// Whether only a trigger can call it.
  package var isTriggerFunction: Bool { ["trigger", "event_trigger"].contains(returns?.name) }
}

/// `ALTER FUNCTION | PROCEDURE | ROUTINE | AGGREGATE`, but for its owner.
package struct RoutineChange: Hashable, Sendable {
  package var name: QualifiedName
  /// `SECURITY DEFINER` or `SECURITY INVOKER`, where either is written.
  package var isSecurityDefiner: Bool?
  /// `SET parameter …` and `RESET …`; the latter without values.
  package var settings: [SettingChange] = []

  package init(_ name: QualifiedName) { self.name = name }
}
