/// Rights that come and go.
extension PlanDraft {
  mutating func addPrivileges() {
    addDefaultPrivileges()
    addSchemaComment()
    let before = Dictionary(diff.current.privileges.map { ($0.object, $0) }) { first, _ in first }
    let after = Dictionary(diff.desired.privileges.map { ($0.object, $0) }) { first, _ in first }
    let owners = diff.desired.owners
    for object in Set(before.keys).union(after.keys).union(newObjects).sorted() {
      guard let owner = owners[object] else { continue }
      let isNew = diff.created[object] != nil
      let natural = Privilege(object: object, owner: owner, grants: [])
      let old: [Grant]
      if isNew {
        old = grantsOfNew(natural)
      } else {
        old = before[object]?.grants ?? natural.naturalGrants(schema: schema, on: diff.server)
      }
      let new = after[object]?.grants ?? natural.naturalGrants(schema: schema, on: diff.server)
      add(natural, from: old, to: new)
    }
    addColumnPrivileges(owners)
  }

  /// The schema's comment, where the desired one has its own.
  private mutating func addSchemaComment() {
    guard let comment = diff.desired.comment, comment != diff.current.comment, comment != "standard public schema"
    else {
      return
    }
    let object = id(.schema, schema)
    add(
      Key(phase: .alter, stage: .attributes, object: object), .detail,
      [
        PlannedChange(
          StepLabel("schema", .alter, schema.text, of: object), MigrationCore.comment(on: "SCHEMA \(schema)", comment))
      ])
  }

  /// Objects that default privileges may have given rights on.
  private var newObjects: [ObjectID] { diff.created.keys.filter { diff.created[$0]?.isWhole == true } }

  /// What a new object's rights are before any GRANT: PostgreSQL's own, or what default privileges say.
  private func grantsOfNew(_ privilege: Privilege) -> [Grant] {
    let natural = privilege.naturalGrants(schema: schema, on: diff.server)
    // Whoever makes the object decides which default privileges hold, and that is the role that runs the plan.
    let own = diff.desired.defaultPrivileges.filter {
      $0.role == options.role && $0.objects == privilege.object.kind.defaultPrivilegeClass
    }
    return Array(Set(natural + own.flatMap(\.grants))).sorted()
  }

  private mutating func add(_ privilege: Privilege, from old: [Grant], to new: [Grant]) {
    guard let target = privilege.target, Set(old) != Set(new) else { return }
    let path = "\(privilege.word).\(privilege.signature)"
    let isSchema = privilege.object.kind == .schema
    struct Way: Hashable {
      var grantee: Grantee
      var grantor: Identifier
    }
    // Whoever passes a right on must have it: what the owner grants comes first.
    let ways = Set((old + new).map { Way(grantee: $0.grantee, grantor: $0.grantor) }).sorted {
      ($0.grantor == privilege.owner ? 0 : 1, $0.grantee, $0.grantor)
        < ($1.grantor == privilege.owner ? 0 : 1, $1.grantee, $1.grantor)
    }
    for way in ways {
      let grantee = way.grantee
      let before = old.filter { $0.grantee == grantee && $0.grantor == way.grantor }
      let after = new.filter { $0.grantee == grantee && $0.grantor == way.grantor }
      // A file that says nothing of its schema's rights takes none away.
      if isSchema, Set(before).isSuperset(of: after) { continue }
      let rights = RightsChange(before, isSchema ? before + after : after)
      guard !rights.isEmpty else { continue }
      let natural = privilege.naturalGrants(schema: schema, on: diff.server).filter { $0.grantee == grantee }
      let label: StepLabel
      if grantee == .everyone, !natural.isEmpty {
        let isRevoked = Set(natural.map(\.right)).isSubset(of: rights.revoked)
        label = StepLabel(
          "revoked_default_privilege", isRevoked ? .create : .drop, "revoked_default.\(path)",
          of: privilege.object)
      } else {
        let operation: StepLabel.Operation = before.isEmpty ? .create : after.isEmpty ? .drop : .alter
        label = StepLabel("privilege", operation, "privileges.\(path).\(grantee.planName)", of: privilege.object)
      }
      var statements = rights.statements(on: target, columns: "", grantee)
      if way.grantor != privilege.owner {
        statements =
          ["SET SESSION AUTHORIZATION \(way.grantor)"] + statements + ["RESET SESSION AUTHORIZATION"]
      }
      let member = Identifier("\(grantee.planName)\u{7F}\(way.grantor)")
      let key = Key(phase: .alter, stage: .attributes, object: privilege.object.member(.privilege, member))
      let isEarly = label.operation == .drop && label.type == "privilege"
      add(
        key, isEarly ? .revoke : .privilege, part: way.grantor == privilege.owner ? 0 : 1,
        as: ObjectID(.privilege, privilege.object.schema, privilege.object.name), [PlannedChange(label, statements)])
      put(afterCreation: privilege.object, key)
    }
  }

