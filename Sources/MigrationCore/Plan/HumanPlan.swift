/// A plan as text for people, laid out as pgschema lays it out.
package enum HumanPlan {
  /// The whole text, from `Plan: 2 to add.` to the last statement, ending in one newline.
  ///
  /// - Parameters:
  ///   - plan: what to show.
  ///   - colored: whether to add SGR sequences (green, yellow, red, bold).
  ///   - marks: what stands above a step's statement: its lock and the like.
  ///   - sanitize: makes one line of a plan's text harmless to a terminal; names and SQL are hostile until then.
  /// - Returns: `No changes detected.` and a newline when the plan has no steps.
  package static func text(
    _ plan: Plan, colored: Bool, marks: [StepID: String] = [:], sanitize: (String) -> String
  ) -> String {
    guard !plan.groups.isEmpty else {
      let rest = notPlanned(plan, Style(isOn: colored), sanitize)
      return rest.isEmpty ? "No changes detected.\n" : "No changes planned.\n\n\(rest.dropLast())"
    }
    let summary = PlanSummary(plan)
    let style = Style(isOn: colored)
    var text = headline(plan, summary, style) + style.bold("Summary by type:") + "\n"
    for section in summary.sections { text += "  \(section.title): \(counters(section.counts, style))\n" }
    text += "\n"
    for section in summary.sections { text += body(section, style, sanitize) }
    text += notPlanned(plan, style, sanitize) + notUndone(plan, style, sanitize)
    text += style.bold("DDL to be executed:") + "\n" + String(repeating: "-", count: 50) + "\n\n"
    text += statements(plan, numberingGroups: plan.groups.count > 1, marks: marks).lines.map(sanitize)
      .joined(separator: "\n")
    return text
  }

  /// The plan's statements in order, each followed by an empty line but the last.
  ///
  /// - Parameters:
  ///   - plan: whose statements.
  ///   - numberingGroups: whether each group begins with a comment that counts it.
  /// - Returns: the exact SQL, nothing made harmless; empty for an empty plan.
  package static func sql(_ plan: Plan, numberingGroups: Bool) -> String {
    statements(plan, numberingGroups: numberingGroups, marks: [:])
  }

  private static func statements(_ plan: Plan, numberingGroups: Bool, marks: [StepID: String]) -> String {
    let last = plan.steps.last?.id
    var text = ""
    for (id, step) in plan.steps {
      if numberingGroups, id.step == 1 { text += "-- Transaction Group #\(id.group)\n" }
      if let mark = marks[id] { text += "-- \(id): \(mark)\n" }
      if let directive = step.directive { text += "-- pgschema:\(directive.type)\n" }
      text += step.sql + "\n"
      if id != last { text += "\n" }
    }
    return text
  }

  /// What the plan does without although the schemas differ in it.
  private static func notPlanned(_ plan: Plan, _ style: Style, _ sanitize: (String) -> String) -> String {
    let changes = plan.countersign?.leftOut ?? []
    guard !changes.isEmpty else { return "" }
    return style.bold("Not planned:") + "\n" + changes.map { "  \(sanitize($0))\n" }.joined() + "\n"
  }

  /// What the way back does not bring back.
  private static func notUndone(_ plan: Plan, _ style: Style, _ sanitize: (String) -> String) -> String {
    let reversal = plan.countersign?.reversal ?? []
    let reverses = plan.countersign?.reverses ?? []
    guard !reversal.isEmpty || !reverses.isEmpty else { return "" }
    let lines =
      reversal.map { "  \($0.step.map { "step \($0): " } ?? "")\($0.reason)" } + reverses.map { "  \($0.reason)" }
    let title = reversal.isEmpty ? "Not brought back:" : "Cannot be undone:"
    return style.bold(title) + "\n" + lines.map { "\(sanitize($0))\n" }.joined() + "\n"
  }

  private static func headline(_ plan: Plan, _ summary: PlanSummary, _ style: Style) -> String {
    if summary.counts.isZero { return "Plan: \(plan.steps.count) statements that do not say what they change.\n\n" }
    return "Plan: \(counters(summary.counts, style)).\n\n"
  }

  private static func counters(_ counts: PlanSummary.Counts, _ style: Style) -> String {
    let all: [(Int, PlanSummary.Operation, String)] = [
      (counts.add, .create, "add"), (counts.modify, .alter, "modify"), (counts.drop, .drop, "drop"),
    ]
    return all.filter { $0.0 > 0 }.map { style.paint("\($0.0) to \($0.2)", $0.1) }.joined(separator: ", ")
  }

  private static func body(_ section: PlanSummary.Section, _ style: Style, _ sanitize: (String) -> String) -> String {
    let title = section.title.prefix(1).uppercased() + section.title.dropFirst()
    var text = style.bold(title) + ":\n"
    for entry in section.entries {
      text += "  \(style.paint(entry.operation.symbol, entry.operation)) \(sanitize(entry.name))\n"
      for part in entry.parts {
        let symbol = style.paint(part.operation.symbol, part.operation)
        text += "    \(symbol) \(sanitize(part.name)) (\(sanitize(part.kind)))\n"
      }
    }
    return text + "\n"
  }

  private struct Style {
    let isOn: Bool

    func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    func paint(_ text: String, _ operation: PlanSummary.Operation) -> String {
      guard isOn else { return text }
      switch operation {
      case .create: return "\u{1B}[32m\(text)\u{1B}[0m"
      case .alter, .recreate: return "\u{1B}[33m\(text)\u{1B}[0m"
      case .drop: return "\u{1B}[31m\(text)\u{1B}[0m"
      }
    }
  }
}

extension String {
  /// Split at line feeds and nothing else; a carriage return stays for the sanitizer to see.
  fileprivate var lines: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
