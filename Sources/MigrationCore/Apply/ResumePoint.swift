/// Where an earlier run of a change stopped, as far as the ledger and the catalog tell.
package struct ResumePoint: Hashable, Sendable {
  /// How many groups are done; they run in order, so these are the first.
  package var doneGroups: Int
  /// A step that was sent without a transaction's protection, of which nobody recorded how it went.
  package var attempted: StepID?

  package static let beginning = Self(doneGroups: 0)

  package init(doneGroups: Int, attempted: StepID? = nil) {
    self.doneGroups = doneGroups
    self.attempted = attempted
  }

  /// Where the recorded change stopped.
  ///
  /// - Parameters:
  ///   - change: it.
  ///   - plan: its plan.
  ///   - commit: what the target says of a commit that was announced and of which nothing more was recorded.
  /// - Throws: ``ApplyError`` when it is over, or nobody can know where it stopped.
  package init(
    of change: RecordedChange, in plan: Plan, commit: (_ transaction: String) throws(ApplyError) -> Bool
  ) throws(ApplyError) {
    guard change.isOpen else { throw .nothingToResume(change) }
    var done = Set(change.groups.map(\.group))
    if let (group, transaction) = change.committing, try commit(transaction) { done.insert(group) }
    var count = 0
    while done.contains(count + 1) { count += 1 }
    guard count == done.count, count <= plan.groups.count else { throw .groupsOutOfOrder(change) }
    self.init(doneGroups: count)
    if let step = change.attempting, step.group == count + 1, step.group <= plan.groups.count { attempted = step }
  }
}
