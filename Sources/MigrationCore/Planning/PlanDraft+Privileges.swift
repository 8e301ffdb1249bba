/// Rights that come and go.
extension PlanDraft {
  mutating func addPrivileges() {
    addDefaultPrivileges()
    addSchemaComment()
    let before = Dictionary(diff.current.privileges.map { ($0.object, $0) }) { first, _ in first }
    let after = Dictionary(diff.desired.privileges.map { ($0.object, $0) }) { first, _ in first }
    let owners = diff.desired.owners
    let oldOwners = diff.current.owners
    for object in Set(before.keys).union(after.keys).union(newObjects).sorted() {
      guard let owner = owners[object] else {
        if let gone = before[object] { revoke(gone) }
        continue
      }
      let privilege = Privilege(object: object, owner: owner, grants: [])
      let natural = privilege.naturalGrants(schema: schema, on: diff.server)
      let new = after[object]?.grants ?? natural
      if diff.created[object] == nil, !diff.swapped.contains(object) {
        let old = before[object]?.grants.handedOver(from: oldOwners[object] ?? owner, to: owner) ?? natural
        add(privilege, from: old, to: new + old.filter { isGivenByDefault($0, on: object) && !new.containsRight($0) })
      } else {
        // What comes back gets what it had as a part of that.
        add(privilege, from: grantsOfNew(privilege), to: new, before: before[object]?.grants)
      }
    }
    addColumnPrivileges(from: oldOwners, to: owners)
  }

  /// Whether default privileges of the desired schema give the right on objects of the kind: then it stays.
  private func isGivenByDefault(_ grant: Grant, on object: ObjectID) -> Bool {
    diff.desired.defaultPrivileges.contains { privilege in
      privilege.objects == object.kind.defaultPrivilegeClass
        && privilege.grants.contains {
          $0.grantee == grant.grantee && $0.right == grant.right && $0.isGrantable == grant.isGrantable
        }
    }
  }

  /// What goes loses its rights first, as pgschema says it.
  private mutating func revoke(_ privilege: Privilege) {
    let object = privilege.object
    guard diff.dropped[object] != nil, diff.heirs[object] == nil, !earlyViews.contains(object),
      let target = privilege.target
    else { return }
    let grants = privilege.grants.filter { $0.grantor == privilege.owner && !isGivenByDefault($0, on: object) }
    for grantee in Set(grants.map(\.grantee)).sorted() where grantee != .role(privilege.owner) {
      let natural = privilege.naturalGrants(schema: schema, on: diff.server)
      let own = grants.filter { $0.grantee == grantee && !natural.containsRight($0) }
      let label = StepLabel("privilege", .drop, privilege.path(for: grantee))
      let changes = RightsChange(own, []).statements.map { PlannedChange(label, [$0.sql(on: target, grantee)]) }
      let key = Key(phase: .alter, stage: .attributes, object: object.member(.privilege, grantee.memberName))
      add(key, .revoke, as: ObjectID(.privilege, object.schema, object.name), changes)
      for stage: ScriptOrder.Stage in [.table, .view, .sequence, .routine, .aggregate, .type] {
        put(Key(phase: .drop, stage: stage, object: object), after: key)
      }
      guard case .sequence(let sequence)? = diff.dropped[object], let owner = sequence.ownedBy else { continue }
      let table = id(.table, owner.table.name)
      put(Key(phase: .drop, stage: .table, object: table), after: key)
      put(Key(phase: .drop, stage: .table, object: table.member(.column, owner.column)), after: key)
    }
  }

  /// The schema's comment, where the desired one has its own.
  private mutating func addSchemaComment() {
    let isSaid = diff.desired.comment.map { $0 != DatabaseSchema.standardComment } ?? false
    guard isSaid || options.isWayBack else { return }
    let object = id(.schema, schema)
    add(
      Key(phase: .alter, stage: .attributes, object: object), .detail,
      [
        PlannedChange(
          StepLabel("schema", .alter, schema.text, of: object),
          commentChange(on: "SCHEMA \(schema)", diff.current.comment, diff.desired.comment))
      ])
  }

  /// Objects that default privileges may have given rights on.
  private var newObjects: [ObjectID] {
    diff.created.keys.filter { diff.created[$0]?.isWhole == true } + diff.swapped
  }

