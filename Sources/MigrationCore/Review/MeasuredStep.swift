/// What a step was seen to do on a scratch copy.
package struct MeasuredStep: Hashable, Sendable {
  /// Locks that its transaction got with this step, on relations that were there before the plan; strongest first.
  package var locks: [RelationLock]
  /// Relations whose file was another one afterwards.
  package var rewrites: [QualifiedName]
  /// The strongest lock that earlier steps of the same transaction had got on each relation.
  package var held: [QualifiedName: LockMode]

  package init(locks: [RelationLock], rewrites: [QualifiedName], held: [QualifiedName: LockMode] = [:]) {
    self.locks = locks
    self.rewrites = rewrites
    self.held = held
  }
}

extension Impact {
  /// The same with what was measured in place of what was expected; reasons and sizes stay.
  ///
  /// A lock that an earlier step of the group took already is not seen again, but the step needs it all the same.
  /// What a statement reads in full cannot be seen on a copy without rows, so scans stay as expected.
  package func measured(_ step: MeasuredStep) -> Impact {
    var impact = self
    let seen = step.locks.map { lock in
      RelationLock(lock.relation, lock.mode, reason: locks.first { $0.relation == lock.relation }?.reason)
    }
    let needed = locks.filter { lock in
      !seen.contains { $0.relation == lock.relation } && step.held[lock.relation].map { lock.mode <= $0 } ?? false
    }
    impact.locks = (seen + needed).sorted { ($1.mode, $0.relation) < ($0.mode, $1.relation) }
    impact.locksBasis = .measured
    if case .notChecked = workBasis { return impact }
    impact.rewrites = step.rewrites
    return impact
  }
}
