internal import MigrationCore

/// Turns parse trees into facts; each group of statements has an extension of its own.
struct StatementReader {
  /// Where names without a schema live.
  let schema: Identifier
  /// The text, which the parse tree has places in.
  let source: [UInt8]
  /// Where the constraints begin that are NOT ENFORCED.
  var notEnforced: Set<Int> = []
  /// And those of a key over time.
  var temporal: Set<Int> = []

  init(schema: Identifier, source: [UInt8]) {
    self.schema = schema
    self.source = source
  }

  func facts(of tree: ParseTree) -> StatementFacts {
    var actions: [StatementAction] = []
    var facts = StatementFacts([])
    for statement in tree.root["stmts"]?.children ?? [] {
      guard let (type, content) = statement["stmt"]?.typed else { continue }
      actions += self.actions(of: type, content)
      facts.nameChanges += nameChanges(of: type, content)
      facts.queries += queries(of: type, content)
      facts.code += code(of: type, content)
      noteStored(of: type, content, at: &facts.stored)
      if type == "AlterTableStmt" || type == "RenameStmt", content["relation"]?["inh"]?.isTrue != true,
        let table = relation(content["relation"])
      {
        facts.tablesAlone.insert(table)
      }
      noteAlterations(of: type, content, at: &facts)
      facts.written.statementCount += 1
    }
    var seen: Set<String> = []
    let literals = tree.root.descendants(named: "A_Const").compactMap { constant in
      constant["sval"]?["sval"]?.string.flatMap { seen.insert($0).inserted ? $0 : nil }
    }
    facts.actions = actions
    facts.literals = literals
    note(tree.root, at: &facts.written)
    return facts
  }

  func actions(of type: String, _ node: ParseNode) -> [StatementAction] {
    tableActions(of: type, node) ?? relationActions(of: type, node) ?? typeActions(of: type, node)
      ?? routineActions(of: type, node) ?? rightsActions(of: type, node) ?? databaseActions(of: type, node)
      ?? dropActions(of: type, node) ?? alterActions(of: type, node) ?? dataActions(of: type, node)
      ?? settingActions(of: type, node)
      ?? [.other(Self.tag(of: type), refusesTransactions: Self.refusingTransactions.contains(type))]
  }

  /// Source: PostgreSQL manual, the commands' "Notes".
  private static let refusingTransactions: Set<String> = [
    "AlterSystemStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt",
  ]

  /// Tags that a node's name does not spell.
  private static let tags = [
    "AlterEventTrigStmt": "ALTER EVENT TRIGGER", "CreateEventTrigStmt": "CREATE EVENT TRIGGER",
    "CreatePLangStmt": "CREATE LANGUAGE", "CreateFdwStmt": "CREATE FOREIGN DATA WRAPPER",
    "CreateTableSpaceStmt": "CREATE TABLESPACE", "DropTableSpaceStmt": "DROP TABLESPACE",
    "AlterStatsStmt": "ALTER STATISTICS",
  ]

  /// `CREATE CAST` from `CreateCastStmt`.
  static func tag(of type: String) -> String {
    if let tag = tags[type] { return tag }
    var words = ""
    for character in type.hasSuffix("Stmt") ? type.dropLast(4) : type[...] {
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.uppercased()
    }
    return words
  }
}

extension StatementReader {
  /// The relation that a `RangeVar`'s content names.
  func relation(_ node: ParseNode?) -> QualifiedName? {
    guard let node, let name = node["relname"]?.identifier else { return nil }
    if let given = node["schemaname"]?.identifier { return QualifiedName(given, name) }
    return qualified(name)
  }

  /// The relations in a list of wrapped `RangeVar`s.
  func relations(_ list: ParseNode?) -> [QualifiedName] {
    (list?.children ?? []).compactMap { relation($0["RangeVar"]) }
  }

  /// A dotted name as a list of `String` nodes.
  func name(_ list: ParseNode?) -> QualifiedName? { name(parts(list)) }

  func name(_ parts: [Identifier]) -> QualifiedName? {
    guard let last = parts.last else { return nil }
    return parts.count > 1 ? QualifiedName(parts[parts.count - 2], last) : qualified(last)
  }

