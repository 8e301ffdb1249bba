package import MigrationCore

/// Everything that is known about the plan under review, whoever shows it: the screen and the plain text print these.
package struct ReviewFacts: Sendable {
  /// The plan file's name, without folders.
  package var planName: String
  /// SHA-256 of the plan file's bytes, 64 lower-case hex digits.
  package var planHash: String
  package var plan: Plan { didSet { placeSteps() } }
  /// `shop @ production`; nil when no database was named.
  package var target: String?
  /// The database's name alone, the word that sign-off and apply ask for; nil when no database was named.
  package var database: String?
  package var fingerprint: FingerprintState
  package var current: Loadable<ObjectTree>
  package var desired: Loadable<ObjectTree>
  package var impacts: Loadable<[StepID: Impact]>
  package var findings: Loadable<[Finding]> { didSet { findingIndex = findings.value.map(FindingIndex.init) } }
  private var findingIndex: FindingIndex?
  /// By step, its place among all, from zero.
  private var places: [StepID: Int] = [:]
  /// What the plan puts at stake, and what is in its way on the target.
  package var assessment: Loadable<Assessment> = .unavailable("nobody looked")
  package var review: ReviewDocument
  /// Every sign-off with what it is worth now.
  package var signoffs: [SignoffStatus]
  /// Whose gates have to be open before the plan may run; nil where none is configured.
  package var environment: TargetEnvironment?
  /// What the servers said of time and order when they were last asked.
  package var circumstances = Circumstances()
  /// How each database that the plan may go to stands to it; nil until somebody asks.
  package var targets: [TargetStanding]?
  /// What the ledger has of the target's schemas; read when somebody asks for it.
  package var past: Loadable<RecordedPast> = .unavailable("no database was named")
  /// Whether what the steps name is worked out in the background, because the plan is long.
  package var awaitsOutline = false
  /// What the rehearsal could not do as on the target, a sentence each.
  package var notes: [String] = []
  /// Set once the plan file on disk is another than the one on the screen: the new file's SHA-256.
  package var changedPlanHash: String?

  package init(
    planName: String, planHash: String, plan: Plan, target: String? = nil, database: String? = nil,
    fingerprint: FingerprintState = .notChecked("no database was named"),
    current: Loadable<ObjectTree> = .unavailable("no database was named"),
    desired: Loadable<ObjectTree> = .unavailable("no database was named"),
    impacts: Loadable<[StepID: Impact]> = .unavailable("no database was named"),
    findings: Loadable<[Finding]> = .loading("checking the rules"), review: ReviewDocument? = nil,
    signoffs: [SignoffStatus] = []
  ) {
    self.planName = planName
    self.planHash = planHash
    self.plan = plan
    self.target = target
    self.database = database
    self.fingerprint = fingerprint
    self.current = current
    self.desired = desired
    self.impacts = impacts
    self.findings = findings
    self.review = review ?? ReviewDocument(planHash: planHash)
    self.signoffs = signoffs
    findingIndex = findings.value.map(FindingIndex.init)
    placeSteps()
  }

  private mutating func placeSteps() {
    places = Dictionary(uniqueKeysWithValues: plan.steps.enumerated().map { ($1.id, $0) })
  }

  /// The findings, the gravest first, then by step and rule; nil while they are not known.
  package var sortedFindings: [Finding]? { findingIndex?.sorted }

  /// How many findings there are of a severity.
  package func count(_ severity: Severity) -> Int { findingIndex?.counts[severity] ?? 0 }

  /// The findings about a step, the gravest first.
  package func findings(of step: StepID) -> [Finding] { findingIndex?.findings(of: step) ?? [] }

  /// The place of a step among all, from zero; nil when the plan does not have it.
  func index(of id: StepID) -> Int? { places[id] }
}

/// Whether the target's schema is still the one that the plan was made for.
package enum FingerprintState: Hashable, Sendable {
  case checking
  case matches
  /// What the target's fingerprint is instead, 64 hex digits.
  case differs(found: String)
  /// Nobody looked, and why.
  case notChecked(String)
}
