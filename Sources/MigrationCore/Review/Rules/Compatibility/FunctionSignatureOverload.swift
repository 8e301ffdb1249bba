/// `function-signature-overload`: a function of that name with other arguments stays beside the new one.
struct FunctionSignatureOverload: ActionRule {
  static let id: RuleID = "function-signature-overload"
  static let category = RuleCategory.compatibility
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let evidence = RuleEvidence.catalog
  static let summary = "a function of that name with other arguments stays beside the new one"
  static let documentation = """
    CREATE OR REPLACE FUNCTION replaces the function with the same argument types. With other types it makes a second
    one: callers keep getting the old one, or "function is not unique" where defaults or casts make both fit.
    """

  func finding(for action: StatementAction, at step: ReviewedStep, in context: ReviewContext) -> Finding? {
    guard case .createRoutine(let routine) = action, routine.kind != .aggregate,
      let schema = context.current.first(where: { $0.name == routine.name.schema }),
      !context.isGone(routine.name, before: step)
    else { return nil }
    let old = schema.routines.filter { $0.name == routine.name.name }
    guard !old.isEmpty, !old.contains(where: { Self.hasArguments(routine.argumentTypes, $0) }) else { return nil }
    let names = old.map { "\(routine.name)(\($0.identityArguments.text))" }.joined(separator: ", ")
    return finding(
      at: step, "makes another \(routine.name) beside \(names)",
      because:
        "The argument types tell functions of one name apart: nothing is replaced, and calls may become ambiguous.",
      instead: "drop the old one in a later plan, when nothing calls it any more")
  }

  /// Whether the identity arguments, names and modes before the types, have these types.
  private static func hasArguments(_ types: [ColumnType], _ routine: Routine) -> Bool {
    let arguments = split(routine.identityArguments.text).filter { !$0.hasPrefix("OUT ") }
    return arguments.count == types.count
      && zip(arguments, types).allSatisfy { argument, type in
        let words = argument.split(separator: " ")
        return words.indices.contains { start in
          ColumnType(formatted: words[start...].joined(separator: " ")).isSameType(as: type)
        }
      }
  }

  /// At the commas outside parentheses and quotes.
  private static func split(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var (parts, depth, isQuoted) = ([""], 0, false)
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
      if character == ",", depth == 0, !isQuoted {
        parts.append("")
      } else if !(character == " " && parts[parts.count - 1].isEmpty) {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}
