import MigrationCore

/// Findings in the order in which they are read, and by step: a screen asks for them with every key.
struct FindingIndex: Sendable {
  /// The gravest first, then by step and rule.
  let sorted: [Finding]
  /// How many there are of each severity.
  let counts: [Severity: Int]
  private let byStep: [StepID: [Finding]]

  init(_ findings: [Finding]) {
    sorted = findings.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      return left.step != right.step ? left.step < right.step : left.rule < right.rule
    }
    counts = Dictionary(grouping: sorted, by: \.severity).mapValues(\.count)
    byStep = Dictionary(grouping: sorted, by: \.step)
  }

  /// Those of a step, the gravest first.
  func findings(of step: StepID) -> [Finding] { byStep[step] ?? [] }
}