  func parts(_ list: ParseNode?) -> [Identifier] {
    (list?.children ?? []).compactMap { $0["String"]?["sval"]?.identifier }
  }

  /// System relations are found before those of any other schema.
  func qualified(_ name: Identifier) -> QualifiedName {
    QualifiedName(name.bytes.starts(with: "pg_".utf8) ? "pg_catalog" : schema, name)
  }

  /// What a query reads, without its own common table expressions and without system catalogs; each once, in order.
  func relationsRead(by query: ParseNode?) -> [QualifiedName] {
    guard let query else { return [] }
    let local = Set(query.descendants(named: "CommonTableExpr").compactMap { $0["ctename"]?.identifier })
    var seen: Set<QualifiedName> = []
    return query.descendants(named: "RangeVar").compactMap { node in
      if node["schemaname"] == nil, let name = node["relname"]?.identifier, local.contains(name) { return nil }
      guard let name = relation(node), name.schema != "pg_catalog", name.schema != "information_schema" else {
        return nil
      }
      return seen.insert(name).inserted ? name : nil
    }
  }

  /// The content of a `TypeName`.
  func columnType(_ node: ParseNode?) -> ColumnType? {
    let names = parts(node?["names"])
    guard let node, let name = names.last else { return nil }
    let modifiers = (node["typmods"]?.children ?? []).compactMap { modifier -> Int? in
      guard let constant = modifier["A_Const"]?["ival"] else { return nil }
      // The parser leaves out a zero.
      return constant["ival"]?.int ?? 0
    }
    return ColumnType(
      name, schema: names.count > 1 ? names[names.count - 2] : nil, modifiers: modifiers,
      isArray: node["arrayBounds"] != nil)
  }

  /// The values of an option list's entry: `DefElem`s called `name`.
  func option(_ name: String, in list: ParseNode?) -> ParseNode? {
    (list?.children ?? []).compactMap { $0["DefElem"] }.first { $0["defname"]?.string == name }
  }

  /// An option that is on when it stands alone or says so.
  func isOn(_ name: String, in list: ParseNode?) -> Bool {
    guard let option = option(name, in: list) else { return false }
    guard let argument = option["arg"] else { return true }
    let text = argument["String"]?["sval"]?.string ?? argument["Boolean"]?["boolval"]?.string
    if let number = argument["Integer"] { return (number["ival"]?.int ?? 0) != 0 }
    return text.map { ["true", "on", "1"].contains($0) } ?? false
  }

  /// The names, without schema, of the functions that an expression calls.
  func functions(in expression: ParseNode?) -> [Identifier] {
    guard let expression else { return [] }
    return expression.descendants(named: "FuncCall").compactMap { call in
      NewerGrammar.Marker(call, self) == nil ? parts(call["funcname"]).last : nil
    }
  }

  /// The entries of `WITH (…)`.
  func storageParameters(_ list: ParseNode?) -> [StorageParameter] {
    (list?.children ?? []).compactMap { $0["DefElem"] }.map { element in
      let name = element["defname"]?.string ?? ""
      let space = element["defnamespace"]?.string.map { $0 + "." } ?? ""
      return StorageParameter((space + name).lowercased(), element["arg"].flatMap(scalar))
    }
  }

  /// A value of an option list or of `SET`, without quotes.
  func scalar(_ node: ParseNode) -> String? {
    let constant = node["A_Const"] ?? node
    if constant["isnull"] != nil { return nil }
    if let text = (constant["String"] ?? constant["sval"])?["sval"]?.string { return text }
    if let number = constant["Float"] ?? constant["fval"] { return number["fval"]?.string }
    if let bool = constant["Boolean"] ?? constant["boolval"] { return "\(bool["boolval"]?.isTrue ?? false)" }
    // The parser leaves out a zero.
    if let number = constant["Integer"] ?? constant["ival"] { return "\(number["ival"]?.int ?? 0)" }
    if let type = node["TypeName"] { return parts(type["names"]).last?.text }
    if let cast = node["TypeCast"]?["arg"] { return scalar(cast) }
    return nil
  }

  func persistence(_ relation: ParseNode?) -> CreatedTable.Persistence {
    switch relation?["relpersistence"]?.string {
    case "t": .temporary
    case "u": .unlogged
    default: .permanent
    }
  }
}
