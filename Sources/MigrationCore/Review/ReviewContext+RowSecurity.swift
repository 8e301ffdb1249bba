/// What is known of a table's row-level security at one point of a plan.
struct RowSecurityState: Hashable, Sendable {
  struct Policy: Hashable, Sendable {
    var name: Identifier
    var command: RowSecurityPolicy.Command
    var isPermissive: Bool
    var roles: [Grantee]
  }
  var isEnabled = false
  var isForced = false
  var policies: [Policy] = []
  /// Whether the plan makes the table, or the target told: then what is not here is not there.
  var isComplete = false

  /// The commands that some permissive policy lets through.
  var allowedCommands: Set<RowSecurityPolicy.Command> {
    let commands = Set(policies.filter(\.isPermissive).map(\.command))
    return commands.contains(.all) ? [.select, .insert, .update, .delete] : commands
  }
}

extension ReviewContext {
  /// The table's row-level security when the plan has run, or before one of its steps.
  func rowSecurity(of table: QualifiedName, before step: ReviewedStep? = nil) -> RowSecurityState {
    var state = RowSecurityState()
    if let model = self.table(table) {
      (state.isEnabled, state.isForced, state.isComplete) = (model.hasRowSecurity, model.forcesRowSecurity, true)
      state.policies = model.policies.map {
        .init(name: $0.name, command: $0.command, isPermissive: $0.isPermissive, roles: $0.roles)
      }
    }
    for earlier in steps(naming: table) where step.map({ earlier.id < $0.id }) ?? true {
      for action in earlier.facts.actions { state.note(action, on: table) }
    }
    return state
  }

  /// Whether an earlier step makes a routine, type or schema of this name, and does not replace one.
  func makesRoutineOrType(_ name: QualifiedName, before step: ReviewedStep) -> Bool {
    steps(naming: name).lazy.filter { $0.id < step.id }.flatMap(\.facts.actions).contains { action in
      if case .createRoutine(let routine) = action, routine.name == name {
        return !routine.isReplacing || (live != nil && !hasRoutine(name))
      }
      if case .createSchema(let schema) = action { return QualifiedName(schema, schema) == name }
      return action.createdType == name
    }
  }

  private func hasRoutine(_ name: QualifiedName) -> Bool {
    current.first { $0.name == name.schema }?.routines.contains { $0.name == name.name } ?? false
  }
}

extension RowSecurityState {
  fileprivate mutating func note(_ action: StatementAction, on table: QualifiedName) {
    switch action {
    case .createTable(let created) where created.name == table && !created.hasGuard:
      self = RowSecurityState()
      isComplete = true
    case .alterTable(table, .changeRowSecurity(let change)):
      switch change {
      case .enable: isEnabled = true
      case .disable: isEnabled = false
      case .force: isForced = true
      case .noForce: isForced = false
      }
    case .createPolicy(let policy) where policy.table == table:
      policies.append(
        Policy(name: policy.name, command: policy.command, isPermissive: policy.isPermissive, roles: policy.roles))
    case .alterPolicy(let change) where change.table == table:
      guard let place = policies.firstIndex(where: { $0.name == change.name }) else { return }
      policies[place].name = change.newName ?? change.name
      policies[place].roles = change.roles ?? policies[place].roles
    case .drop(let object) where object.name == table && object.kind == .policy:
      policies.removeAll { $0.name == object.member }
    case .drop(let object) where object.name == table && object.member == nil: self = RowSecurityState()
    default: return
    }
  }
}

extension ReviewContext {
  /// The table's row-level security when the step's transaction group commits.
  func rowSecurity(of table: QualifiedName, afterGroupOf step: ReviewedStep) -> RowSecurityState {
    let next = step.position - step.id.step + 1 + step.groupSize
    return rowSecurity(of: table, before: next < steps.count ? steps[next] : nil)
  }
}

extension RowSecurityState.Policy {
  /// Whether some role and command may be held by both.
  func overlaps(_ policy: CreatedPolicy) -> Bool {
    let sharesCommand = command == .all || policy.command == .all || command == policy.command
    let sharesRole =
      roles.contains(.everyone) || policy.roles.contains(.everyone) || !Set(roles).isDisjoint(with: policy.roles)
    return sharesCommand && sharesRole
  }

  /// Whether it holds for every role and command that the other one does.
  func covers(_ other: Self) -> Bool {
    (command == .all || command == other.command)
      && (roles.contains(.everyone) || Set(roles).isSuperset(of: other.roles))
  }
}

extension RowSecurityPolicy.Command {
  /// What a role does by it: `select`, `select and change`.
  var words: String {
    switch self {
    case .all: "see and change"
    case .select: "select"
    case .insert: "insert"
    case .update: "update"
    case .delete: "delete"
    }
  }
}
