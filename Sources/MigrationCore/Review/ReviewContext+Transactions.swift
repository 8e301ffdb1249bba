/// Steps that run in one transaction.
struct PlanTransaction: Sendable {
  var steps: [ReviewedStep] = []
  /// Whether the text opens it itself.
  var isWritten = false
}

extension ReviewContext {
  /// The steps by transaction, in order; waits are left out.
  ///
  /// A group is one; a block that a script opens with `BEGIN` goes on until its `COMMIT`, whatever the groups are.
  var transactions: [PlanTransaction] {
    var transactions: [PlanTransaction] = []
    var group: Int?
    var isOpen = false
    for step in steps where step.step.directive == nil {
      if !isOpen, group != step.id.group || transactions.isEmpty { transactions.append(PlanTransaction()) }
      group = step.id.group
      for case .transactionControl(let command) in step.facts.actions {
        switch command {
        case "BEGIN", "START":
          if !isOpen, transactions.last?.steps.isEmpty == false { transactions.append(PlanTransaction()) }
          isOpen = true
          transactions[transactions.count - 1].isWritten = true
        case "COMMIT", "ROLLBACK", "PREPARE":
          isOpen = false
          group = nil
        default: continue
        }
      }
      transactions[transactions.count - 1].steps.append(step)
    }
    return transactions
  }
}
