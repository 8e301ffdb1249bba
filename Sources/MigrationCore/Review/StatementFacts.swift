/// The relations that PostgreSQL looks up, and locks, to store a routine's body in SQL, a rule's action, a policy's
/// condition, the other table of a constraint trigger or a sequence's owner; nothing is read or changed yet.
package struct StoredRelations: Hashable, Sendable {
  package var reads: [QualifiedName] = []
  package var changes: [QualifiedName] = []

  package init() {}
}

/// What a step's SQL does, as far as its text tells.
package struct StatementFacts: Hashable, Sendable {
  /// In order; `ALTER TABLE` has one per subcommand, `DROP` one per object.
  package var actions: [StatementAction]
  /// The string constants in the text outside routine bodies, each once, in order: what may be an enum's label.
  package var literals: [String]
  /// What gets another name or schema; the actions say what that locks.
  package var nameChanges: [NameChange] = []
  package var queries: [QueryShape] = []
  /// What is looked up for what it stores.
  package var stored = StoredRelations()
  /// Tables that it alters without those that inherit from them: `ALTER TABLE ONLY`.
  package var tablesAlone: Set<QualifiedName> = []
  /// What it alters only if it is there: `ALTER TABLE IF EXISTS`.
  package var alteredIfThere: Set<QualifiedName> = []
  /// Columns that it drops only if they are there.
  package var columnsDroppedIfThere: Set<Identifier> = []
  /// What becomes of the attributes of composite types.
  package var attributeChanges: [AttributeChange] = []
  /// The code of `DO` blocks and of routines that are made.
  package var code: [ProceduralCode] = []
  /// Also of text that was not understood.
  package var written = WrittenText()
  /// Why the statement was not understood, and so nothing is known of it; nil when it was.
  package var reasonNotAnalysed: String?

  package init(_ actions: [StatementAction], literals: [String] = []) {
    self.actions = actions
    self.literals = literals
    reasonNotAnalysed = nil
  }

  package static func notAnalysed(_ reason: String) -> Self {
    var facts = Self([])
    facts.reasonNotAnalysed = reason
    return facts
  }

  package var isAnalysed: Bool { reasonNotAnalysed == nil }

  /// What PostgreSQL refuses inside a transaction block, in its words; empty when all may run there.
  package var nonTransactionalForms: [String] { actions.compactMap(\.nonTransactionalForm) }

  /// Relations that the statement makes.
  package var createdRelations: [QualifiedName] { actions.compactMap(\.createdRelation) }
}
