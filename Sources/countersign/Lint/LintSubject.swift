import LiveDatabase
import MigrationCore
import SQLSyntax

/// What `lint` looks at: a plan, or SQL files read as if they were one.
struct LintSubject {
  var plan: Plan
  /// Of the steps' statements, in order.
  var facts: [StatementFacts]
  /// Where each step stands; empty for a plan.
  var places: [StepID: SourcePlace] = [:]
  var allowances: [StepID: [Allowance]] = [:]
  /// The plan's file; nil for SQL files.
  var document: PlanDocument?
  /// Where names without a schema live.
  let schema: Identifier
  /// Lines that only psql understands.
  var commands: [SQLScript.Command] = []

  var isScript: Bool { document == nil }
  var planPath: String? { document.map { $0.path ?? $0.name } }

  /// A plan.
  init(_ document: PlanDocument, schema: Identifier) {
    plan = document.file.plan
    self.document = document
    self.schema = schema
    facts = StatementParser(schema: schema).facts(of: plan.steps.map(\.step.sql))
    for (id, step) in plan.steps { allowances[id] = Allowance.all(in: step.sql) }
  }

  /// SQL files; statements between BEGIN and COMMIT are one transaction group, every other one is a group of its own.
  ///
  /// - Parameters:
  ///   - input: files or folders, in the order in which they would be run.
  ///   - schema: where names without a schema live.
  ///   - isOneTransaction: whether whoever runs them puts all into one transaction.
  /// - Throws: `ScriptError` when a file cannot be read.
  init(_ input: LintInput, schema: Identifier, isOneTransaction: Bool) throws {
    let script = try SQLScript(paths: input.paths, for: .migration) { input.read[$0] ?? ScriptFile.onDisk($0) }
    self.schema = schema
    commands = script.commands
    facts = StatementParser(schema: schema).facts(of: script.statements.map(\.sql))
    for (place, statement) in script.statements.enumerated() where !statement.variables.isEmpty {
      let others = facts[place].written.psqlWords.filter { !statement.variables.contains($0) }
      facts[place].written.psqlWords = statement.variables + others
    }
    var groups: [TransactionGroup] = []
    var isOpen = false
    var ids: [StepID] = []
    for (statement, facts) in zip(script.statements, facts) {
      let control = facts.transactionControl
      if groups.isEmpty || !(isOpen || isOneTransaction) { groups.append(TransactionGroup(steps: [])) }
      groups[groups.count - 1].steps.append(Step(sql: statement.sql))
      let id = StepID(group: groups.count, step: groups[groups.count - 1].steps.count)
      ids.append(id)
      places[id] = statement.place
      switch control {
      case .begin: isOpen = true
      case .end: isOpen = false
      case nil: break
      }
    }
    for allowed in script.allowances {
      guard let last = ids.last else { continue }
      allowances[allowed.statement.map { ids[$0] } ?? last, default: []].append(allowed.allowance)
    }
    plan = Plan(
      formatVersion: "1.0.0", pgschemaVersion: "", createdAt: "", sourceFingerprint: nil, groups: groups)
  }

  /// The same with what the target told and which rules are asked.
  func context(_ target: TargetFacts?, choice: RuleChoice) -> ReviewContext {
    var next = facts.makeIterator()
    var context = ReviewContext(
      plan: plan, live: target?.live, current: target?.schemas ?? [], recorded: target?.recorded, choice: choice,
      isScript: isScript
    ) { _ in next.next() ?? .notAnalysed("it was not parsed") }
    context.allowances = allowances
    context.openPlans = document.map { OpenPlan.all(beside: $0, target, in: schema) } ?? []
    return context
  }
}

extension StatementFacts {
  fileprivate enum Control { case begin, end }

  /// Whether the statement opens or ends a transaction.
  fileprivate var transactionControl: Control? {
    for case .transactionControl(let command) in actions {
      switch command {
      case "BEGIN", "START": return .begin
      case "COMMIT", "ROLLBACK", "PREPARE", "END": return .end
      default: continue
      }
    }
    return nil
  }
}
