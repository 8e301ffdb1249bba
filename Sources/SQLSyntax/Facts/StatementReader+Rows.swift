internal import MigrationCore

extension StatementReader {
  /// `INSERT`, `UPDATE`, `DELETE` and `MERGE`.
  func rowChange(_ type: String, _ node: ParseNode) -> StatementAction? {
    guard let table = relation(node["relation"]) else { return nil }
    switch type {
    case "InsertStmt": return .insert(insertedRows(into: table, node))
    case "UpdateStmt":
      var rows = ChangedRows(of: table, where: condition(node["whereClause"]))
      note(assignments: node["targetList"]?.children ?? [], at: &rows)
      rows.reads = relationsRead(by: node).filter { $0 != table }
      return .update(rows)
    case "DeleteStmt":
      var rows = ChangedRows(of: table, where: condition(node["whereClause"]))
      rows.reads = relationsRead(by: node).filter { $0 != table }
      return .delete(rows)
    case "MergeStmt":
      var rows = ChangedRows(of: table, where: .some)
      let clauses = (node["mergeWhenClauses"]?.children ?? []).compactMap { $0["MergeWhenClause"] }
      let updates = clauses.filter { $0["commandType"]?.string == "CMD_UPDATE" }
      note(assignments: updates.flatMap { $0["targetList"]?.children ?? [] }, at: &rows)
      rows.reads = relationsRead(by: node).filter { $0 != table }
      return .merge(rows)
    default: return nil
    }
  }

  /// Data changes in the `WITH` of a statement.
  func rowChanges(inside node: ParseNode) -> [StatementAction] {
    (node["withClause"]?.descendants(named: "ctequery") ?? []).compactMap { query in
      query.typed.flatMap { rowChange($0.type, $0.content) }
    }
  }

  private func insertedRows(into table: QualifiedName, _ node: ParseNode) -> InsertedRows {
    let columns = (node["cols"]?.children ?? []).compactMap { $0["ResTarget"]?["name"]?.identifier }
    guard let query = node["selectStmt"] else {
      var rows = InsertedRows(into: table, .defaultValues)
      rows.columns = columns
      return rows
    }
    guard let tuples = query["SelectStmt"]?["valuesLists"]?.children else {
      var rows = InsertedRows(into: table, .query)
      rows.columns = columns
      rows.givenColumns = columns
      rows.givenPlaces = columns.isEmpty ? [0] : []
      let local = Set(node.descendants(named: "CommonTableExpr").compactMap { $0["ctename"]?.identifier })
      let inside = node["withClause"].map { relationsRead(by: $0) } ?? []
      rows.reads =
        inside + relationsRead(by: query).filter { !inside.contains($0) && !local.contains($0.name) && $0 != table }
      return rows
    }
    var rows = InsertedRows(into: table, .values(tuples.count))
    rows.columns = columns
    var given: Set<Int> = []
    let width = columns.isEmpty ? tuples.first?["List"]?["items"]?.children.count ?? 0 : columns.count
    for tuple in tuples where given.count < width {
      for (position, value) in (tuple["List"]?["items"]?.children ?? []).enumerated() where value["SetToDefault"] == nil
      {
        given.insert(position)
      }
    }
    rows.givenColumns = columns.indices.filter(given.contains).map { columns[$0] }
    rows.givenPlaces = columns.isEmpty ? given.sorted() : []
    return rows
  }

  /// The same column of an assignment to several is one assignment; parts of a column (`a.b`, `a[1]`) may be set beside
  /// each other.
  private func note(assignments: [ParseNode], at rows: inout ChangedRows) {
    var seen: Set<Identifier> = []
    for target in assignments.compactMap({ $0["ResTarget"] }) {
      if target["indirection"] == nil, let name = target["name"]?.identifier { rows.columns.append(name) }
      rows.sources += columnsMentioned(in: target["val"]).filter { seen.insert($0).inserted }
    }
  }

  /// What a `WHERE` leaves.
  private func condition(_ node: ParseNode?) -> RowCondition {
    guard let node else { return .none }
    var columns: [Identifier] = []
    var conjuncts = [node]
    while let conjunct = conjuncts.popLast() {
      if let both = conjunct["BoolExpr"], both["boolop"]?.string == "AND_EXPR" {
        conjuncts += (both["args"]?.children ?? []).reversed()
      } else if let test = conjunct["NullTest"], test["nulltesttype"]?.string == "IS_NOT_NULL",
        let column = parts(test["arg"]?["ColumnRef"]?["fields"]).last
      {
        columns.append(column)
      } else if let column = comparedWithItself(conjunct) {
        columns.append(column)
      } else if !isTrue(conjunct) {
        return .some
      }
    }
    return columns.isEmpty ? .alwaysTrue : .notNull(columns)
  }

  /// `a = a`, which is NULL for a NULL.
  private func comparedWithItself(_ node: ParseNode) -> Identifier? {
    guard let (left, right) = equation(node) else { return nil }
    let fields = parts(left["ColumnRef"]?["fields"])
    return !fields.isEmpty && fields == parts(right["ColumnRef"]?["fields"]) ? fields.last : nil
  }

  /// The constant `true`, or two equal constants.
  private func isTrue(_ node: ParseNode) -> Bool {
    if let constant = node["A_Const"]?["boolval"] { return constant["boolval"]?.isTrue ?? false }
    if let cast = node["TypeCast"], columnType(cast["typeName"])?.name == "bool", let text = cast["arg"].flatMap(scalar)
    {
      return ["t", "true"].contains(text)
    }
    guard let (left, right) = equation(node), left["A_Const"] != nil, right["A_Const"] != nil else { return false }
    return scalar(left) != nil && scalar(left) == scalar(right)
  }

  private func equation(_ node: ParseNode) -> (ParseNode, ParseNode)? {
    guard let expression = node["A_Expr"], expression["kind"]?.string == "AEXPR_OP",
      parts(expression["name"]).last == "=", let left = expression["lexpr"], let right = expression["rexpr"]
    else { return nil }
    return (left, right)
  }
}
