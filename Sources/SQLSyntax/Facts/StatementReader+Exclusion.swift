internal import MigrationCore

extension StatementReader {
  /// The elements and the condition of an `EXCLUDE`.
  func note(exclusion node: ParseNode, at added: inout AddedConstraint) {
    let start = node["location"]?.int ?? 0
    added.exclusion = exclusionElements(node)
    added.functions = functions(in: node["exclusions"]) + functions(in: node["where_clause"])
    if added.exclusion.contains(where: { $0.key.column == nil }),
      let expressions = WrittenClauses(source).keys(added.exclusion.count, from: start)
    {
      for place in added.exclusion.indices { added.exclusion[place].key.expression = expressions[place] }
    }
    if node["where_clause"] != nil { added.condition = WrittenClauses(source).exclusionCondition(from: start) }
  }

  /// What an `EXCLUDE` compares, without the text of expressions.
  func exclusionElements(_ node: ParseNode) -> [ExclusionElement] {
    (node["exclusions"]?.children ?? []).compactMap { pair in
      let items = pair["List"]?["items"]?.children ?? []
      guard items.count == 2, let key = items[0]["IndexElem"] else { return nil }
      return ExclusionElement(indexKey(key), comparison(parts(items[1]["List"]?["items"])))
    }
  }

  private func comparison(_ name: [Identifier]) -> CatalogSQL {
    guard name.count > 1, let sign = name.last else { return CatalogSQL(name.last?.text ?? "") }
    let schema: SQLText = "\(name[name.count - 2])"
    return CatalogSQL("OPERATOR(\(schema.text).\(sign.text))")
  }
}
