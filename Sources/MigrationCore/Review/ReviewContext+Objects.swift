extension ReviewContext {
  /// The step that makes an object again under the name of a dropped one, this one included.
  func remaking(_ object: DroppedObject, after step: ReviewedStep) -> ReviewedStep? {
    step.makings(of: object.name).first { $0 >= step.position }.map { steps[$0] }.flatMap { later in
      later.facts.actions.contains { isMade(object, by: $0) } ? later : nil
    }
  }

  private func isMade(_ object: DroppedObject, by action: StatementAction) -> Bool {
    switch (object.kind, action) {
    case (.table, .createTable(let table)): table.name == object.name
    case (.view, .createView(let view)): view.name == object.name
    case (.materializedView, .createMaterializedView(let name, _, _)): name == object.name
    case (.sequence, .createSequence(let name)): name == object.name
    case (.function, .createRoutine(let routine)), (.procedure, .createRoutine(let routine)),
      (.aggregate, .createRoutine(let routine)):
      routine.name == object.name
    default: false
    }
  }

  /// Whether an earlier step makes an object of that name, of whatever kind.
  func isMade(_ name: QualifiedName, before step: ReviewedStep) -> Bool {
    step.isNew(name) || step.isNewType(name)
      || step.makings(of: name).contains { position in
        position < step.position
          && steps[position].facts.actions.contains { action in
            if case .createRoutine(let routine) = action { routine.name == name && !routine.isReplacing } else { false }
          }
      }
  }

  /// Whether an earlier step makes the schema.
  func isMadeSchema(_ name: Identifier, before step: ReviewedStep) -> Bool {
    steps(before: step).contains { $0.facts.actions.contains(.createSchema(name)) }
  }

  /// Whether an earlier step drops the object.
  func isDropped(_ name: QualifiedName, before step: ReviewedStep) -> Bool {
    step.droppings(of: name).contains { $0 < step.position }
  }

  /// Whether an earlier step drops what has the name, or gives it another one.
  func isGone(_ name: QualifiedName, before step: ReviewedStep) -> Bool {
    isDropped(name, before: step) || step.renamings(of: name).contains { $0 < step.position }
  }

  /// Routines whose body has the name as a word, `name` itself excluded.
  func routines(mentioning name: QualifiedName) -> [Identifier] {
    let found = current.flatMap(\.routines).filter { routine in
      routine.name != name.name && SQLWords.all(of: routine.source?.text ?? "").contains(name.name)
    }
    return Set(found.map(\.name)).sorted()
  }
}
