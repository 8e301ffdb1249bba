/// Everything that rules and impact may look at: the whole plan, and what the target told.
package struct ReviewContext: Sendable {
  /// Every step of the plan in order of execution.
  package let steps: [ReviewedStep]
  /// Nil without a database.
  package let live: LiveFacts?
  /// The schemas that the plan is for as the target has them now; empty without a database.
  package let current: [DatabaseSchema]
  /// Which rules are asked.
  package let choice: RuleChoice
  /// Whether the steps are a hand-written script that any client may run; our own runner of a plan guards its steps.
  package let isScript: Bool
  /// Whether the target is another schema than the plan was made for; nil when that was not checked.
  package var isStale: Bool?
  /// Where a run of the plan on a copy of the schema failed, and the server's words; nil when it did not, or was not made.
  package var rehearsalFailure: (step: StepID, message: String)?

  /// - Parameters:
  ///   - plan: the plan under review.
  ///   - live: what the target told; nil without a database.
  ///   - current: the schemas that the plan is for as the target has them; empty without a database.
  ///   - choice: which rules are asked.
  ///   - isScript: whether the steps are a hand-written script.
  ///   - facts: what a step's SQL does; called once per step, in order.
  package init(
    plan: Plan, live: LiveFacts?, current: [DatabaseSchema] = [], choice: RuleChoice = RuleChoice(),
    isScript: Bool = false, facts: (Step) -> StatementFacts
  ) {
    self.live = live
    self.current = current
    self.choice = choice
    self.isScript = isScript
    var made = MadeByPlan()
    var steps: [ReviewedStep] = []
    for (id, step) in plan.steps {
      let statement = facts(step)
      steps.append(
        ReviewedStep(
          id: id, step: step, facts: statement, newRelations: made.relations, newTypes: made.types,
          groupSize: plan.groups[id.group - 1].steps.count))
      for action in statement.actions { made.note(action, live: live) }
    }
    self.steps = steps
  }

  package func steps(before step: ReviewedStep) -> [ReviewedStep] { Array(steps.prefix { $0.id < step.id }) }

  /// The relation as the target has it; nil without a database, or when the target has none of that name.
  package func relation(_ name: QualifiedName) -> LiveRelation? { live?.relations[name] }

  /// The table as the target has it with everything that PostgreSQL stores about it; nil without a database.
  package func table(_ name: QualifiedName) -> Table? {
    current.first { $0.name == name.schema }?.tables.first { $0.name == name.name }
  }

  /// `orders (12.1M rows, 3.2 GB)`, or what is known of it.
  package func described(_ name: QualifiedName) -> String {
    guard let live else { return "\(name) (size not checked: no database)" }
    guard let relation = live.relations[name] else { return "\(name) (not on the target)" }
    return "\(name) (\(relation.size.words))"
  }

  /// The severity of work on a table: a remark when the target holds next to nothing in it.
  func severity(_ severity: Severity, on table: QualifiedName) -> Severity { isSmall(table) ? .info : severity }

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

/// What the steps read so far have made and not dropped again.
private struct MadeByPlan {
  var relations: Set<QualifiedName> = []
  var types: Set<QualifiedName> = []
  private var dropped: Set<QualifiedName> = []

  /// `CREATE … IF NOT EXISTS` makes nothing where the target has the relation already.
  mutating func note(_ action: StatementAction, live: LiveFacts?) {
    if let name = action.createdRelation, live?.relations[name] == nil || dropped.contains(name) {
      relations.insert(name)
    }
    if let name = action.createdType { types.insert(name) }
    if case .drop(let object) = action, object.member == nil {
      relations.remove(object.name)
      types.remove(object.name)
      dropped.insert(object.name)
    }
    if case .alterTable(let old, .rename(let name)) = action, relations.remove(old) != nil {
      relations.insert(QualifiedName(old.schema, name))
    }
  }
}
