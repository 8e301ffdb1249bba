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
  /// Whether what is only in the current schema stays.
  package var keepsWhatIsNotDesired = false

  package init(role: Identifier) { self.role = role }
}