  private mutating func put(afterCreation object: ObjectID, _ key: Key) {
    for stage: ScriptOrder.Stage in [.table, .view, .sequence, .routine, .aggregate, .type] {
      put(key, after: Key(stage: stage, object: object))
    }
    // A new owner has all rights, and the old one's go.
    put(key, after: Key(phase: .alter, stage: .attributes, object: object))
    put(key, after: Key(stage: .attributes, object: object))
  }

  // MARK: - Columns

  private mutating func addColumnPrivileges(_ owners: [ObjectID: Identifier]) {
    struct Place: Hashable {
      var relation: ObjectID
      var column: Identifier
    }
    var before: [Place: [Grant]] = [:]
    for privilege in diff.current.columnPrivileges {
      let member = privilege.relation.member(.column, privilege.column)
      // What goes takes its rights along.
      guard diff.dropped[privilege.relation] == nil, diff.dropped[member] == nil else { continue }
      before[Place(relation: privilege.relation, column: privilege.column)] = privilege.grants
    }
    var after: [Place: [Grant]] = [:]
    for privilege in diff.desired.columnPrivileges {
      after[Place(relation: privilege.relation, column: privilege.column)] = privilege.grants
    }
    // Columns with the same change for the same role make one statement.
    var gathered: [ColumnRightsChange: [Identifier]] = [:]
    for place in Set(before.keys).union(after.keys) {
      let (old, new) = (before[place] ?? [], after[place] ?? [])
      for grantee in Set((old + new).map(\.grantee)) {
        let change = ColumnRightsChange(
          relation: place.relation, grantee: grantee,
          rights: RightsChange(old.filter { $0.grantee == grantee }, new.filter { $0.grantee == grantee }),
          operation: old.contains { $0.grantee == grantee }
            ? (new.contains { $0.grantee == grantee } ? .alter : .drop) : .create)
        guard !change.rights.isEmpty else { continue }
        gathered[change, default: []].append(place.column)
      }
    }
    let inOrder = gathered.map { ($0.key, $0.value.sorted()) }.sorted { left, right in
      if left.0.relation != right.0.relation { return left.0.relation < right.0.relation }
      if left.0.grantee != right.0.grantee { return left.0.grantee < right.0.grantee }
      return left.1.lexicographicallyPrecedes(right.1)
    }
    for (change, columns) in inOrder {
      let names = columns.map(\.text).joined(separator: ",")
      let label = StepLabel(
        "column_privilege", change.operation,
        "column_privileges.TABLE.\(change.relation.name).\(names).\(change.grantee.planName)", of: change.relation)
      let member = Identifier("\(change.grantee.planName) \(names) \(change.operation)")
      let key = Key(phase: .alter, stage: .attributes, object: change.relation.member(.privilege, member))
      let table: SQLText = "TABLE \(QualifiedName(schema, change.relation.name))"
      add(
        key, change.operation == .drop ? .revoke : .privilege,
        [PlannedChange(label, change.rights.statements(on: table, columns: " (\(columns))", change.grantee))])
      put(afterCreation: change.relation, key)
      for column in columns { put(key, after: Key(stage: .table, object: change.relation.member(.column, column))) }
    }
  }

  // MARK: - Defaults

  private mutating func addDefaultPrivileges() {
    struct Place: Hashable {
      var role: Identifier
      var objects: DefaultPrivilege.ObjectClass
    }
    func byPlace(_ privileges: [DefaultPrivilege]) -> [Place: [Grant]] {
      Dictionary(privileges.map { (Place(role: $0.role, objects: $0.objects), $0.grants) }) { $0 + $1 }
    }
    let before = byPlace(diff.current.defaultPrivileges)
    let after = byPlace(diff.desired.defaultPrivileges)
    let places = Set(before.keys).union(after.keys).sorted {
      ($0.role, $0.objects.rawValue) < ($1.role, $1.objects.rawValue)
    }
    for place in places {
      let (old, new) = (before[place] ?? [], after[place] ?? [])
      for grantee in Set((old + new).map(\.grantee)).sorted() {
        let own = old.filter { $0.grantee == grantee }
        let wanted = new.filter { $0.grantee == grantee }
        let rights = RightsChange(own, wanted)
        guard !rights.isEmpty else { continue }
        let operation: StepLabel.Operation = own.isEmpty ? .create : wanted.isEmpty ? .drop : .alter
        let word = place.objects.keyword
        let label = StepLabel(
          "default_privilege", operation, "default_privileges.\(place.role).\(word.text).\(grantee.planName)")
        let alter: SQLText = "ALTER DEFAULT PRIVILEGES FOR ROLE \(place.role) IN SCHEMA \(schema) "
        let object = ObjectID(
          .defaultPrivilege, schema, place.role, arguments: word.text, member: grantee.memberName)
        add(
          Key(phase: .alter, stage: .attributes, object: object), .defaultPrivilege,
          [PlannedChange(label, rights.statements(on: word, columns: "", grantee).map { "\(alter)\($0)" })])
      }
    }
  }
}

