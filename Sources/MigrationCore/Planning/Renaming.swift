/// The renames that a plan begins with: only those that somebody asked for, and the names that came with them.
///
/// PostgreSQL names keys, indexes and sequences after their table and column. Where such a name follows from a rename
/// and the desired schema has it, the object is renamed along instead of being made anew.
package struct Renaming: Sendable {
  /// In an order in which each finds what it renames.
  package private(set) var changes: [PlannedChange] = []
  /// The renames to the old names, in their order.
  package private(set) var wayBack: [PlannedChange] = []
  package private(set) var refusals: [PlanRefusal] = []

  /// The renames that `hints` ask for and that have not happened yet.
  ///
  /// - Parameters:
  ///   - hints: what the desired SQL says.
  ///   - current: the schema as it is.
  ///   - desired: as it shall be, read like `current`.
  package init(_ hints: [RenameHint], of current: DatabaseSchema, to desired: DatabaseSchema) {
    self.current = current
    self.desired = desired
    let own = hints.filter { $0.object.schema == desired.name }
    before = own.isEmpty ? [] : Set(current.parts.keys)
    after = own.isEmpty ? [] : Set(desired.parts.keys)
    for hint in own where hint.object.member == nil && hint.label == nil { rename(hint) }
    for hint in own where hint.object.member != nil { rename(hint) }
    for hint in own { renameLabel(hint) }
  }

  private let current: DatabaseSchema
  private let desired: DatabaseSchema
  private let before: Set<ObjectID>
  private let after: Set<ObjectID>
  /// New names of relations to those that they have.
  private var oldNames: [Identifier: Identifier] = [:]

  /// Adds a rename, and at the beginning of the way back what undoes it.
  private mutating func add(_ new: ObjectID, _ statement: SQLText, back old: ObjectID, _ reverse: SQLText) {
    changes.append(PlannedChange(StepLabel(.alter, new), [statement]))
    wayBack.insert(PlannedChange(StepLabel(.alter, old), [reverse]), at: 0)
  }

  private mutating func rename(_ hint: RenameHint) {
    let new = hint.object
    var old = new
    if let member = hint.object.member {
      guard member != hint.oldName else { return }
      old.name = oldNames[new.name] ?? new.name
      old.member = hint.oldName
    } else {
      guard new.name != hint.oldName else { return }
      old.name = hint.oldName
    }
    guard isPossible(hint, from: old, to: new) else { return }
    var back = new
    if new.member == nil { back.name = hint.oldName } else { back.member = hint.oldName }
    guard let statement = statement(from: old, to: new), let reverse = self.statement(from: new, to: back) else {
      return refuse(new, "PostgreSQL cannot rename a \(new.kind.rawValue)", hint)
    }
    add(new, statement, back: back, reverse)
    if new.member == nil { oldNames[new.name] = old.name }
    switch new.kind {
    case .table: renameCompanions(of: new, from: "\(old.name)_", to: "\(new.name)_")
    case .column:
      renameCompanions(of: new, from: "\(new.name)_\(hint.oldName)_", to: "\(new.name)_\(new.member ?? "")_")
    case .schema, .constraint, .index, .trigger, .policy, .view, .materializedView, .function, .procedure, .aggregate,
      .sequence, .enumType, .compositeType, .domain, .privilege, .rangeType, .baseType, .collation, .rule, .statistics,
      .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser, .textSearchTemplate,
      .textSearchDictionary, .textSearchConfiguration, .defaultPrivilege:
      break
    }
  }

  /// Whether there is something to do; what is in the way of it is refused.
  private mutating func isPossible(_ hint: RenameHint, from old: ObjectID, to new: ObjectID) -> Bool {
    if let schema = hint.oldSchema, schema != desired.name {
      refuse(new, "it is to come from schema \(schema), and a plan is for one schema", hint)
      return false
    }
    guard before.contains(old) else { return false }
    var newBefore = new
    newBefore.name = new.member == nil ? new.name : old.name
    if before.contains(newBefore) {
      refuse(new, "both it and \(hint.oldName) are in the database", hint)
      return false
    }
    var oldAfter = old
    oldAfter.name = old.member == nil ? old.name : new.name
    if after.contains(oldAfter) {
      refuse(new, "\(hint.oldName), which it is to be renamed from, is in the SQL too", hint)
      return false
    }
    return true
  }

  private mutating func refuse(_ object: ObjectID, _ reason: String, _ hint: RenameHint) {
    refusals.append(
      PlanRefusal(object: object, reason: reason, wayOut: "correct or remove the rename hint at \(hint.place)"))
  }

  private mutating func renameLabel(_ hint: RenameHint) {
    guard let label = hint.label else { return }
    let old = StoredText(hint.oldName.text)
    let name = oldNames[hint.object.name] ?? hint.object.name
    guard let type = current.enumTypes.first(where: { $0.name == name }), type.labels.contains(old), old != label else {
      return
    }
    guard !type.labels.contains(label) else {
      return refuse(hint.object, "both \(label) and \(old) are labels in the database", hint)
    }
    let alter: SQLText = "ALTER TYPE \(QualifiedName(desired.name, hint.object.name)) RENAME VALUE"
    add(
      hint.object, "\(alter) \(literal: old) TO \(literal: label)", back: hint.object,
      "\(alter) \(literal: label) TO \(literal: old)")
  }

  /// `object` is the table as desired, or a column of it.
  private mutating func renameCompanions(of object: ObjectID, from begin: String, to newBegin: String) {
    let oldTable = oldNames[object.name] ?? object.name
    guard let old = current.tables.first(where: { $0.name == oldTable }),
      let new = desired.tables.first(where: { $0.name == object.name })
    else { return }
    let table = QualifiedName(desired.name, object.name)
    // A table that is renamed with its column has names that follow from both.
    func twin(_ name: Identifier, among names: [Identifier], notIn others: [Identifier]) -> Identifier? {
      guard name.text.hasPrefix(begin), !names.contains(name) else { return nil }
      let follows = Identifier(newBegin + name.text.dropFirst(begin.count))
      return names.contains(follows) && !others.contains(follows) ? follows : nil
    }
    let constraints = (old.constraints.map(\.name), new.constraints.map(\.name))
    for constraint in old.constraints where !constraint.isPartitionCopy {
      guard let name = twin(constraint.name, among: constraints.1, notIn: constraints.0) else { continue }
      let alter: SQLText = "ALTER \(new.keyword) \(table) RENAME CONSTRAINT"
      add(
        ObjectID(.constraint, desired.name, new.name, member: name), "\(alter) \(constraint.name) TO \(name)",
        back: ObjectID(.constraint, desired.name, new.name, member: constraint.name),
        "\(alter) \(name) TO \(constraint.name)")
    }
    let indexes = (old.indexes.map(\.name), new.indexes.map(\.name))
    for index in old.indexes {
      guard let name = twin(index.name, among: indexes.1, notIn: indexes.0) else { continue }
      add(
        ObjectID(.index, desired.name, new.name, member: name),
        "ALTER INDEX \(QualifiedName(desired.name, index.name)) RENAME TO \(name)",
        back: ObjectID(.index, desired.name, new.name, member: index.name),
        "ALTER INDEX \(QualifiedName(desired.name, name)) RENAME TO \(index.name)")
    }
    let sequences = (current.sequences.map(\.name), desired.sequences.map(\.name))
    for sequence in current.sequences where sequence.ownedBy?.table.name == oldTable {
      guard let name = twin(sequence.name, among: sequences.1, notIn: sequences.0) else { continue }
      add(
        ObjectID(.sequence, desired.name, name),
        "ALTER SEQUENCE \(QualifiedName(desired.name, sequence.name)) RENAME TO \(name)",
        back: ObjectID(.sequence, desired.name, sequence.name),
        "ALTER SEQUENCE \(QualifiedName(desired.name, name)) RENAME TO \(sequence.name)")
    }
  }

  private func statement(from old: ObjectID, to new: ObjectID) -> SQLText? {
    let name = QualifiedName(desired.name, new.member == nil ? old.name : new.name)
    let arguments: SQLText = "(\(catalog: CatalogSQL(old.arguments ?? "")))"
    let isForeign = current.tables.contains { $0.name == (oldNames[new.name] ?? old.name) && $0.foreign != nil }
    let table: SQLText = isForeign ? "FOREIGN TABLE" : "TABLE"
    let from = old.member ?? old.name
    let to = new.member ?? new.name
    switch new.kind {
    case .table: return "ALTER \(table) \(name) RENAME TO \(to)"
    case .column: return "ALTER \(table) \(name) RENAME COLUMN \(from) TO \(to)"
    case .constraint: return "ALTER \(table) \(name) RENAME CONSTRAINT \(from) TO \(to)"
    case .index: return "ALTER INDEX \(QualifiedName(desired.name, from)) RENAME TO \(to)"
    case .trigger: return "ALTER TRIGGER \(from) ON \(name) RENAME TO \(to)"
    case .policy: return "ALTER POLICY \(from) ON \(name) RENAME TO \(to)"
    case .rule: return "ALTER RULE \(from) ON \(name) RENAME TO \(to)"
    case .view: return "ALTER VIEW \(name) RENAME TO \(to)"
    case .materializedView: return "ALTER MATERIALIZED VIEW \(name) RENAME TO \(to)"
    case .function: return "ALTER FUNCTION \(name)\(arguments) RENAME TO \(to)"
    case .procedure: return "ALTER PROCEDURE \(name)\(arguments) RENAME TO \(to)"
    case .aggregate:
      let list: SQLText = old.arguments?.isEmpty ?? true ? "(*)" : arguments
      return "ALTER AGGREGATE \(name)\(list) RENAME TO \(to)"
    case .sequence: return "ALTER SEQUENCE \(name) RENAME TO \(to)"
    case .enumType, .compositeType, .rangeType, .baseType: return "ALTER TYPE \(name) RENAME TO \(to)"
    case .domain: return "ALTER DOMAIN \(name) RENAME TO \(to)"
    case .collation: return "ALTER COLLATION \(name) RENAME TO \(to)"
    case .conversion: return "ALTER CONVERSION \(name) RENAME TO \(to)"
    case .statistics: return "ALTER STATISTICS \(name) RENAME TO \(to)"
    case .textSearchParser: return "ALTER TEXT SEARCH PARSER \(name) RENAME TO \(to)"
    case .textSearchTemplate: return "ALTER TEXT SEARCH TEMPLATE \(name) RENAME TO \(to)"
    case .textSearchDictionary: return "ALTER TEXT SEARCH DICTIONARY \(name) RENAME TO \(to)"
    case .textSearchConfiguration: return "ALTER TEXT SEARCH CONFIGURATION \(name) RENAME TO \(to)"
    case .schema, .privilege, .operator, .operatorFamily, .operatorClass, .cast, .defaultPrivilege: return nil
    }
  }
}
