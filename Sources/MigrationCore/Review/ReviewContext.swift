/// Everything that rules and impact may look at: the whole plan, and what the target told.
package struct ReviewContext: Sendable {
  /// Every step of the plan in order of execution.
  package let steps: [ReviewedStep]
  /// Nil without a database.
  package let live: LiveFacts?

  /// - Parameters:
  ///   - plan: the plan under review.
  ///   - live: what the target told; nil without a database.
  ///   - facts: what a step's SQL does; called once per step, in order.
  package init(plan: Plan, live: LiveFacts?, facts: (Step) -> StatementFacts) {
    self.live = live
    var created: Set<QualifiedName> = []
    var createdTypes: Set<QualifiedName> = []
    var steps: [ReviewedStep] = []
    for (id, step) in plan.steps {
      let statement = facts(step)
      for action in statement.actions {
        if case .drop(let object) = action { created.remove(object.name) }
      }
      steps.append(
        ReviewedStep(
          id: id, step: step, facts: statement, newRelations: created, newTypes: createdTypes,
          groupSize: plan.groups[id.group - 1].steps.count))
      created.formUnion(statement.createdRelations)
      createdTypes.formUnion(statement.actions.compactMap(\.createdType))
      for action in statement.actions {
        if case .alterTable(let old, .rename(let name)) = action, created.remove(old) != nil {
          created.insert(QualifiedName(old.schema, name))
        }
      }
    }
    self.steps = steps
  }

  package func steps(before step: ReviewedStep) -> [ReviewedStep] { Array(steps.prefix { $0.id < step.id }) }

  /// The relation as the target has it; nil without a database, or when the target has none of that name.
  package func relation(_ name: QualifiedName) -> LiveRelation? { live?.relations[name] }

  /// `orders (12.1M rows, 3.2 GB)`, or what is known of it.
  package func described(_ name: QualifiedName) -> String {
    guard let live else { return "\(name) (size not checked: no database)" }
    guard let relation = live.relations[name] else { return "\(name) (not on the target)" }
    return "\(name) (\(relation.size.words))"
  }

  /// Whether the target holds so little in it that scanning or rewriting it is over at once.
  package func isSmall(_ name: QualifiedName) -> Bool {
    guard let size = relation(name)?.size, let rows = size.rows else { return false }
    return rows < 10_000 && size.totalBytes < 16 << 20
  }
}

/// A step with what it does and what this plan made before it.
package struct ReviewedStep: Hashable, Sendable {
  package let id: StepID
  package let step: Step
  package let facts: StatementFacts
  /// Relations that earlier steps of this plan make: nobody can be reading or writing them.
  package let newRelations: Set<QualifiedName>
  /// Types that earlier steps of this plan make.
  package let newTypes: Set<QualifiedName>
  /// How many steps its transaction group has.
  package let groupSize: Int

  package func isNew(_ name: QualifiedName) -> Bool { newRelations.contains(name) }
}
