/// `unqualified-object-name`: a script names objects without their schema.
struct UnqualifiedObjectName: ReviewRule {
  static let id: RuleID = "unqualified-object-name"
  static let category = RuleCategory.hygiene
  static let severities = RuleSeverities(relaxed: .info, strict: .warning)
  static let summary = "a script names objects without their schema"
  static let documentation = """
    Where a name without a schema leads is decided by the search_path of whoever runs the script: the object is made in,
    or found in, another schema on another target. A plan is run with a search_path of its own, so this is about
    scripts. Temporary tables and what stands in WITH have no schema to name. A script has one
    such finding, where it first makes something or else where the first name is; a statement that allows the rule has its own.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard context.isScript else { return [] }
    let naming = context.steps.filter { !$0.facts.written.unqualifiedNames.isEmpty }
    let isAllowed = { (step: ReviewedStep) in
      context.allowances[step.id]?.contains { $0.rule == Self.id } ?? false
    }
    return naming.filter(isAllowed).compactMap { finding(about: [$0]) }
      + [finding(about: naming.filter { !isAllowed($0) })].compactMap(\.self)
  }

  private func finding(about steps: [ReviewedStep]) -> Finding? {
    let making = steps.first(where: makesWithoutSchema)
    guard let step = making ?? steps.first else { return nil }
    var seen: Set<Identifier> = []
    let names = steps.flatMap(\.facts.written.unqualifiedNames).filter { seen.insert($0).inserted }
    let places = steps.count > 1 ? " in \(steps.count) statements" : ""
    return finding(
      making != nil ? .warning : .info, at: step,
      "names \(Quantity.listed(names.map(\.text))) without a schema\(places)",
      because: making != nil
        ? "The search_path of whoever runs it decides where the object is made."
        : "The search_path of whoever runs it decides which object is meant.",
      instead: "write schema.\(step.facts.written.unqualifiedNames[0])")
  }

  private func makesWithoutSchema(_ step: ReviewedStep) -> Bool {
    step.facts.actions.contains { action in
      action.madeObject.map { step.facts.written.unqualifiedNames.contains($0.name) } ?? false
    }
  }
}
