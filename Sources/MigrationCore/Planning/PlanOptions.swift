/// How a plan is to be made.
package struct PlanOptions: Hashable, Sendable {
  package enum Strategy: String, Hashable, Sendable, CaseIterable {
    /// In steps beside which others read and write.
    case online
    /// In as few transactions as PostgreSQL allows.
    case atomic
  }

  package var strategy: Strategy = .online
  /// The role that will run the plan; what it makes belongs to it.
  package var role: Identifier
  /// Whether what is only in the current schema stays, unless something else cannot be done then.
  package var keepsWhatIsNotDesired = false
  /// What alone is to be changed, and what it needs; empty for everything.
  package var included: [ObjectPattern] = []
  /// What is not to be changed unless something else needs it.
  package var excluded: [ObjectPattern] = []
  /// Whether the desired schema is one that a target had, which says everything; of the schema itself, its comment and
  /// its rights, a file may say nothing.
  package var isWayBack = false

  /// Whether some changes may not be wanted.
  var isSelective: Bool { keepsWhatIsNotDesired || !included.isEmpty || !excluded.isEmpty }

  package init(role: Identifier) { self.role = role }
}
