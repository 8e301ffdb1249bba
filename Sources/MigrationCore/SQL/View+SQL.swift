extension View {
  /// `VIEW` or `MATERIALIZED VIEW`.
  var keyword: SQLText { materialization == nil ? "VIEW" : "MATERIALIZED VIEW" }

  /// The CREATE statement.
  ///
  /// `replacing`: whether a stand-in of the same columns is already there.
  func create(in schema: Identifier, replacing: Bool = false) -> SQLText {
    let view = QualifiedName(schema, name)
    let query: SQLText = "AS\n\(catalog: definition.trimmed)"
    guard let materialization else {
      let create: SQLText = replacing ? "CREATE OR REPLACE VIEW" : "CREATE VIEW"
      let with: SQLText = options.isEmpty ? "" : " WITH (\(options.sql()))"
      return "\(create) \(view)\(with) \(query)"
    }
    var clauses: [SQLText] = []
    if let method = materialization.accessMethod, method != "heap" { clauses.append("USING \(method)") }
    if !options.isEmpty || !materialization.toastOptions.isEmpty {
      let lists = [options.sql(), materialization.toastOptions.sql(prefix: "toast.")].filter { !$0.isEmpty }
      clauses.append("WITH (\(lists, separator: ", "))")
    }
    if let tablespace = materialization.tablespace { clauses.append("TABLESPACE \(tablespace)") }
    clauses.append(query)
    return "CREATE MATERIALIZED VIEW \(view) \(clauses, separator: " ")\nWITH NO DATA"
  }

  /// A view with the same columns and no query, for others to depend on until the real one can be made.
  func standIn(in schema: Identifier) -> SQLText {
    let columns: [SQLText] = columns.map { column in
      let collation: SQLText = column.collation.map { " COLLATE \($0)" } ?? ""
      return "CAST(NULL AS \(catalog: column.type))\(collation) AS \(column.name)"
    }
    return "CREATE VIEW \(QualifiedName(schema, name)) AS\nSELECT \(columns, separator: ",\n    ")"
  }

  /// `REFRESH`, for a materialized view that has its data.
  func refresh(in schema: Identifier) -> [SQLText] {
    materialization?.isPopulated == true ? ["REFRESH MATERIALIZED VIEW \(QualifiedName(schema, name))"] : []
  }

  func attributes(in schema: Identifier) -> [SQLText] {
    let view = QualifiedName(schema, name)
    let defaults = materialization == nil ? columns.flatMap { $0.setDefault(of: view, "VIEW") } : []
    return defaults + MigrationCore.owner(of: "\(keyword) \(view)", owner)
      + MigrationCore.comment(on: "\(keyword) \(view)", comment)
      + columns.flatMap { $0.attributes(of: view, keyword) }
      + (materialization == nil ? [] : columns.flatMap { $0.setCompression(of: view) })
  }

  /// Everything that makes the view what it is, with its indexes and triggers, privileges apart.
  package func definition(in schema: Identifier) -> [SQLText] {
    let view = QualifiedName(schema, name)
    return [create(in: schema)] + (materialization?.indexes ?? []).flatMap { $0.definition(on: view, keyword) }
      + triggers.flatMap { $0.definition(on: view) } + attributes(in: schema)
  }
}
