extension DumpDraft {
  mutating func add(_ view: View) {
    let object = id(view.objectKind, view.name)
    let key = Key(stage: .view, object: object)
    let relation = QualifiedName(name, view.name)
    let isMaterialized = view.materialization != nil
    let type = isMaterialized ? "MATERIALIZED VIEW" : "VIEW"
    let folder: DumpEntry.Folder = isMaterialized ? .materializedViews : .views
    let file = view.name.text
    let whole = DumpEntry(view.name.text, type, in: folder, view.dump(in: name))
    let standIn: StandIn = { [name] in (view.standIn(in: name), [whole]) }
    add(key, .view, standIn: isMaterialized ? nil : standIn, [whole])
    let comments =
      MigrationCore.comment(on: "\(view.keyword) \(relation)", view.comment)
      + view.columns.flatMap { MigrationCore.comment(on: "COLUMN \(relation).\($0.name)", $0.comment) }
    let commentKey = Key(stage: .attributes, object: object.member(.view, "comment"))
    add(
      commentKey, .view, part: .comment, as: object, comments.map { .comment(in: folder, file: file, $0) })
    put(commentKey, after: key)
    for index in view.materialization?.indexes ?? [] { add(index, of: object, .view, in: folder, after: key) }
    for trigger in view.triggers { add(trigger, on: relation, in: folder, after: key) }
    let rest = Key(stage: .attributes, object: object)
    add(
      rest, .view, part: .rest, view.remainder(in: name, self).map { DumpEntry(view.name.text, type, in: folder, $0) })
    put(rest, after: key)
    for index in view.materialization?.indexes ?? [] {
      put(rest, after: Key(stage: .viewIndex, object: object.member(.index, index.name)))
    }
  }
}

extension View {
  func dump(in schema: Identifier) -> SQLText {
    let view = QualifiedName(schema, name)
    let query: SQLText = "\(catalog: definition.trimmed)"
    guard let materialization else {
      let with: SQLText = options.isEmpty ? "" : " WITH (\(options.plain))"
      return "CREATE OR REPLACE VIEW \(view)\(with) AS\n\(query)"
    }
    var clauses: [SQLText] = []
    if let method = materialization.accessMethod, method != "heap" { clauses.append(" USING \(method)") }
    let lists = [options.plain, materialization.toastOptions.sql(prefix: "toast.")].filter { !$0.isEmpty }
    if !lists.isEmpty { clauses.append(" WITH (\(lists, separator: ", "))") }
    if let tablespace = materialization.tablespace { clauses.append(" TABLESPACE \(tablespace)") }
    let empty: SQLText = materialization.isPopulated ? "" : "\nWITH NO DATA"
    return "CREATE MATERIALIZED VIEW IF NOT EXISTS \(view)\(clauses, separator: "") AS\n\(query)\(empty)"
  }

  fileprivate func remainder(in schema: Identifier, _ draft: DumpDraft) -> [SQLText] {
    let view = QualifiedName(schema, name)
    var statements = materialization == nil ? columns.flatMap { $0.setDefault(of: view, "VIEW") } : []
    for column in columns { statements += column.settings(of: view, keyword) }
    if materialization != nil { statements += columns.flatMap { $0.setCompression(of: view) } }
    for index in materialization?.indexes ?? [] {
      var index = index
      index.comment = nil
      statements += index.attributes(on: view, keyword)
    }
    return statements + draft.ownerStatements(of: "\(keyword) \(view)", owner)
  }
}

extension [StorageOption] {
  /// `name=value, …`, values unquoted where SQL takes them so.
  fileprivate var plain: SQLText {
    let options: [SQLText] = map { option in
      let isPlain =
        !option.value.text.isEmpty
        && option.value.text.utf8.allSatisfy { byte in
          isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        }
      let value: SQLText = isPlain ? "\(catalog: CatalogSQL(option.value.text))" : "\(literal: option.value)"
      return "\(option.name)=\(value)"
    }
    return "\(options, separator: ", ")"
  }
}