  /// What a new object's rights are before any GRANT: PostgreSQL's own, or what default privileges say.
  private func grantsOfNew(_ privilege: Privilege) -> [Grant] {
    let natural = privilege.naturalGrants(schema: schema, on: diff.server)
    // Whoever makes the object decides which default privileges hold, and that is the role that runs the plan.
    let own = diff.desired.defaultPrivileges.filter {
      $0.role == options.role && $0.objects == privilege.object.kind.defaultPrivilegeClass
    }
    return Array(Set(natural + own.flatMap(\.grants))).sorted()
  }

  /// `before` are the rights of what is made again, before it goes.
  private mutating func add(_ privilege: Privilege, from old: [Grant], to new: [Grant], before: [Grant]? = nil) {
    guard let target = privilege.target, Set(old) != Set(new) else { return }
    // A file that says nothing of its schema's rights takes none away.
    let keepsOld = privilege.object.kind == .schema && !options.isWayBack
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
      func own(_ grants: [Grant]) -> [Grant] { grants.filter { $0.grantee == grantee && $0.grantor == way.grantor } }
      if keepsOld, Set(own(old)).isSuperset(of: own(new)) { continue }
      let rights = RightsChange(own(old), keepsOld ? own(old) + own(new) : own(new))
      guard !rights.isEmpty else { continue }
      let natural = privilege.naturalGrants(schema: schema, on: diff.server).filter { $0.grantee == grantee }
      let isKept = before.map { Set(own($0)) == Set(own(new)) } ?? false
      var changes = rights.statements.enumerated().map { number, statement in
        var change = PlannedChange(
          StepLabel("privilege", statement.operation, privilege.path(for: grantee), of: privilege.object),
          [statement.sql(on: target, grantee)])
        if isKept {
          let object = privilege.object
          change.label = StepLabel(creationOperation(object), object)
          return change.continued
        }
        guard grantee == .everyone, !natural.isEmpty else { return change }
        let isRevoked = Set(natural.map(\.right)).isSubset(of: rights.revoked)
        change.label = StepLabel(
          "revoked_default_privilege", isRevoked ? .create : .drop, "revoked_default.\(privilege.path)",
          of: privilege.object)
        return number == 0 ? change : change.continued
      }
      if way.grantor != privilege.owner {
        changes[0].steps.insert(PlannedStep("SET SESSION AUTHORIZATION \(way.grantor)"), at: 0)
        changes[changes.count - 1].steps.append(PlannedStep("RESET SESSION AUTHORIZATION"))
      }
      let member = Identifier("\(grantee.planName)\u{7F}\(way.grantor)")
      let key = Key(phase: .alter, stage: .attributes, object: privilege.object.member(.privilege, member))
      let isEarly = changes.allSatisfy { $0.label.operation == .drop && $0.label.type == "privilege" }
      add(
        key, isEarly ? .revoke : .privilege, part: way.grantor == privilege.owner ? 0 : 1,
        as: ObjectID(.privilege, privilege.object.schema, privilege.object.name), changes)
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

  private mutating func addColumnPrivileges(
    from oldOwners: [ObjectID: Identifier], to owners: [ObjectID: Identifier]
  ) {
    struct Place: Hashable {
      var relation: ObjectID
      var column: Identifier
    }
    var before: [Place: [Grant]] = [:]
    for privilege in diff.current.columnPrivileges {
      let member = privilege.relation.member(.column, privilege.column)
      // What goes takes its rights along.
      guard diff.dropped[privilege.relation] == nil, diff.dropped[member] == nil else { continue }
      var grants = privilege.grants
      if let old = oldOwners[privilege.relation], let new = owners[privilege.relation] {
        grants = grants.handedOver(from: old, to: new)
      }
      before[Place(relation: privilege.relation, column: privilege.column)] = grants
    }
    var after: [Place: [Grant]] = [:]
    for privilege in diff.desired.columnPrivileges {
      after[Place(relation: privilege.relation, column: privilege.column)] = privilege.grants
    }
    for relation in Set((before.keys.map(\.relation)) + after.keys.map(\.relation)).sorted() {
      let own = before.filter { $0.key.relation == relation }.map { (column: $0.key.column, grants: $0.value) }
      let wanted = after.filter { $0.key.relation == relation }.map { (column: $0.key.column, grants: $0.value) }
      let grantees = Set((own + wanted).flatMap { $0.grants.map(\.grantee) })
      for grantee in grantees.sorted() {
        add(ColumnRights.all(of: grantee, own), ColumnRights.all(of: grantee, wanted), on: relation, grantee)
      }
    }
  }

  /// From the one to the other; columns of which the same is said make one statement, as pgschema has it.
  private mutating func add(
    _ old: [ColumnRights], _ new: [ColumnRights], on relation: ObjectID, _ grantee: Grantee
  ) {
    let table: SQLText = "TABLE \(QualifiedName(schema, relation.name))"
    let isRemade = diff.isRemade(relation)
    var revoked: [PlannedChange] = []
    var granted: [PlannedChange] = []
    func say(_ rights: ColumnRights, _ statement: RightsChange.Statement) {
      let names = rights.columns.map(\.text).joined(separator: ",")
      let label = StepLabel(
        "column_privilege", statement.operation,
        "column_privileges.TABLE.\(relation.name).\(names).\(grantee.planName)", of: relation)
      let change = PlannedChange(label, [statement.sql(on: table, columns: " (\(rights.columns))", grantee)])
      if statement.verb == .revoke { revoked.append(change) } else { granted.append(change) }
    }
    for rights in old {
      let after = new.first { $0.columns == rights.columns && $0.isGrantable == rights.isGrantable }
      for statement in RightsChange(rights.grants, after?.grants ?? []).statements { say(rights, statement) }
    }
    for rights in new
    where !old.contains(where: { $0.columns == rights.columns && $0.isGrantable == rights.isGrantable }) {
      for statement in RightsChange([], rights.grants).statements { say(rights, statement) }
    }
    let isEarly = granted.isEmpty && !isRemade && !revoked.contains { $0.label.operation != .drop }
    let key = Key(
      phase: .alter, stage: .attributes, object: relation.member(.privilege, Identifier("\(grantee.planName) columns")))
    add(key, isEarly ? .revoke : .privilege, revoked + granted)
    put(afterCreation: relation, key)
    for column in Set((old + new).flatMap(\.columns)) {
      put(key, after: Key(stage: .table, object: relation.member(.column, column)))
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
        let rights = RightsChange(own, wanted, regranting: true)
        guard !rights.isEmpty else { continue }
        let word = place.objects.keyword
        let path = "default_privileges.\(place.role).\(word.text).\(grantee.planName)"
        let alter: SQLText = "ALTER DEFAULT PRIVILEGES FOR ROLE \(place.role) IN SCHEMA \(schema) "
        let object = ObjectID(
          .defaultPrivilege, schema, place.role, arguments: word.text, member: grantee.memberName)
        add(
          Key(phase: .alter, stage: .attributes, object: object), .defaultPrivilege,
          rights.statements.map {
            PlannedChange(
              StepLabel("default_privilege", $0.operation, path), ["\(alter)\($0.sql(on: word, grantee))"])
          })
      }
    }
  }
}

