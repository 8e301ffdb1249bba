import MigrationCore

/// The report as GitHub's workflow commands, which become annotations of the changed lines.
///
/// Source: GitHub's documentation, "Workflow commands for GitHub Actions".
enum LintGitHub {
  static func text(_ report: LintReport) -> String {
    report.entries.map { entry in
      let finding = entry.finding
      var properties = ["file=\(property(entry.file))"]
      if let place = entry.place { properties += ["line=\(place.line)", "col=\(place.column)"] }
      properties.append("title=\(property(finding.rule.text))")
      let text = [finding.message, finding.reason, finding.remedy.isEmpty ? "" : "Instead: \(finding.remedy)"]
      return "::\(command(finding.severity)) \(properties.joined(separator: ","))::"
        + data(text.filter { !$0.isEmpty }.joined(separator: "\n")) + "\n"
    }.joined()
  }

  private static func command(_ severity: Severity) -> String {
    switch severity {
    case .info: "notice"
    case .warning: "warning"
    case .error: "error"
    }
  }

  private static func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }

  private static func property(_ text: String) -> String {
    data(text).map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
