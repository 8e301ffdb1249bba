/// The object that a step's type and path speak of.
///
/// Source: pgschema's plan document. Its paths are joined with dots and never quoted, so a name with a dot in it makes
/// them ambiguous; what is known of existing objects therefore goes before any splitting.
package struct StepSubject: Hashable, Sendable {
  /// The kinds that the step's type can mean; empty when the type says nothing that we know.
  package var kinds: [ObjectKind]
  /// Whether the step is about the object itself, not about its comment, row-level security, persistence or grants.
  package var isObjectItself: Bool

  package init(type: String) {
    let comment = ".comment"
    let base = type.hasSuffix(comment) ? String(type.dropLast(comment.count)) : type
    isObjectItself = base.utf8.count == type.utf8.count
    switch base {
    case "table": kinds = [.table]
    case "table.rls", "table.persistence":
      kinds = [.table]
      isObjectItself = false
    case "table.column": kinds = [.column]
    case "table.constraint": kinds = [.constraint]
    case "table.index", "materialized_view.index": kinds = [.index]
    case "table.trigger", "view.trigger": kinds = [.trigger]
    case "table.policy": kinds = [.policy]
    case "view": kinds = [.view]
    case "materialized_view": kinds = [.materializedView]
    case "function": kinds = [.function]
    case "procedure": kinds = [.procedure]
    case "aggregate": kinds = [.aggregate]
    case "sequence": kinds = [.sequence]
    case "type": kinds = [.enumType, .compositeType]
    case "domain": kinds = [.domain]
    case "privilege", "column_privilege", "revoked_default_privilege": kinds = [.privilege]
    case "default_privilege": kinds = [.defaultPrivilege]
    default: kinds = []
    }
  }

  /// The kind of relation that a member of this type belongs to; nil for what is no member.
  package static func relationKind(ofMemberType type: String) -> ObjectKind? {
    switch type.split(separator: ".").first {
    case "table": .table
    case "view": .view
    case "materialized_view": .materializedView
    default: nil
    }
  }
}

extension ObjectKind {
  /// Whether objects of this kind belong to a relation and have a member name.
  package var isMember: Bool {
    switch self {
    case .column, .constraint, .index, .trigger, .policy, .rule: true
    case .schema, .table, .view, .materializedView, .function, .procedure, .aggregate, .sequence, .enumType,
      .compositeType, .domain, .privilege, .defaultPrivilege, .rangeType, .baseType, .collation, .statistics, .operator,
      .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      false
    }
  }

  /// The title over a tree's objects of this kind.
  package var heading: String {
    switch self {
    case .schema: "schemas"
    case .table: "tables"
    case .column: "columns"
    case .constraint: "constraints"
    case .index: "indexes"
    case .trigger: "triggers"
    case .policy: "policies"
    case .view: "views"
    case .materializedView: "materialized views"
    case .function: "functions"
    case .procedure: "procedures"
    case .aggregate: "aggregates"
    case .sequence: "sequences"
    case .enumType, .compositeType: "types"
    case .domain: "domains"
    case .privilege: "privileges"
    case .defaultPrivilege: "default privileges"
    case .rangeType: "range types"
    case .baseType: "base types"
    case .collation: "collations"
    case .rule: "rules"
    case .statistics: "extended statistics"
    case .operator: "operators"
    case .operatorFamily: "operator families"
    case .operatorClass: "operator classes"
    case .cast: "casts"
    case .conversion: "conversions"
    case .textSearchParser: "text search parsers"
    case .textSearchTemplate: "text search templates"
    case .textSearchDictionary: "text search dictionaries"
    case .textSearchConfiguration: "text search configurations"
    }
  }
}

/// Finds the row that a step is about.
package struct StepRows: Sendable {
  private var byPath: [Identifier: [Int]] = [:]
  private var byName: [Identifier: [Int]] = [:]
  private let tree: AlignedTree

  package init(_ tree: AlignedTree) {
    self.tree = tree
    for (index, row) in tree.rows.enumerated() {
      guard let id = row.id, id.kind != .schema else { continue }
      var path = id.schema.bytes + [UInt8(ascii: ".")] + id.name.bytes
      if let member = id.member { path += [UInt8(ascii: ".")] + member.bytes }
      if id.kind == .privilege { path = Array("privileges.".utf8) + id.name.bytes }
      if id.kind == .defaultPrivilege { path = Array("default_privileges.".utf8) + id.name.bytes }
      byPath[Identifier(bytes: path), default: []].append(index)
      if id.member == nil { byName[id.name, default: []].append(index) }
    }
  }

  /// The row of the object that `step` speaks of; of its relation when the object has no row; nil when neither has.
  package func row(for step: Step) -> Int? {
    let subject = StepSubject(type: step.type)
    let path = Identifier(step.path)
    if let row = best(byPath[path] ?? [], subject.kinds, step.operation) { return row }
    if subject.kinds == [.privilege] { return grantedObject(path) }
    guard let relation = StepSubject.relationKind(ofMemberType: step.type) else { return nil }
    // Names may hold dots: the longest part of the path that is an existing relation's wins.
    for end in path.bytes.indices.reversed() where path.bytes[end] == UInt8(ascii: ".") {
      if let row = best(byPath[Identifier(bytes: path.bytes[..<end])] ?? [], [relation], "alter") { return row }
    }
    return nil
  }

  /// `privileges.TABLE.users.app_user`: the object between the object type and the grantee, whatever its schema.
  private func grantedObject(_ path: Identifier) -> Int? {
    let dots = path.bytes.indices.filter { path.bytes[$0] == UInt8(ascii: ".") }
    guard dots.count >= 2 else { return nil }
    let start = dots[1] + 1
    for end in dots.dropFirst(2).reversed() + [path.bytes.count] where end > start {
      if let rows = byName[Identifier(bytes: path.bytes[start..<end])] { return rows.first }
    }
    return nil
  }

  private func best(_ candidates: [Int], _ kinds: [ObjectKind], _ operation: String) -> Int? {
    let fitting = candidates.filter { index in
      kinds.isEmpty || tree.rows[index].id.map { kinds.contains($0.kind) } == true
    }
    // Of overloaded routines the one that changes this way is meant.
    let wanted: AlignedTree.Change
    switch operation {
    case "create": wanted = .created
    case "drop": wanted = .dropped
    default: wanted = .altered
    }
    return fitting.first { tree.rows[$0].change == wanted } ?? fitting.first { tree.rows[$0].change != .same }
      ?? fitting.first
  }
}
