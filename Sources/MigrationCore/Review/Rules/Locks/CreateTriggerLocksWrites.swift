/// `create-trigger-locks-writes`: a new trigger makes writers wait, and taxes what they write later.
struct CreateTriggerLocksWrites: ActionRule {
  static let id: RuleID = "create-trigger-locks-writes"
  static let category = RuleCategory.lock
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let options = [
    RuleOption("allowed", .list([]), "names of triggers that are not reported; * stands for anything")
  ]
  static let summary = "a new trigger makes writers wait, and taxes what they write later"
  static let documentation = """
    CREATE TRIGGER holds SHARE ROW EXCLUSIVE on its table until the transaction ends: writers wait, readers do not. A
    trigger for each row makes every later write slower. A row trigger whose function the same plan makes, on a table to
    which the plan adds a column, keeps an old and a new column alike while applications move over: that is the safe way
    and not reported. OR REPLACE is there since 14.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createTrigger(let trigger) = action, !step.isNew(trigger.table), trigger.timing != .insteadOf else {
      return nil
    }
    let allowed = context.list("allowed", of: Self.self)
    if allowed.contains(where: { trigger.name.text.matches(pattern: $0) }) { return nil }
    if context.keepsColumnsAlike(trigger, at: step) { return nil }
    let tax = trigger.isForEachRow ? ", and every row written later runs \(trigger.function)" : ""
    return finding(
      at: step, "writes to \(context.described(trigger.table)) wait until the transaction ends\(tax)",
      because: "CREATE TRIGGER takes SHARE ROW EXCLUSIVE on the table.",
      instead: "a transaction group of its own, with a short lock_timeout")
  }
}

extension ReviewContext {
  /// Whether a trigger only serves the change of a column in steps: the plan makes its function and adds the column.
  fileprivate func keepsColumnsAlike(_ trigger: CreatedTrigger, at step: ReviewedStep) -> Bool {
    guard trigger.isForEachRow, trigger.timing == .before, !trigger.events.contains(.delete) else { return false }
    var makesFunction = false
    var addsColumn = false
    for action in steps(before: step).flatMap(\.facts.actions) + step.facts.actions {
      switch action {
      case .createRoutine(let routine): makesFunction = makesFunction || routine.name == trigger.function
      case .alterTable(trigger.table, .addColumn): addsColumn = true
      default: continue
      }
    }
    return makesFunction && addsColumn
  }
}

extension String {
  /// Whether the text is what a pattern says, in which `*` stands for anything.
  func matches(pattern: String) -> Bool {
    let parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    guard parts.count > 1 else { return utf8.elementsEqual(pattern.utf8) }
    var rest = Array(utf8)[...]
    guard rest.starts(with: parts[0]) else { return false }
    rest = rest.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
      rest = rest[(place + part.count)...]
    }
    let last = parts[parts.count - 1]
    return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
  }
}
