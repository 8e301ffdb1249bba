import MigrationCore

/// The report as SARIF 2.1.0, which code hosts and editors read.
///
/// Source: OASIS, "Static Analysis Results Interchange Format Version 2.1.0".
enum LintSARIF {
  static func text(_ report: LintReport) -> String {
    let kinds = RuleBook.all.map { type(of: $0) }
    let used = Set(report.entries.map(\.finding.rule))
    let rules = kinds.filter { used.contains($0.id) }
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($0.element.id, $0.offset) })
    let document = JSONValue.object([
      JSONMember("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      JSONMember("version", .string("2.1.0")),
      JSONMember(
        "runs",
        .array([
          .object([
            JSONMember(
              "tool",
              .object([
                JSONMember(
                  "driver",
                  .object([
                    JSONMember("name", .string("countersign")), JSONMember("version", .string(Countersign.version)),
                    JSONMember("rules", .array(rules.map { rule($0, report.ruleset) })),
                  ]))
              ])),
            JSONMember("columnKind", .string("unicodeCodePoints")),
            JSONMember("results", .array(report.entries.map { result($0, places[$0.finding.rule] ?? 0) })),
          ])
        ])),
    ])
    return String(decoding: JSONWriter.indented(document), as: UTF8.self)
  }

  private static func message(_ text: String) -> JSONValue { .object([JSONMember("text", .string(text))]) }

  private static func rule(_ kind: any ReviewRule.Type, _ ruleset: RuleChoice.Ruleset) -> JSONValue {
    let severity = ruleset == .strict ? kind.severities.strict : kind.severities.relaxed
    return .object([
      JSONMember("id", .string(kind.id.text)), JSONMember("shortDescription", message(kind.summary)),
      JSONMember("fullDescription", message(kind.documentation)),
      JSONMember("defaultConfiguration", .object([JSONMember("level", .string(level(severity ?? .info)))])),
      JSONMember("properties", .object([JSONMember("category", .string(kind.category.rawValue))])),
    ])
  }

  private static func result(_ entry: LintReport.Entry, _ rule: Int) -> JSONValue {
    let finding = entry.finding
    let text = [finding.message, finding.reason, finding.remedy.isEmpty ? "" : "Instead: \(finding.remedy)"]
    var location = [JSONMember("artifactLocation", .object([JSONMember("uri", .string(uri(entry.file)))]))]
    if let place = entry.place {
      location.append(
        JSONMember(
          "region",
          .object([
            JSONMember("startLine", .number("\(place.line)")), JSONMember("startColumn", .number("\(place.column)")),
          ])))
    }
    var members = [
      JSONMember("ruleId", .string(finding.rule.text)), JSONMember("ruleIndex", .number("\(rule)")),
      JSONMember("level", .string(level(finding.severity))),
      JSONMember("message", message(text.filter { !$0.isEmpty }.joined(separator: "\n"))),
      JSONMember("locations", .array([.object([JSONMember("physicalLocation", .object(location))])])),
    ]
    if let allowance = finding.allowance {
      members.append(
        JSONMember(
          "suppressions",
          .array([
            .object([
              JSONMember("kind", .string("inSource")), JSONMember("justification", .string(allowance.reason)),
            ])
          ])))
    }
    return .object(members)
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// A path as a URI reference: what is no plain character is written as `%XX`.
  private static func uri(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    return path.utf8.map { byte in
      plain.contains(byte)
        ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}
