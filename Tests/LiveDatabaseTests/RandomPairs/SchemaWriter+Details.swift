/// What stands on tables and views.
extension SchemaWriter {
  mutating func addKey(_ place: Int) {
    guard let (table, facet) = reference(place, 1, Self.tables), case .table(let isPartitioned, _) = facet.what else {
      return
    }
    let name = name(place, "k")
    let hasPrimary = facets.values.contains {
      if case .key(table: table, columns: _, isPrimary: true) = $0.what { true } else { false }
    }
    let isPrimary = !hasPrimary && choice(place, 2, 2) == 0
    let id = facet.columns[0]
    // What becomes a primary key's column is NOT NULL, so that rows must get a value when it comes.
    let other = facet.column(choice(place, 4, 256)) {
      $0.isIndexable && $0.name != "id" && $0.type.family != .reference && (!isPrimary || $0.hasDefault)
    }
    var columns: [Facet.Column] = [id]
    switch choice(place, 3, 5) {
    case 1: if let other { columns = [other, id] }
    case 2: if let other, !isPartitioned { columns = [other] }
    case 3 where !isPartitioned && !isPrimary:
      return add("ALTER TABLE \(facet.name) ADD CONSTRAINT \(name) EXCLUDE USING btree (id WITH =)")
    default: break
    }
    var definition = isPrimary ? "PRIMARY KEY" : "UNIQUE"
    definition += " (\(columns.map(\.name).joined(separator: ", ")))"
    let isDeferrable = choice(place, 5, 6) == 1
    if isDeferrable { definition += " DEFERRABLE" }
    add("ALTER TABLE \(facet.name) ADD CONSTRAINT \(name) \(definition)")
    if choice(place, 6, 5) == 1 { add("COMMENT ON CONSTRAINT \(name) ON \(facet.name) IS 'a key'") }
    facets[place] = Facet(
      name: name, what: .key(table: table, columns: isDeferrable ? [] : columns, isPrimary: isPrimary))
  }

