/// What the policy decides by: the plan, what people said of it, and what is known of where it is to run.
package struct PolicyFacts: Sendable {
  /// SHA-256 of the plan file's bytes.
  package var planHash: String
  /// Nil where no environment is configured; the confirmation is the policy then.
  package var environment: TargetEnvironment?
  /// The plan that the review document is about; nil when nobody wrote any.
  package var reviewedPlan: String?
  /// Every sign-off of the review document with what it is worth now.
  package var signoffs: [SignoffStatus] = []
  /// What the rules say of the plan; nil when they were not asked.
  package var findings: [Finding]?
  package var acknowledgements: [Acknowledgement] = []
  package var fingerprint = FingerprintComparison.notChecked("nobody looked")
  package var circumstances = Circumstances()
  /// The statement by which somebody says that they run the plan; nil as long as nobody has.
  package var execution: SignoffStatus?
  /// Gates that somebody lets the plan pass, with what the signature of that is worth.
  package var waivers: [(waiver: Waiver, status: SignoffStatus)] = []

  package init(
    planHash: String, in environment: TargetEnvironment? = nil, review: ReviewDocument? = nil,
    signoffs: [SignoffStatus] = [], findings: [Finding]? = nil
  ) {
    self.planHash = planHash
    self.environment = environment
    reviewedPlan = review?.planHash
    self.signoffs = signoffs
    self.findings = findings
    acknowledgements = review?.acknowledgements ?? []
  }
}

/// Whether the target is the schema that a plan was made for.
package enum FingerprintComparison: Hashable, Sendable {
  case matches
  case differs(expected: String, found: String)
  case notChecked(String)
}

/// What only the servers can say, at the moment they were asked.
package struct Circumstances: Hashable, Sendable {
  package var clock = PolicyClock.notRead("no server was asked")
  /// Nil when nobody asked.
  package var window: WindowState?
  /// How long each step takes at most, in seconds; nothing for a step that is over at once or of which nobody knows.
  package var estimates: [StepID: Double] = [:]
  /// What became of the plan in the environment before; nil when nobody looked.
  package var standing: PromotionStanding?
  /// As what the target's own ledger knows it; nil when it has none.
  package var recordedAs: RecordedIdentity?
  /// Who would run it: the principal of the key that is there; nil when nobody looked, or there is none.
  package var executor: String?

  package init() {}

  /// The sum of ``estimates``, in seconds.
  package var estimatedSeconds: Double { estimates.values.sorted().reduce(0, +) }
}

/// As what a database is known by the ledger in it.
package struct RecordedIdentity: Hashable, Sendable {
  /// The environment; empty for none.
  package var environment: String
  /// The last change that ran under another `countersign.toml` than there is now, if the last one did.
  package var changeUnderOtherPolicy: Int?

  package init(environment: String, changeUnderOtherPolicy: Int? = nil) {
    self.environment = environment
    self.changeUnderOtherPolicy = changeUnderOtherPolicy
  }
}

/// The clock that the policy goes by: the server's.
package enum PolicyClock: Hashable, Sendable {
  /// - `now`: as ``Timestamp`` reads it.
  /// - `aheadSeconds`: how far this machine's clock is ahead of the server's, behind where negative.
  /// - `lastRecordedAt`: when the ledger's last row was written; nil for none.
  case read(now: String, aheadSeconds: Int, lastRecordedAt: String?)
  case notRead(String)

  package var now: String? {
    switch self {
    case .read(let now, _, _): now
    case .notRead: nil
    }
  }

  /// How far two clocks may be apart, in seconds.
  package static let tolerance = 300
}
