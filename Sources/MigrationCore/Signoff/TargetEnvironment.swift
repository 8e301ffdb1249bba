/// A place that plans run in, by its name in `countersign.toml`, and what has to hold before one does.
package struct TargetEnvironment: Hashable, Sendable {
  package var name: String
  /// A URI or conninfo string without a password.
  package var dsn: String
  /// In the order of the `search_path`; empty where nothing is said, which means `public`.
  package var schemas: [String] = []
  /// What the rules ask here, `[rules]` included.
  package var rules = RuleChoice()
  /// The environment in which a plan has to have run before; nil for none.
  package var promoteFrom: String?
  /// How long it has to have been there.
  package var soakSeconds = 0
  /// As `lock_timeout` takes it; nil leaves it to the command line.
  package var lockTimeout: String?
  /// As `statement_timeout` takes it; nil leaves it to the server.
  package var statementTimeout: String?
  /// When plans may run; empty for always.
  package var windows: [ChangeWindow] = []
  /// How long a sign-off holds; nil for as long as its key.
  package var expirySeconds: Int?
  /// The least grave finding that needs a reason; nil for none.
  package var acknowledged: Severity? = .error
  /// How many of whom have to approve.
  package var approvals: [ApprovalRule] = []
  /// Whether an approval of somebody who is in two teams counts for one of them only.
  package var onePersonPerTeam = true
  /// Who may run plans; nil for everybody.
  package var executors: Team?
  package var authorMayExecute = true
  package var approverMayExecute = true

  package init(name: String, dsn: String) {
    self.name = name
    self.dsn = dsn
  }

  /// Whether whoever runs a plan has to say so with their key.
  package var namesExecutors: Bool { executors != nil || !authorMayExecute || !approverMayExecute }

  /// Whether it matters who made a plan.
  package var asksForAuthor: Bool { !authorMayExecute || approvals.contains { !$0.authorMayApprove } }
}

/// People by the names that `allowed_signers` has for their keys.
package struct Team: Hashable, Sendable {
  package var name: String
  package var members: [String]

  package init(name: String, members: [String]) {
    self.name = name
    self.members = members
  }

  package func has(_ principal: String) -> Bool { members.contains { Identifier($0) == Identifier(principal) } }
}

/// How many members of a team have to approve.
package struct ApprovalRule: Hashable, Sendable {
  package var team: Team
  /// At least one.
  package var count: Int
  /// Whether somebody who made the plan counts.
  package var authorMayApprove: Bool

  package init(team: Team, count: Int = 1, authorMayApprove: Bool = false) {
    self.team = team
    self.count = count
    self.authorMayApprove = authorMayApprove
  }
}
