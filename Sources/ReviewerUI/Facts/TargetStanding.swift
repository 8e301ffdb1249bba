package import MigrationCore

/// How a database that the plan may go to stands to the plan.
package struct TargetStanding: Sendable {
  /// What was found there.
  package struct Found: Sendable {
    /// `shop, PostgreSQL 16.4`.
    package var server: String
    package var fingerprint: FingerprintState
    /// What each step would do there, as far as the sizes there tell.
    package var impacts: [StepID: Impact]
    /// What its ledger has of the plan and of what the plan touches.
    package var history: Loadable<PlanHistory>

    package init(
      server: String, fingerprint: FingerprintState, impacts: [StepID: Impact], history: Loadable<PlanHistory>
    ) {
      self.server = server
      self.fingerprint = fingerprint
      self.impacts = impacts
      self.history = history
    }
  }

  /// The environment; where none is configured the database.
  package var name: String
  package var found: Loadable<Found>

  package init(name: String, found: Loadable<Found>) {
    self.name = name
    self.found = found
  }
}