  mutating func addForeignKey(_ place: Int) {
    guard let (_, facet) = reference(place, 1, Self.tables), case .table(_, isUnlogged: false) = facet.what,
      let key = reference(place, 2, [.key])?.facet, case .key(let table, let columns, _) = key.what,
      columns.count == 1, columns[0].isInteger, let referenced = facets[table],
      case .table(_, isUnlogged: false) = referenced.what,
      let column = facet.column(choice(place, 3, 256), where: { $0.type.family == .reference })
    else { return }
    let name = name(place, "k")
    var text = "ALTER TABLE \(facet.name) ADD CONSTRAINT \(name) FOREIGN KEY (\(column.name)) REFERENCES "
    text += "\(referenced.name) (\(columns[0].name))"
    text += choose(place, 4, ["", " ON DELETE CASCADE", " ON DELETE SET NULL ON UPDATE CASCADE"])
    text += choose(place, 5, ["", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"])
    if case .table(isPartitioned: false, _) = facet.what, choice(place, 6, 5) == 1 { text += " NOT VALID" }
    add(text)
  }

  mutating func addCheck(_ place: Int) {
    guard let (table, facet) = reference(place, 1, Self.tables) else { return }
    let name = name(place, "k")
    let column = facet.column(choice(place, 2, 256)) { _ in true }
    var condition = "id > -\(choice(place, 3, 3))"
    switch choice(place, 4, 4) {
    case 1:
      if let (called, function) = function(place, 5, [.number, .label, .predicate]), let column,
        let call = call(called, function, on: column)
      {
        condition = "\(call) IS NOT NULL OR true"
      }
    case 2:
      // A row as a whole has no counterpart in a child.
      let isPlain =
        !elements[table].isPartitioned && elements.allSatisfy { $0.kind != .table || $0.choices[6] % 3 != 1 }
      if isPlain, let (called, function) = function(place, 5, [.row]), function.relation == table {
        condition = "\(called.name)(\(facet.name).*) IS NOT NULL OR true"
      }
    case 3: if let column { condition = "\(column.name) IS NOT NULL OR id > 0" }
    default: break
    }
    var text = "ALTER TABLE \(facet.name) ADD CONSTRAINT \(name) CHECK (\(condition))"
    if choice(place, 6, 5) == 1 { text += " NOT VALID" }
    add(text)
  }

  mutating func addIndex(_ place: Int) {
    guard let (_, facet) = reference(place, 1, [.table, .partition, .materializedView]),
      let column = facet.column(choice(place, 3, 256), where: \.isIndexable)
    else { return }
    let name = name(place, "i")
    var key = column.name
    var method = ""
    var isUnique = false
    switch choice(place, 2, 6) {
    case 1: if column.isText { key = "lower(\(column.name))" }
    case 2:
      if let (called, function) = function(place, 4, [.number, .label]),
        let call = call(called, function, on: column, isImmutable: true)
      {
        key = call
      }
    case 3:
      if let other = facet.column(choice(place, 5, 256), where: { $0.isIndexable && $0.name != column.name }) {
        key = "\(column.name) DESC, \(other.name)"
      }
    case 4:
      isUnique = true
      key = "id"
    default: break
    }
    if isUnique, !facet.columns.contains(where: { $0.name == "id" }) || !facet.isTable {
      (key, isUnique) = (column.name, false)
    }
    if key == column.name, !isUnique, choice(place, 6, 5) == 1 { method = " USING hash" }
    var text = "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(name) ON \(facet.name)\(method) (\(key))"
    if method.isEmpty { text += choose(place, 7, ["", "", " WITH (fillfactor = 70)", " WITH (fillfactor = 80)"]) }
    switch choice(place, 8, 5) {
    case 1: text += " WHERE \(column.name) IS NOT NULL"
    case 2:
      if let (called, function) = function(place, 9, [.predicate]),
        let call = call(called, function, on: column, isImmutable: true)
      {
        text += " WHERE \(call)"
      }
    default: break
    }
    add(text)
    addComment(place, 10, on: "INDEX \(name)")
  }

  mutating func addTrigger(_ place: Int) {
    guard let (_, facet) = reference(place, 1, [.table, .partition, .view]),
      let (function, _) = function(place, 2, [.trigger])
    else { return }
    let name = name(place, "g")
    if !facet.isTable {
      add(
        "CREATE TRIGGER \(name) INSTEAD OF \(choose(place, 3, ["INSERT", "UPDATE"])) ON \(facet.name) FOR EACH ROW "
          + "EXECUTE FUNCTION \(function.name)()")
      return
    }
    let column = facet.column(choice(place, 5, 256)) { !$0.isGenerated }
    let events: [String] = ["INSERT", "UPDATE", "INSERT OR UPDATE", column.map { "UPDATE OF \($0.name)" } ?? "INSERT"]
    let isConstraint = choice(place, 6, 6) == 1
    let isRow = isConstraint || choice(place, 7, 3) < 2
    var text = "CREATE \(isConstraint ? "CONSTRAINT " : "")TRIGGER \(name) "
    text += isConstraint ? "AFTER" : choose(place, 4, ["BEFORE", "AFTER"])
    text += " \(choose(place, 3, events)) ON \(facet.name)"
    if isConstraint { text += choose(place, 4, ["", " DEFERRABLE INITIALLY DEFERRED"]) }
    text += isRow ? " FOR EACH ROW" : ""
    if isRow, let column, choice(place, 8, 3) == 1 { text += " WHEN (NEW.\(column.name) IS NOT NULL)" }
    add("\(text) EXECUTE FUNCTION \(function.name)(\(choose(place, 9, ["", "", "'x'"])))")
    if choice(place, 10, 6) == 1 { add("ALTER TABLE \(facet.name) DISABLE TRIGGER \(name)") }
    if choice(place, 11, 5) == 1 { add("COMMENT ON TRIGGER \(name) ON \(facet.name) IS 'a trigger'") }
  }

  mutating func addPolicy(_ place: Int) {
    guard let (_, facet) = reference(place, 1, Self.tables) else { return }
    let name = name(place, "y")
    var condition = "id > \(choice(place, 2, 3))"
    switch choice(place, 3, 4) {
    case 1:
      if let (called, function) = function(place, 4, [.predicate]),
        let column = facet.columns.first(where: { call(called, function, on: $0) != nil }),
        let call = call(called, function, on: column)
      {
        condition = call
      }
    case 2:
      if let other = reference(place, 4, Self.relations) { condition = "EXISTS (SELECT FROM \(other.facet.name))" }
    case 3:
      if let column = facet.column(choice(place, 4, 256), where: { _ in true }) {
        condition = "\(column.name) IS NOT NULL"
      }
    default: break
    }
    var text = "CREATE POLICY \(name) ON \(facet.name)\(choose(place, 5, ["", "", " AS RESTRICTIVE"]))"
    let command = choose(place, 6, ["ALL", "SELECT", "UPDATE"])
    text += " FOR \(command) TO \(choose(place, 7, ["PUBLIC", "change_reader", "change_reader, change_writer"]))"
    text += " USING (\(condition))"
    if command != "SELECT", choice(place, 8, 3) == 1 { text += " WITH CHECK (id < \(choice(place, 9, 3)))" }
    add(text)
    if choice(place, 10, 5) == 1 { add("COMMENT ON POLICY \(name) ON \(facet.name) IS 'a policy'") }
  }

  mutating func addRule(_ place: Int) {
    guard let (_, facet) = reference(place, 1, [.table, .view]) else { return }
    let name = name(place, "u")
    var action = choose(place, 2, ["INSTEAD NOTHING", "ALSO NOTHING"])
    if choice(place, 3, 2) == 1, let other = reference(place, 4, Self.tables) {
      action = "ALSO DELETE FROM \(other.facet.name) WHERE id < \(choice(place, 5, 3))"
    }
    var condition = ""
    if facet.isTable, choice(place, 6, 3) == 1, let column = facet.column(choice(place, 7, 256), where: { _ in true }) {
      condition = " WHERE old.\(column.name) IS NOT NULL"
    }
    add("CREATE RULE \(name) AS ON \(choose(place, 8, ["UPDATE", "DELETE"])) TO \(facet.name)\(condition) DO \(action)")
    if choice(place, 9, 5) == 1 { add("COMMENT ON RULE \(name) ON \(facet.name) IS 'a rule'") }
  }

  mutating func addStatistics(_ place: Int) {
    guard let (_, facet) = reference(place, 1, Self.tables),
      let column = facet.column(choice(place, 2, 256), where: { $0.isIndexable && $0.name != "id" && !$0.isGenerated })
    else { return }
    let name = name(place, "x")
    let kinds = choose(place, 3, ["", " (ndistinct)", " (dependencies, mcv)"])
    let isExpression = choice(place, 4, 3) == 1 && kinds.isEmpty
    let keys = isExpression ? "((id + \(choice(place, 5, 3))))" : "id, \(column.name)"
    add(
      "CREATE STATISTICS \(name)\(kinds) ON \(isExpression ? String(keys.dropFirst().dropLast()) : keys) FROM \(facet.name)"
    )
    if choice(place, 6, 4) == 1 { add("ALTER STATISTICS \(name) SET STATISTICS 77") }
    addComment(place, 7, on: "STATISTICS \(name)")
  }

  // MARK: - What is said of an object later

  mutating func addLateDefault(_ place: Int) {
    guard let (table, facet) = reference(place, 1, Self.tables),
      let column = facet.column(
        choice(place, 2, 256),
        where: { !$0.isGenerated && $0.name != "id" && $0.type.family == .number && $0.number > table }),
      let (called, function) = function(place, 3, [.number, .count]), let call = call(called, function)
    else { return }
    add("ALTER TABLE \(facet.name) ALTER \(column.name) SET DEFAULT \(call)::text::\(column.type.sql)")
  }

  mutating func addSequenceOwner(_ place: Int) {
    guard let (_, facet) = reference(place, 1, Self.tables), let sequence = reference(place, 2, [.sequence]),
      let column = facet.column(choice(place, 3, 256), where: { !$0.isIdentity })
    else { return }
    let isNamed = elements.indices.prefix(place).contains {
      elements[$0].kind == .owner && reference($0, 0, [.table, .view, .function])?.facet.name == facet.name
    }
    guard !isNamed, case .table(_, isUnlogged: false) = facet.what else { return }
    add("ALTER SEQUENCE \(sequence.facet.name) OWNED BY \(facet.name).\(column.name)")
  }

  mutating func addGrant(_ place: Int) {
    let kinds: Set<RandomSchema.Element.Kind> = [
      .table, .view, .materializedView, .function, .procedure, .sequence, .enumType, .domain,
    ]
    guard let (target, facet) = reference(place, 1, kinds) else { return }
    let object: String
    var right = "ALL"
    switch facet.what {
    case .table, .partition, .view:
      object = facet.name
      right = choose(place, 2, ["SELECT", "INSERT, UPDATE", "ALL"])
      if let column = facet.column(choice(place, 6, 256), where: { _ in true }), choice(place, 5, 3) == 1 {
        right = "SELECT (\(column.name))"
      }
    case .function(let function): object = "FUNCTION \(facet.name)(\(function.signature))"
    case .procedure(let signature): object = "PROCEDURE \(facet.name)(\(signature))"
    case .sequence:
      object = "SEQUENCE \(facet.name)"
      right = choose(place, 2, ["USAGE", "SELECT, UPDATE"])
    case .type: object = elements[target].kind == .domain ? "DOMAIN \(facet.name)" : "TYPE \(facet.name)"
    case .aggregate, .key: return
    }
    if choice(place, 4, 5) == 1 {
      add("REVOKE ALL ON \(object) FROM PUBLIC")
    } else {
      let option = choice(place, 7, 4) == 1 ? " WITH GRANT OPTION" : ""
      add("GRANT \(right) ON \(object) TO \(choose(place, 3, ["change_reader", "change_writer"]))\(option)")
    }
  }

  /// It stays and stays with its object, which would else belong to whoever made it, and no plan sees to that.
  mutating func addOwner(_ place: Int) {
    guard let (_, facet) = reference(place, 0, [.table, .view, .function]) else { return }
    let object: String
    switch facet.what {
    case .table: object = "TABLE \(facet.name)"
    case .view:
      // What is read when a materialized view is filled is read as the owner of a view between them.
      guard elements.allSatisfy({ $0.kind != .materializedView }) else { return }
      object = "VIEW \(facet.name)"
    case .function(let function): object = "FUNCTION \(facet.name)(\(function.signature))"
    case .partition, .type, .sequence, .aggregate, .procedure, .key: return
    }
    add("ALTER \(object) OWNER TO \(choose(place, 1, ["change_owner", "change_writer"]))")
  }
}
