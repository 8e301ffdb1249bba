/// The way back from where a plan leads, and what it cannot bring back.
package struct Reversal: Sendable {
  /// The changes that lead back, and what is refused.
  package let outcome: Planner.Outcome
  private let current: [DatabaseSchema]
  private let desired: [DatabaseSchema]
  private let server: ServerVersion

  /// Something that the way back does not bring back.
  package struct Loss: Hashable, Sendable {
    package var object: ObjectID
    /// A sentence that names the object.
    package var reason: String

    init(_ object: ObjectID, _ reason: String) {
      self.object = object
      self.reason = reason
    }
  }

  /// Plans the way from `desired` back to `current`.
  ///
  /// - Parameters:
  ///   - current: where the plan begins; the way back ends there.
  ///   - desired: where the plan leads, the same schemas in the same order.
  ///   - server: where both run.
  ///   - options: as the plan was made.
  package init(
    of current: [DatabaseSchema], to desired: [DatabaseSchema], on server: ServerVersion, _ options: PlanOptions
  ) {
    var back = options
    back.isWayBack = true
    outcome = Planner.plan(
      from: zip(desired, current).map { $0.attachingIndexes(as: $1) }, to: current, on: server, back)
    self.current = current
    self.desired = desired
    self.server = server
  }

  /// What is lost for good by the plan or made empty by the way back, by object.
  package var losses: [Loss] {
    SchemaDiff.all(
      from: current.map(\.withoutExtensionMembers), to: desired.map(\.withoutExtensionMembers), on: server
    ).flatMap { diff in
      let dropped = diff.dropped.sorted { $0.key < $1.key }.compactMap { id, part in
        diff.goesAlong.contains(id) ? nil : Self.loss(of: part, id, isRemade: diff.isRemade(id)).map { Loss(id, $0) }
      }
      let kept = diff.kept.perhapsChanged.sorted { $0.key < $1.key }.compactMap { id, pair in
        Self.loss(of: pair.typed, id).map { Loss(id, $0) }
      }
      return dropped + kept
    }
  }

  private static func loss(of part: SchemaPart, _ id: ObjectID, isRemade: Bool) -> String? {
    switch part {
    case .table(let table):
      return table.foreign == nil ? "table \(id) comes back empty: its rows are dropped with it" : nil
    case .column(let column, of: let table):
      // With a parent that stays it would go along.
      if !isRemade, !column.isLocal, table.partition == nil {
        return "column \(id) comes back as one of its own and without its values: it is dropped with them, and "
          + isOwnForGood
      }
      guard column.generated == nil else { return nil }
      return isRemade
        ? "column \(id) comes back without its values: it is made anew"
        : "column \(id) comes back without its values: they are dropped with it"
    case .sequence: return "sequence \(id) starts again: how far it had counted is dropped with it"
    case .constraint(let constraint, of: let table):
      guard !isRemade, isOnlyInherited(constraint, by: table) else { return nil }
      return "constraint \(id) comes back as one of its own: \(isOwnForGood)"
    case .index, .trigger, .policy, .view, .routine, .aggregate, .enumType, .compositeType, .domain, .defined:
      return nil
    }
  }

  private static let isOwnForGood = "PostgreSQL does not make it one that is only inherited again"

  /// Whether a table, no partition, has it from a parent alone; a partition's is its parent's whenever it is attached.
  private static func isOnlyInherited(_ constraint: Constraint, by table: Table) -> Bool {
    !constraint.isLocal && !constraint.isPartitionCopy && table.partition == nil
  }

  private static func loss(of pair: PartPair, _ id: ObjectID) -> String? {
    switch pair {
    case .column(let old, let new, of: let table, let other):
      // A partition's columns are its parent's again once it is attached.
      if !old.isLocal, new.isLocal, table.partition == nil {
        return "column \(id) becomes one of its own: \(isOwnForGood)"
      }
      if old.notNull?.isLocal == false, new.notNull?.isLocal == true, table.partition == other.partition {
        return "column \(id) has a NOT NULL of its own from then on: \(isOwnForGood)"
      }
      guard old.type != new.type,
        !TypeChangeCost.keepsEveryValue(
          from: ColumnType(formatted: old.type.text), to: ColumnType(formatted: new.type.text))
      else { return nil }
      return "column \(id) gets its type back, not what the change to \(new.type) took of its values"
    case .constraint(let old, let new, of: let table, _):
      guard new.isLocal, isOnlyInherited(old, by: table) else { return nil }
      return "constraint \(id) becomes one of its own: \(isOwnForGood)"
    case .enumType(let old, let new):
      let gone = old.labels.filter { !new.labels.contains($0) }
      guard !gone.isEmpty else { return nil }
      return "type \(id) gets its labels back, not the rows that had \(gone.map(\.text).joined(separator: ", "))"
    case .compositeType(let old, let new):
      let gone = old.attributes.map(\.name).filter { name in !new.attributes.contains { $0.name == name } }
      guard !gone.isEmpty else { return nil }
      return "type \(id) gets \(gone.map(\.text).joined(separator: ", ")) back without values"
    case .table, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .domain, .defined: return nil
    }
  }
}
