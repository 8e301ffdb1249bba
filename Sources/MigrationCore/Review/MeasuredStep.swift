/// What a step was seen to do on a scratch copy.
package struct MeasuredStep: Hashable, Sendable {
  /// Locks that its transaction got with this step, on relations that were there before the plan; strongest first.
  package var locks: [RelationLock]
  /// Relations whose file was another one afterwards.
  package var rewrites: [QualifiedName]

  package init(locks: [RelationLock], rewrites: [QualifiedName]) {
    self.locks = locks
    self.rewrites = rewrites
  }
}

extension Impact {
  /// The same with what was measured in place of what was expected; reasons and sizes stay.
  ///
  /// What a statement reads in full cannot be seen on a copy without rows, so scans stay as expected.
  package func measured(_ step: MeasuredStep) -> Impact {
    var impact = self
    impact.locks = step.locks.map { lock in
      RelationLock(lock.relation, lock.mode, reason: locks.first { $0.relation == lock.relation }?.reason)
    }
    impact.locksBasis = .measured
    if case .notChecked = workBasis { return impact }
    impact.rewrites = step.rewrites
    return impact
  }
}
