/// A property of a part that changes in place: which steps do it and where they stand.
struct Alteration {
  /// With the part's id this tells alterations apart, and what they come after.
  var stage: ScriptOrder.Stage
  var rank: PlanRank = .alter
  /// Mostly one; where pgschema counts statements one for each.
  var changes: [PlannedChange]

  init(_ stage: ScriptOrder.Stage, _ label: StepLabel, _ steps: [PlannedStep], rank: PlanRank = .alter) {
    self.stage = stage
    self.rank = rank
    changes = [PlannedChange(label, steps)]
  }

  /// The same with each step counted.
  var counted: Alteration {
    var copy = self
    copy.changes = changes.flatMap { change in change.steps.map { PlannedChange(change.label, [$0]) } }
    return copy
  }

  /// The same as something that pgschema has no statement for.
  var aside: Alteration {
    var copy = self
    copy.changes = changes.map(\.aside)
    return copy
  }

  init(_ stage: ScriptOrder.Stage, _ label: StepLabel, _ statements: [SQLText], rank: PlanRank = .alter) {
    self.init(stage, label, statements.map { PlannedStep($0) }, rank: rank)
  }
}

/// Where pieces of a plan stand as far as needs leave it free.
enum PlanRank: Int {
  /// New enum labels commit before whoever uses them.
  case enumLabel
  case revoke, dropTrigger, dropPolicy, dropRule, dropStatistics, dropView, dropForeignKey, dropConstraint, dropIndex
  case dropColumn, dropRoutine, dropOperator, dropTable, dropSequence, dropType
  case defaultPrivilege
  /// What is made new, in the order of a dump.
  case create
  case addColumn, alter, addConstraint
  case detail
  case privilege
  /// What others' writes go on beside: indexes built and constraints checked concurrently.
  case online
  case validate
  case cleanUp

  var place: Int { rawValue * 100 }
}

/// `COMMENT ON object`, where the comment changes.
func commentChange(on object: SQLText, _ old: StoredText?, _ new: StoredText?) -> [SQLText] {
  guard old != new else { return [] }
  guard new == nil else { return MigrationCore.comment(on: object, new) }
  return ["COMMENT ON \(object) IS NULL"]
}

/// `ALTER object OWNER TO`, where the owner changes.
func ownerChange(of object: SQLText, _ old: Identifier?, _ new: Identifier?) -> [SQLText] {
  guard let new, old != new else { return [] }
  return MigrationCore.owner(of: object, new)
}

extension [StorageOption] {
  /// `SET (…)` and `RESET (…)` that lead to `new`, each after `alter`.
  func changes(to new: [StorageOption], _ alter: SQLText, prefix: SQLText = "") -> [SQLText] {
    let set = new.filter { !contains($0) }
    let gone = filter { old in !new.contains { $0.name == old.name } }
    let names: [SQLText] = gone.map { "\(prefix)\($0.name)" }
    return (set.isEmpty ? [] : ["\(alter) SET (\(set.sql(prefix: prefix)))"])
      + (gone.isEmpty ? [] : ["\(alter) RESET (\(names, separator: ", "))"])
  }

  /// `OPTIONS (ADD …, SET …, DROP …)` of a foreign object; nothing when they are the same.
  func foreignChanges(to new: [StorageOption]) -> SQLText? {
    let parts: [SQLText] =
      new.compactMap { option in
        guard let old = first(where: { $0.name == option.name }) else { return "ADD \([option].foreign)" }
        return old == option ? nil : "SET \([option].foreign)"
      } + filter { old in !new.contains { $0.name == old.name } }.map { "DROP \($0.name)" }
    return parts.isEmpty ? nil : "OPTIONS (\(parts, separator: ", "))"
  }
}
