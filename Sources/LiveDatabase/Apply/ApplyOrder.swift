package import MigrationCore

/// Under which circumstances a plan is to run: who runs it, for which environment, and whether it goes on.
package struct ApplyOrder: Sendable {
  package enum Start: Hashable, Sendable {
    /// From the first group on.
    case beginning
    /// Where an earlier run of the same plan stopped.
    ///
    /// With what a person says of steps of which nothing else tells whether they ran.
    case resuming([StepID: Bool])
    /// Where this very run lost its connection.
    case reconnecting
  }

  package var start: Start
  /// As in `countersign.toml`; empty for none.
  package var environment: String
  /// Who runs it; the database role is the connection's.
  package var executor: Executor
  /// The sign-offs that it rests on, that of the executor included.
  package var signoffs: [RecordedSignoff]
  /// The gates that it was let pass, which the ledger says before it begins.
  package var waivers: [Waiver]
  /// SHA-256 of `countersign.toml`.
  package var policyHash: String?
  /// `countersign 0.1.0`.
  package var tool: String

  package init(
    start: Start = .beginning, environment: String = "", executor: Executor, signoffs: [RecordedSignoff] = [],
    waivers: [Waiver] = [],
    policyHash: String? = nil, tool: String
  ) {
    self.start = start
    self.environment = environment
    self.executor = executor
    self.signoffs = signoffs
    self.waivers = waivers
    self.policyHash = policyHash
    self.tool = tool
  }
}
