package import MigrationCore

/// The two schemas as the steps of a plan name them: all that is known of them before a database was read.
package struct PlanOutline: Sendable {
  let tree: AlignedTree

  package init(of plan: Plan) {
    tree = AlignedTree(current: ObjectTree(stepsOf: plan, .before), desired: ObjectTree(stepsOf: plan, .after))
  }

  /// Up to how many steps nobody notices how long that takes.
  package static let fewSteps = 500
}
