/// Another plan for the same target, as far as it can get in this one's way.
package struct OpenPlan: Hashable, Sendable {
  package var name: String
  /// The tables that each of its transactions locks with SHARE ROW EXCLUSIVE or more, in that order.
  package var lockOrders: [[QualifiedName]]
  /// The tables, views and other relations that it makes, and that fail to be made where they are.
  package var made: Set<QualifiedName> = []

  package init(name: String, lockOrders: [[QualifiedName]]) {
    self.name = name
    self.lockOrders = lockOrders
  }

  /// What a plan does, read with what the target told.
  package init(_ name: String, _ context: ReviewContext) {
    self.name = name
    lockOrders = context.transactions.map { transaction in
      var tables: [QualifiedName] = []
      for step in transaction.steps {
        tables += context.stoppedTables(by: step, atLeast: .shareRowExclusive).filter { !tables.contains($0) }
      }
      return tables
    }
    made = Set(context.steps.flatMap(\.facts.createdRelations))
  }

  /// The tables that it keeps writers from.
  var stopped: Set<QualifiedName> { Set(lockOrders.joined()) }

  /// Whether one of its transactions locks `first` and later `second`.
  func locks(_ first: QualifiedName, before second: QualifiedName) -> Bool {
    lockOrders.contains { order in
      guard let place = order.firstIndex(of: first) else { return false }
      return order[(place + 1)...].contains(second)
    }
  }
}
