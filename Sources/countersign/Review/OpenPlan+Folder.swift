import LiveDatabase
import MigrationCore
import SQLSyntax

extension OpenPlan {
  /// How many files of a folder are looked at, and how large each may be.
  private static let (mostFiles, mostBytes) = (50, 4 << 20)

  /// The other plans in the folder of a plan: what else is going to run, as far as anybody can tell.
  ///
  /// Those are left out that have run on the target, that lead back from a plan, and that have the same statements: they
  /// are the same plan for another database.
  ///
  /// - Parameters:
  ///   - document: the plan under review; one in no file has none beside it.
  ///   - target: what the target told; nil without a database.
  ///   - schema: where names without a schema live.
  /// - Returns: the plans, by file name.
  static func all(beside document: PlanDocument, _ target: TargetFacts?, in schema: Identifier) -> [OpenPlan] {
    guard let path = document.path else { return [] }
    let folder = File.folder(of: path)
    let names = File.names(in: folder).filter {
      $0.hasSuffix(".json") && !$0.hasSuffix(".review.json") && $0 != document.name
    }
    let statements = document.file.plan.steps.map(\.step.sql)
    return names.prefix(mostFiles).compactMap { name in
      guard let bytes = try? File.read("\(folder)/\(name)", limit: mostBytes), let other = try? PlanFile(bytes),
        other.plan.countersign?.isWayBack != true, target?.recorded?.appliedPlans.contains(other.hash) != true,
        other.plan.steps.map(\.step.sql) != statements
      else { return nil }
      var facts = StatementParser(schema: schema).facts(of: other.plan.steps.map(\.step.sql)).makeIterator()
      let context = ReviewContext(plan: other.plan, live: target?.live, current: target?.schemas ?? []) { _ in
        facts.next() ?? .notAnalysed("it was not parsed")
      }
      return OpenPlan(name, context)
    }
  }
}
