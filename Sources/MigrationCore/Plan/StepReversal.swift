/// The SQL that undoes each step of a plan, taken from the plan that leads back.
package enum StepReversal {
  /// What undoes each step, in the order of the steps of `changes`.
  ///
  /// The first statement of a change carries what undoes all of it. nil is for the rest of a change, for a wait, and for
  /// what goes along when the object that it is a part of is undone: an index of a table that the plan makes, say.
  /// What was lost does not come back: see ``Reversal/losses``.
  ///
  /// - Parameters:
  ///   - changes: what a plan is made of.
  ///   - back: what leads back from where it leads.
  ///   - renames: those of `changes` that are renames, with what undoes each.
  ///   - schema: whose name the statements leave out.
  /// - Returns: SQL for each step, its statements each on lines of its own.
  package static func all(
    of changes: [PlannedChange], back: [PlannedChange], renames: [PlannedChange: PlannedChange], schema: Identifier
  ) -> [String?] {
    let renamesBack = Set(renames.values)
    var open = Opposites(
      back.filter { !renamesBack.contains($0) }, of: changes.filter { renames[$0] == nil })
    return changes.flatMap { change -> [String?] in
      let undoing = renames[change].map { [$0] } ?? open.take(for: change)
      let sql = undoing.flatMap(\.steps).filter { $0.wait == nil }.map { statement($0, schema) }
      let first = change.steps.firstIndex { $0.wait == nil }
      return change.steps.indices.map { $0 == first && !sql.isEmpty ? sql.joined(separator: "\n") : nil }
    }
  }

  private static func statement(_ step: PlannedStep, _ schema: Identifier) -> String {
    let text = step.sql.text(leavingOut: schema)
    return text.hasSuffix(";") ? text : text + ";"
  }
}

/// The changes of the way back by the change that they undo, each given away once.
private struct Opposites {
  private struct Key: Hashable {
    var object: ObjectID?
    var undone: StepLabel.Operation
  }

  private var changes: [Key: [PlannedChange]]

  init(_ back: [PlannedChange], of plan: [PlannedChange]) {
    let planned = Set(plan.map { Key(object: $0.label.object, undone: $0.label.operation) })
    let wholes = Dictionary(
      plan.compactMap { change in
        change.label.object.flatMap { $0.member == nil ? (Self.whole(of: $0), change.label) : nil }
      }
    ) { first, _ in first }
    // What the way back names otherwise has the plan's name as long as that leads.
    let names = back.reduce(into: [ObjectID: ObjectID]()) { names, change in
      if let old = change.renamed, let new = change.label.object { names[new] = names[old] ?? old }
    }
    changes = Dictionary(grouping: back) { change in
      let object = change.label.object.map { names[$0] ?? $0 }
      let own = Key(object: object, undone: change.label.operation.opposite)
      guard !planned.contains(own), let label = object.flatMap({ wholes[Self.whole(of: $0)] }) else {
        return own
      }
      // What was dropped along with its relation comes back with it.
      return Key(object: label.object, undone: label.operation)
    }
  }

  /// The relation or routine that an object is or belongs to, whatever its kind.
  private static func whole(of object: ObjectID) -> ObjectID {
    ObjectID(.table, object.schema, object.name, arguments: object.arguments)
  }

  mutating func take(for change: PlannedChange) -> [PlannedChange] {
    changes.removeValue(forKey: Key(object: change.label.object, undone: change.label.operation)) ?? []
  }
}

extension StepLabel.Operation {
  fileprivate var opposite: Self {
    switch self {
    case .create: .drop
    case .drop: .create
    case .alter: .alter
    case .recreate: .recreate
    }
  }
}
