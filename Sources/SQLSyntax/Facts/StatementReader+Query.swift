internal import MigrationCore

extension StatementReader {
  /// The query of a statement, or its condition.
  func queries(of type: String, _ node: ParseNode) -> [QueryShape] {
    switch type {
    case "SelectStmt": return node["intoClause"] == nil ? [shape(of: node, for: .select)] : []
    case "ViewStmt":
      guard let name = relation(node["view"]), let query = node["query"] else { return [] }
      var shape = shape(of: query, for: .view(name))
      shape.outputs = outputs(of: query["SelectStmt"], named: parts(node["aliases"]))
      return [shape]
    case "CreateTableAsStmt":
      guard let name = relation(node["into"]?["rel"]), let query = node["query"] else { return [] }
      return node["objtype"]?.string == "OBJECT_MATVIEW" ? [shape(of: query, for: .view(name))] : []
    case "InsertStmt":
      guard let table = relation(node["relation"]), let query = node["selectStmt"]?["SelectStmt"],
        query["valuesLists"] == nil
      else { return [] }
      return [shape(of: query, for: .insert(table))]
    case "UpdateStmt", "DeleteStmt", "MergeStmt":
      return relation(node["relation"]).map { [shape(of: node, for: .change($0))] } ?? []
    default: return []
    }
  }

  private func shape(of node: ParseNode, for use: QueryShape.Use) -> QueryShape {
    var shape = QueryShape(use)
    shape.reads = relationsRead(by: node)
    shape.isUnrestricted =
      node["fromClause"] != nil && node["whereClause"] == nil && node["limitCount"] == nil
      && node["havingClause"] == nil
    shape.openPatterns = node.descendants(named: "A_Expr").compactMap(openPattern)
    shape.ordersByRandom = node.descendants(named: "SortBy").contains { sort in
      sort["node"].map { $0["FuncCall"] != nil && functions(in: $0).contains("random") } ?? false
    }
    let local = Set(node.descendants(named: "CommonTableExpr").compactMap { $0["ctename"]?.identifier })
    var (stars, computed): ([QualifiedName], [Identifier]) = ([], [])
    func note(_ query: ParseNode) {
      guard takesAll(query) else { return }
      stars += relationsRead(by: query["fromClause"]).filter { !local.contains($0.name) && !stars.contains($0) }
    }
    note(node)
    let names: [StaticString] = ["SelectStmt", "larg", "rarg", "whereClause", "SubLink", "valuesLists"]
    node.walk(names) { name, node in
      switch name {
      case 0, 1, 2: note(node)
      case 3: computed += computedColumns(in: node)
      case 4: return node["subLinkType"]?.string != "EXISTS_SUBLINK"
      default: return false
      }
      return true
    }
    shape.starReads = stars
    shape.computedColumns = computed.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return shape
  }

  /// Whether a query's own list has a `*`.
  private func takesAll(_ query: ParseNode) -> Bool {
    guard query["fromClause"] != nil, let list = query["targetList"] else { return false }
    return list.children.contains { target in
      (target["ResTarget"]?["val"]?["ColumnRef"]?["fields"]?.children ?? []).contains { $0["A_Star"] != nil }
    }
  }

  private func openPattern(_ expression: ParseNode) -> String? {
    guard ["AEXPR_LIKE", "AEXPR_ILIKE"].contains(expression["kind"]?.string),
      let pattern = expression["rexpr"]?["A_Const"]?["sval"]?["sval"]?.string,
      pattern.hasPrefix("%") || pattern.hasPrefix("_")
    else { return nil }
    return pattern
  }

  /// Columns inside a function call, or on a side of arithmetic; queries inside have a condition of their own.
  private func computedColumns(in condition: ParseNode) -> [Identifier] {
    var found: [Identifier] = []
    condition.walk(["SubLink", "FuncCall", "A_Expr"]) { name, node in
      switch name {
      case 0: return false
      case 1:
        found += columnsMentioned(in: node["args"])
        return false
      default:
        guard node["kind"]?.string == "AEXPR_OP",
          ["+", "-", "*", "/", "%", "||"].contains(parts(node["name"]).last?.text ?? "")
        else { return true }
        for side in [node["lexpr"], node["rexpr"]] { found += parts(side?["ColumnRef"]?["fields"]).suffix(1) }
        return true
      }
    }
    return found
  }

  /// The columns of a query by the names that PostgreSQL gives them; names that are given go before.
  private func outputs(of query: ParseNode?, named aliases: [Identifier]) -> [Identifier?]? {
    var query = query
    while let left = query?["larg"] { query = left }
    guard let targets = query?["targetList"]?.children.compactMap({ $0["ResTarget"] }) else { return nil }
    var names: [Identifier?] = []
    for target in targets {
      let value = target["val"]
      let fields = value?["ColumnRef"]?["fields"]
      if (fields?.children ?? []).contains(where: { $0["A_Star"] != nil }) { return nil }
      names.append(target["name"]?.identifier ?? parts(fields).last ?? parts(value?["FuncCall"]?["funcname"]).last)
    }
    for (position, alias) in aliases.enumerated() where position < names.count { names[position] = alias }
    return names
  }
}