/// Rights of one grantee that go and that come.
struct RightsChange: Hashable {
  private(set) var revoked: Set<String> = []
  private var optionRevoked: Set<String> = []
  private var granted: Set<String> = []
  private var grantedWithOption: Set<String> = []
  /// The owner's role, or another that passed the right on.
  private var grantor: Identifier = ""

  init(_ old: [Grant], _ new: [Grant]) {
    let had = Dictionary(old.map { ($0.right, $0.isGrantable) }) { $0 || $1 }
    let has = Dictionary(new.map { ($0.right, $0.isGrantable) }) { $0 || $1 }
    for right in had.keys where has[right] == nil { revoked.insert(right) }
    for (right, isGrantable) in has {
      guard had[right] != isGrantable else { continue }
      if isGrantable {
        grantedWithOption.insert(right)
      } else if had[right] == true {
        optionRevoked.insert(right)
      } else {
        granted.insert(right)
      }
    }
  }

  var isEmpty: Bool { revoked.isEmpty && optionRevoked.isEmpty && granted.isEmpty && grantedWithOption.isEmpty }

  func statements(on target: SQLText, columns: SQLText, _ grantee: Grantee) -> [SQLText] {
    func list(_ rights: Set<String>) -> SQLText {
      let words: [SQLText] = rights.sorted().map { "\(catalog: CatalogSQL($0))\(columns)" }
      return "\(words, separator: ", ")"
    }
    var statements: [SQLText] = []
    if !revoked.isEmpty { statements.append("REVOKE \(list(revoked)) ON \(target) FROM \(grantee)") }
    if !optionRevoked.isEmpty {
      statements.append("REVOKE GRANT OPTION FOR \(list(optionRevoked)) ON \(target) FROM \(grantee)")
    }
    if !granted.isEmpty { statements.append("GRANT \(list(granted)) ON \(target) TO \(grantee)") }
    if !grantedWithOption.isEmpty {
      statements.append("GRANT \(list(grantedWithOption)) ON \(target) TO \(grantee) WITH GRANT OPTION")
    }
    return statements
  }
}

private struct ColumnRightsChange: Hashable {
  var relation: ObjectID
  var grantee: Grantee
  var rights: RightsChange
  var operation: StepLabel.Operation
}

extension Grantee {
  /// As plan.json's paths have it.
  fileprivate var planName: String {
    switch self {
    case .everyone: "PUBLIC"
    case .role(let name): name.text
    }
  }

  fileprivate var memberName: Identifier {
    switch self {
    case .everyone: ""
    case .role(let name): name
    }
  }
}

extension Privilege {
  /// pgschema's word for the kind of object.
  fileprivate var word: String {
    switch object.kind {
    case .table, .view, .materializedView: "TABLE"
    case .sequence: "SEQUENCE"
    case .procedure: "PROCEDURE"
    case .function, .aggregate: "FUNCTION"
    case .schema: "SCHEMA"
    case .enumType, .compositeType, .domain, .rangeType, .baseType, .column, .constraint, .index, .trigger, .policy,
      .privilege, .defaultPrivilege, .collation, .rule, .statistics, .operator, .operatorFamily, .operatorClass, .cast,
      .conversion, .textSearchParser, .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      "TYPE"
    }
  }

  fileprivate var signature: String { title }

  /// What PostgreSQL gives by itself.
  func naturalGrants(schema: Identifier, on server: ServerVersion) -> [Grant] {
    let natural = natural(schema: schema, on: server)
    return natural.owner.map { Grant(grantee: .role(owner), grantor: owner, right: $0, isGrantable: false) }
      + natural.everyone.map { Grant(grantee: .everyone, grantor: owner, right: $0, isGrantable: false) }
  }
}

extension ObjectKind {
  fileprivate var defaultPrivilegeClass: DefaultPrivilege.ObjectClass? {
    switch self {
    case .table, .view, .materializedView: .tables
    case .sequence: .sequences
    case .function, .procedure, .aggregate: .functions
    case .enumType, .compositeType, .domain, .rangeType, .baseType: .types
    case .schema, .column, .constraint, .index, .trigger, .policy, .privilege, .defaultPrivilege, .collation, .rule,
      .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration:
      nil
    }
  }
}
