internal import MigrationCore

extension StatementReader {
  /// Indexes, views, sequences, triggers and rules.
  func relationActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "IndexStmt": return createdIndex(node).map { [.createIndex($0)] }
    case "ReindexStmt": return reindex(node)
    case "ViewStmt":
      guard let name = relation(node["view"]) else { return nil }
      var view = CreatedView(name)
      view.isReplacing = node["replace"]?.isTrue ?? false
      view.isTemporary = persistence(node["view"]) == .temporary
      view.columns = parts(node["aliases"])
      view.reads = relationsRead(by: node["query"])
      view.parameters = storageParameters(node["options"])
      return [.createView(view)]
    case "CreateTableAsStmt": return createdFromQuery(node)
    case "RefreshMatViewStmt":
      return relation(node["relation"]).map {
        [
          .refreshMaterializedView(
            $0, isConcurrent: node["concurrent"]?.isTrue ?? false, isFilled: !(node["skipData"]?.isTrue ?? false))
        ]
      }
    // Several tables are in the grammar; PostgreSQL takes one.
    case "CreateStatsStmt":
      return relations(node["relations"]).first.map { [.createStatistics(on: $0)] }
    case "CreateSeqStmt": return relation(node["sequence"]).map { [.createSequence($0)] }
    case "AlterSeqStmt":
      let options = (node["options"]?.children ?? []).compactMap { $0["DefElem"]?["defname"]?.string }
      return relation(node["sequence"]).map { [.alterSequence($0, options: options)] }
    case "CreateTrigStmt": return createdTrigger(node).map { [.createTrigger($0)] }
    case "RuleStmt":
      guard let table = relation(node["relation"]), let name = node["rulename"]?.identifier else { return nil }
      return [.createRule(name, on: table)]
    default: return nil
    }
  }

  /// The numbers are those of PostgreSQL's `trigger.h`.
  private func createdTrigger(_ node: ParseNode) -> CreatedTrigger? {
    guard let table = relation(node["relation"]), let name = node["trigname"]?.identifier,
      let function = self.name(node["funcname"])
    else { return nil }
    var trigger = CreatedTrigger(name, on: table, calling: function)
    trigger.isReplacing = node["replace"]?.isTrue ?? false
    trigger.isConstraint = node["isconstraint"]?.isTrue ?? false
    trigger.isForEachRow = node["row"]?.isTrue ?? false
    let timing = node["timing"]?.int ?? 0
    trigger.timing = timing & 2 != 0 ? .before : timing & 64 != 0 ? .insteadOf : .after
    let events = node["events"]?.int ?? 0
    let numbers: [(Int, Trigger.Event)] = [(4, .insert), (16, .update), (8, .delete), (32, .truncate)]
    trigger.events = numbers.filter { events & $0.0 != 0 }.map(\.1)
    return trigger
  }

  private func createdIndex(_ node: ParseNode) -> CreatedIndex? {
    guard let table = relation(node["relation"]) else { return nil }
    var index = CreatedIndex(node["idxname"]?.identifier.map { QualifiedName(table.schema, $0) }, on: table)
    index.isUnique = node["unique"]?.isTrue ?? false
    index.isConcurrent = node["concurrent"]?.isTrue ?? false
    index.isOnly = !(node["relation"]?["inh"]?.isTrue ?? false)
    index.hasGuard = node["if_not_exists"]?.isTrue ?? false
    index.accessMethod = node["accessMethod"]?.identifier ?? "btree"
    index.keys = (node["indexParams"]?.children ?? []).compactMap { $0["IndexElem"].map(indexKey) }
    let expressions =
      index.keys.contains { $0.column == nil } ? WrittenClauses(source).keys(index.keys.count) : nil
    for place in index.keys.indices where index.keys[place].column == nil {
      index.keys[place].expression = expressions?[place]
    }
    index.included = (node["indexIncludingParams"]?.children ?? []).compactMap { $0["IndexElem"]?["name"]?.identifier }
    index.isPartial = node["whereClause"] != nil
    index.predicate = index.isPartial ? WrittenClauses(source).condition : nil
    index.functions = functions(in: node["indexParams"]) + functions(in: node["whereClause"])
    index.isNullsNotDistinct = node["nulls_not_distinct"]?.isTrue ?? false
    index.parameters = storageParameters(node["options"])
    index.tablespace = node["tableSpace"]?.identifier
    return index
  }

  func indexKey(_ node: ParseNode) -> IndexKey {
    var key = IndexKey(column: node["name"]?.identifier)
    key.collation = name(node["collation"])
    key.operatorClass = parts(node["opclass"]).last
    key.isDescending = node["ordering"]?.string == "SORTBY_DESC"
    switch node["nulls_ordering"]?.string {
    case "SORTBY_NULLS_FIRST": key.nullsFirst = true
    case "SORTBY_NULLS_LAST": key.nullsFirst = false
    default: break
    }
    return key
  }

  private func reindex(_ node: ParseNode) -> [StatementAction]? {
    let isConcurrent = isOn("concurrently", in: node["params"])
    let name = relation(node["relation"])
    switch (node["kind"]?.string, name) {
    case ("REINDEX_OBJECT_INDEX", let name?): return [.reindex(.index(name), isConcurrent: isConcurrent)]
    case ("REINDEX_OBJECT_TABLE", let name?): return [.reindex(.table(name), isConcurrent: isConcurrent)]
    case ("REINDEX_OBJECT_SYSTEM", _): return [.reindex(.systemCatalogs, isConcurrent: isConcurrent)]
    case ("REINDEX_OBJECT_DATABASE", _): return [.reindex(.database, isConcurrent: isConcurrent)]
    default:
      let schema = node["name"]?.identifier ?? self.schema
      return [.reindex(.schema(schema), isConcurrent: isConcurrent)]
    }
  }

  private func createdFromQuery(_ node: ParseNode) -> [StatementAction]? {
    guard let name = relation(node["into"]?["rel"]) else { return nil }
    let reads = relationsRead(by: node["query"])
    let isFilled = !(node["into"]?["skipData"]?.isTrue ?? false)
    if node["objtype"]?.string == "OBJECT_MATVIEW" {
      return [.createMaterializedView(name, reads: reads, isFilled: isFilled)]
    }
    var table = CreatedTable(name)
    table.reads = reads
    table.isFilled = isFilled
    table.persistence = persistence(node["into"]?["rel"])
    table.hasGuard = node["if_not_exists"]?.isTrue ?? false
    return [.createTable(table)]
  }
}
