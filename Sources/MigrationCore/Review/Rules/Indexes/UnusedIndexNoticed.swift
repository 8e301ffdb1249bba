/// `unused-index-noticed`: a table of the plan has indexes that nobody uses.
struct UnusedIndexNoticed: ReviewRule {
  static let id: RuleID = "unused-index-noticed"
  static let category = RuleCategory.index
  static let severities = RuleSeverities(relaxed: nil, strict: .info)
  static let evidence = RuleEvidence.catalog
  static let options = [RuleOption("days", .number(14), "days that statistics must have been counted")]
  static let summary = "a table of the plan has indexes that nobody uses"
  static let documentation = """
    An index without a scan since the statistics were reset costs room and writes for nothing, unless a standby uses it.
    Those of constraints and unique ones keep rows apart and are not reported. Dropping them belongs in another plan.
    """

  func findings(in context: ReviewContext) -> [Finding] {
    guard let live = context.live else { return [] }
    let seconds = Double(context.number("days", of: Self.self)) * 86_400
    let dropped = Set(context.steps.flatMap(\.facts.actions).compactMap(\.droppedIndex))
    var unused: [QualifiedName: [QualifiedName]] = [:]
    for (name, relation) in live.relations {
      guard let index = relation.index, let table = relation.owningTable, index.scans == 0, index.isValid,
        !index.isUnique, index.constraint == nil, !dropped.contains(name),
        let counted = live.relations[table]?.use?.seconds, counted >= seconds
      else { continue }
      unused[table, default: []].append(name)
    }
    return context.steps.flatMap { step in
      context.impact(of: step).locks.compactMap { lock in
        guard let names = unused.removeValue(forKey: lock.relation)?.sorted() else { return nil }
        let bytes = names.compactMap { live.relations[$0]?.size.totalBytes }.reduce(0, +)
        let list = names.prefix(3).map { $0.name.text }.joined(separator: ", ") + (names.count > 3 ? " …" : "")
        return finding(
          at: step,
          "\(lock.relation) has \(names.count) index\(names.count == 1 ? "" : "es") without a scan (\(Quantity.bytes(bytes))): \(list)",
          because: "They cost room and writes, and serve nobody on this server.",
          instead: "look at the standbys, and drop them in a plan of their own")
      }
    }
  }
}