/// What one grantee may do with columns of a relation, the same with each of them.
private struct ColumnRights {
  var columns: [Identifier]
  var isGrantable: Bool
  var grants: [Grant]

  /// In order of the columns' names; what can be passed on apart from what cannot.
  static func all(of grantee: Grantee, _ columns: [(column: Identifier, grants: [Grant])]) -> [ColumnRights] {
    var found: [ColumnRights] = []
    for isGrantable in [false, true] {
      for (column, grants) in columns.sorted(by: { $0.column < $1.column }) {
        let own = grants.filter { $0.grantee == grantee && $0.isGrantable == isGrantable }
        guard !own.isEmpty else { continue }
        let rights = Set(own.map(\.right))
        if let place = found.firstIndex(where: {
          $0.isGrantable == isGrantable && Set($0.grants.map(\.right)) == rights
        }) {
          found[place].columns.append(column)
        } else {
          found.append(ColumnRights(columns: [column], isGrantable: isGrantable, grants: own))
        }
      }
    }
    return found
  }
}

extension [Grant] {
  /// What is left of them when the object gets another owner, who steps in wherever the old one stood.
  fileprivate func handedOver(from old: Identifier, to new: Identifier) -> [Grant] {
    guard old != new else { return self }
    return map { grant in
      var grant = grant
      if grant.grantee == .role(old) { grant.grantee = .role(new) }
      if grant.grantor == old { grant.grantor = new }
      return grant
    }
  }
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
    case .table: "TABLE"
    case .view, .materializedView: "VIEW"
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

  /// `TABLE.users`.
  fileprivate var path: String { "\(word).\(title)" }

  fileprivate func path(for grantee: Grantee) -> String { "privileges.\(path).\(grantee.planName)" }

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

extension [Grant] {
  /// Whether one of them is the same but for who granted it.
  fileprivate func containsRight(_ grant: Grant) -> Bool {
    contains { $0.grantee == grant.grantee && $0.right == grant.right && $0.isGrantable == grant.isGrantable }
  }
}
