import MigrationCore

/// The report as JSON.
enum LintJSON {
  static func text(_ report: LintReport) -> String {
    let document = JSONValue.object([
      JSONMember("format", .number("1")), JSONMember("ruleset", .string(report.ruleset.rawValue)),
      JSONMember("statements", .number("\(report.statements)")),
      JSONMember("not_analysed", .number("\(report.notAnalysed)")),
      JSONMember("not_checked", .array(report.unchecked.map { .string($0.text) })),
      JSONMember("risk", report.highestRisk.map { .string($0.risk.level.rawValue) } ?? .null),
      JSONMember("risks", .array(report.risks.map { risk($0.step, $0.risk) })),
      JSONMember("preflight", .array(report.preflight.map(preflight))),
      JSONMember("findings", .array(report.entries.map(finding))),
    ])
    return String(decoding: JSONWriter.indented(document), as: UTF8.self)
  }

  private static func risk(_ step: StepID, _ risk: Risk) -> JSONValue {
    .object([
      JSONMember("step", .string("\(step)")), JSONMember("risk", .string(risk.level.rawValue)),
      JSONMember("points", .number("\(risk.points)")),
      JSONMember("reasons", .array(risk.reasons.map { .string($0) })),
    ])
  }

  private static func preflight(_ check: PreflightCheck) -> JSONValue {
    .object([
      JSONMember("check", .string(check.subject.rawValue)),
      JSONMember("obstacles", .array(check.obstacles.map { .string($0) })),
    ])
  }

  private static func finding(_ entry: LintReport.Entry) -> JSONValue {
    let finding = entry.finding
    return .object([
      JSONMember("rule", .string(finding.rule.text)), JSONMember("severity", .string("\(finding.severity)")),
      JSONMember("category", .string(entry.category.rawValue)), JSONMember("file", .string(entry.file)),
      JSONMember("line", entry.place.map { .number("\($0.line)") } ?? .null),
      JSONMember("column", entry.place.map { .number("\($0.column)") } ?? .null),
      JSONMember("step", .string("\(finding.step)")), JSONMember("message", .string(finding.message)),
      JSONMember("reason", .string(finding.reason)), JSONMember("instead", .string(finding.remedy)),
      JSONMember("allowed", finding.allowance.map { .string($0.reason) } ?? .null),
      JSONMember("sql", .string(entry.sql)),
    ])
  }
}
