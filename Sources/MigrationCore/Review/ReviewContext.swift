/// Everything that rules and impact may look at: the whole plan, and what the target told.
package struct ReviewContext: Sendable {
  /// Every step of the plan in order of execution.
  package let steps: [ReviewedStep]
  /// Nil without a database.
  package let live: LiveFacts?
  /// The schemas that the plan is for as the target has them now; empty without a database.
  package let current: [DatabaseSchema]
  /// What the ledger tells of the plan and the target; nil without one.
  package let recorded: RecordedFacts?
  /// Which rules are asked.
  package let choice: RuleChoice
  /// Whether the steps are a hand-written script that any client may run; our own runner of a plan guards its steps.
  package let isScript: Bool
  /// When the plan was made, as it says; empty when it does not.
  let createdAt: String
  /// The version of the server that the plan was made for, as `server_version_num` has it; nil when it does not say.
  let plannedServer: Int?
  /// What the steps do to each table.
  let history: TableHistory
  let states = TableStates()
  /// Who needs whom in each of the schemas; read off only for a plan that drops with CASCADE or changes attributes.
  let dependencies: [DependencyMap]
  /// What each step is expected to lock and do, read off once.
  private var expected: [StepID: Impact] = [:]
  /// How long each step's work takes; nothing for a step of which that is not known.
  private var estimated: [StepID: [WorkEstimate]] = [:]
  /// The positions of the steps that name an object.
  private var places: [QualifiedName: [Int]] = [:]
  /// Whether the target is another schema than the plan was made for; nil when that was not checked.
  package var isStale: Bool?
  /// Where a run of the plan on a copy of the schema failed, and the server's words; nil when it did not, or was not made.
  package var rehearsalFailure: (step: StepID, message: String)?
  /// Plans that are open for the same target, this one aside.
  package var openPlans: [OpenPlan] = []
  /// What the statements' authors accept, by step.
  package var allowances: [StepID: [Allowance]] = [:]

  /// - Parameters:
  ///   - plan: the plan under review.
  ///   - live: what the target told; nil without a database.
  ///   - current: the schemas that the plan is for as the target has them; empty without a database.
  ///   - recorded: what the ledger tells; nil without one.
  ///   - choice: which rules are asked.
  ///   - isScript: whether the steps are a hand-written script.
  ///   - facts: what a step's SQL does; called once per step, in order.
  package init(
    plan: Plan, live: LiveFacts?, current: [DatabaseSchema] = [], recorded: RecordedFacts? = nil,
    choice: RuleChoice = RuleChoice(), isScript: Bool = false, facts: (Step) -> StatementFacts
  ) {
    self.live = live
    self.current = current
    self.recorded = recorded
    self.choice = choice
    self.isScript = isScript
    createdAt = plan.createdAt
    plannedServer = plan.countersign?.serverVersionNumber
    var made = MadeByPlan()
    var history = TableHistory(live)
    var read: [(id: StepID, step: Step, facts: StatementFacts)] = []
    for (id, step) in plan.steps {
      let statement = facts(step)
      for action in statement.actions {
        made.note(action, at: read.count, live: live)
        history.note(action, at: id)
      }
      for change in statement.nameChanges { made.note(change, at: read.count) }
      read.append((id, step, statement))
    }
    let asksForUsers = read.contains { step in
      !step.facts.attributeChanges.isEmpty
        || step.facts.actions.contains { if case .drop(let object) = $0 { object.isCascading } else { false } }
    }
    dependencies = asksForUsers ? current.map { DependencyMap(of: $0) } : []
    let timeline = made
    let steps = read.enumerated().map { position, read in
      ReviewedStep(
        id: read.id, step: read.step, facts: read.facts, position: position,
        groupSize: plan.groups[read.id.group - 1].steps.count, made: timeline)
    }
    self.steps = steps
    self.history = history
    for step in steps {
      for name in step.facts.actions.lazy.flatMap(\.namedObjects) where places[name]?.last != step.position {
        places[name, default: []].append(step.position)
      }
    }
    for step in steps where step.step.directive == nil {
      expected[step.id] = expectedImpact(of: step)
      let estimates = workEstimates(of: step)
      if !estimates.isEmpty { estimated[step.id] = estimates }
    }
  }

  /// What a step locks, reads, rewrites and loses, by the lock table and what the target told.
  package func impact(of step: ReviewedStep) -> Impact { expected[step.id] ?? expectedImpact(of: step) }

  /// How long the parts of a step's work take; nothing for what the plan makes itself or whose rows are not known.
  package func estimates(of step: ReviewedStep) -> [WorkEstimate] { estimated[step.id] ?? [] }

  package func steps(before step: ReviewedStep) -> ArraySlice<ReviewedStep> { steps[..<step.position] }

  /// The steps that make, change or drop the object or give rights on it, in order.
  func steps(naming object: QualifiedName) -> LazyMapCollection<[Int], ReviewedStep> {
    (places[object] ?? []).lazy.map { steps[$0] }
  }

  /// Those of the same transaction group.
  package func stepsOfGroup(before step: ReviewedStep) -> ArraySlice<ReviewedStep> {
    steps[(step.position - step.id.step + 1)..<step.position]
  }

  /// The steps that only change rows, of relations that the target has: what `EXPLAIN` can tell of before anything ran.
  package var explainableSteps: [ReviewedStep] {
    steps.filter { step in
      guard step.facts.actions.count == 1, let table = step.facts.actions.first?.changedTable else { return false }
      if case .copy? = step.facts.actions.first { return false }
      return !step.isNew(table) && relation(table) != nil
    }
  }

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
package struct ReviewedStep: Sendable {
  package let id: StepID
  package let step: Step
  package let facts: StatementFacts
  /// Its place among ``ReviewContext/steps``, from 0.
  package let position: Int
  /// How many steps its transaction group has.
  package let groupSize: Int
  fileprivate let made: MadeByPlan

  /// Whether an earlier step of this plan makes the relation: nobody can be reading or writing it.
  package func isNew(_ name: QualifiedName) -> Bool { made.relations[name]?.contains(position) ?? false }

  /// Whether an earlier step of this plan makes the type.
  package func isNewType(_ name: QualifiedName) -> Bool { made.types[name]?.contains(position) ?? false }

  /// The places of the steps that make or replace an object of that name, of whatever kind, in order.
  func makings(of name: QualifiedName) -> [Int] { made.makings[name] ?? [] }

  /// The places of the steps that drop an object of that name, in order.
  func droppings(of name: QualifiedName) -> [Int] { made.droppings[name] ?? [] }

  /// The places of the steps that give an object of that name another one, or move it to another schema, in order.
  func renamings(of name: QualifiedName) -> [Int] { made.renamings[name] ?? [] }
}

/// What the steps make and drop again, and when.
private struct MadeByPlan: Sendable {
  var relations: [QualifiedName: Spans] = [:]
  var types: [QualifiedName: Spans] = [:]
  var makings: [QualifiedName: [Int]] = [:]
  var droppings: [QualifiedName: [Int]] = [:]
  var renamings: [QualifiedName: [Int]] = [:]
  /// Names that are free again.
  private var freed: Set<QualifiedName> = []

  /// From behind the step that makes something to the step that drops it.
  struct Spans: Sendable {
    private var closed: [Range<Int>] = []
    private var start: Int?

    /// Whether it exists when the step at that place begins.
    func contains(_ position: Int) -> Bool {
      if let start, position > start { return true }
      return closed.contains { position > $0.lowerBound && position <= $0.upperBound }
    }

    var isOpen: Bool { start != nil }

    mutating func open(at position: Int) { start = start ?? position }

    mutating func close(at position: Int) {
      if let start { closed.append(start..<position) }
      start = nil
    }
  }

  /// `CREATE … IF NOT EXISTS` makes nothing where the target has the relation already.
  mutating func note(_ action: StatementAction, at position: Int, live: LiveFacts?) {
    if let name = action.madeObject { makings[name, default: []].append(position) }
    if let name = action.newRelation, live?.relations[name] == nil || freed.contains(name) {
      relations[name, default: Spans()].open(at: position)
    }
    if let name = action.createdType { types[name, default: Spans()].open(at: position) }
    if case .drop(let object) = action, object.member == nil {
      relations[object.name]?.close(at: position)
      types[object.name]?.close(at: position)
      freed.insert(object.name)
      droppings[object.name, default: []].append(position)
    }
  }

  mutating func note(_ change: NameChange, at position: Int) {
    guard change.member == nil else { return }
    let (old, new) = (change.name, change.newName)
    renamings[old, default: []].append(position)
    freed.insert(old)
    if relations[old]?.isOpen ?? false {
      relations[old]?.close(at: position)
      relations[new, default: Spans()].open(at: position)
    }
    if types[old]?.isOpen ?? false {
      types[old]?.close(at: position)
      types[new, default: Spans()].open(at: position)
    }
  }
}
