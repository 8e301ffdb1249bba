import MigrationCore

/// What `lint` found, ready to be written in any format.
struct LintReport {
  /// A finding with its place.
  struct Entry {
    var finding: Finding
    var category: RuleCategory
    /// The SQL file and place, or the plan's file without one.
    var file: String
    var place: SourcePlace?
    /// Its statement's text.
    var sql: String
  }

  var ruleset: RuleChoice.Ruleset
  var statements: Int
  var entries: [Entry]
  /// Statements that nothing is known of.
  var notAnalysed: Int
  /// Rules that would be asked and need a database, or a ledger.
  var unchecked: [RuleID]
  /// The same in words; nil when there are none.
  var unaskedRules: String?
  /// Lines that only psql understands.
  var psqlLines: Int
  /// What each step puts at stake.
  var risks: [(step: StepID, risk: Risk)]
  var highestRisk: (step: StepID, risk: Risk)?
  /// What of the target's present state may stop it; empty without a database.
  var preflight: [PreflightCheck]

  init(_ subject: LintSubject, in context: ReviewContext) {
    ruleset = context.choice.ruleset
    statements = subject.plan.steps.count
    notAnalysed = subject.facts.filter { !$0.isAnalysed }.count
    unchecked = RuleBook.unchecked(in: context)
    unaskedRules = context.unaskedRules
    psqlLines = subject.commands.count
    risks = context.steps.filter { $0.step.directive == nil }.map { ($0.id, context.risk(of: $0)) }
    highestRisk = context.highestRisk
    preflight = context.preflight
    let categories = Dictionary(uniqueKeysWithValues: RuleBook.all.map { (type(of: $0).id, type(of: $0).category) })
    let texts = Dictionary(uniqueKeysWithValues: subject.plan.steps.map { ($0.id, $0.step.sql) })
    entries = RuleBook.findings(in: context).map { finding in
      let place = subject.places[finding.step]
      return Entry(
        finding: finding, category: categories[finding.rule] ?? .hygiene,
        file: place?.file ?? subject.planPath ?? "", place: place, sql: texts[finding.step] ?? "")
    }
  }

  func count(_ severity: Severity) -> Int { entries.filter { $0.finding.severity == severity }.count }

  /// Whether something is as grave as that.
  func reaches(_ severity: Severity) -> Bool { entries.contains { $0.finding.severity >= severity } }
}
