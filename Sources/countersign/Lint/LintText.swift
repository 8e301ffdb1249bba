import MigrationCore
import TerminalKit

/// The report as a person reads it: `file:line:column: error: what (rule)`, why, and what to do instead.
enum LintText {
  static func text(_ report: LintReport) -> String {
    var text = ""
    for entry in report.entries {
      let finding = entry.finding
      let place = entry.place.map { "\($0)" } ?? "\(entry.file):step \(finding.step)"
      text += "\(place): \(finding.severity): \(finding.message) (\(finding.rule))\n"
      if let allowance = finding.allowance {
        text += "    allowed: \(allowance.reason.isEmpty ? "no reason given" : allowance.reason)\n"
        continue
      }
      if !finding.reason.isEmpty { text += "    why: \(finding.reason)\n" }
      if !finding.remedy.isEmpty { text += "    instead: \(finding.remedy)\n" }
    }
    return Sanitizer.plainText(text + preflight(report) + risk(report) + summary(report) + "\n")
  }

  /// A line for each thing of the target's present state that may stop it.
  private static func preflight(_ report: LintReport) -> String {
    guard !report.preflight.isEmpty else { return "" }
    let lines = report.preflight.flatMap { check in
      check.obstacles.map { "preflight: \(check.subject.rawValue): \($0)\n" }
    }
    let clear = report.preflight.filter(\.obstacles.isEmpty).map(\.subject.rawValue)
    return lines.joined() + (clear.isEmpty ? "" : "preflight: nothing in the way by \(clear.joined(separator: ", "))\n")
  }

  /// `risk: high, step 1.2: ACCESS EXCLUSIVE on …`.
  private static func risk(_ report: LintReport) -> String {
    guard let (step, risk) = report.highestRisk else { return "" }
    guard risk.level > .low else { return "risk: low\n" }
    return "risk: \(risk.level.rawValue), step \(step): \(risk.reasons.joined(separator: "; "))\n"
  }

  /// `2 errors, 1 warning, 3 remarks in 12 statements`, and what was not looked at.
  static func summary(_ report: LintReport) -> String {
    let counts = [
      Quantity.counted(report.count(.error), "error"), Quantity.counted(report.count(.warning), "warning"),
      Quantity.counted(report.count(.info), "remark"),
    ]
    var text = "\(counts.joined(separator: ", ")) in \(Quantity.counted(report.statements, "statement"))"
    text += " (\(report.ruleset.rawValue) rules)"
    if report.notAnalysed > 0 { text += "; \(Quantity.counted(report.notAnalysed, "statement")) not analysed" }
    if report.psqlLines > 0 { text += "; \(Quantity.counted(report.psqlLines, "psql command")) passed over" }
    return text + (report.unaskedRules.map { "; \($0)" } ?? "")
  }
}
