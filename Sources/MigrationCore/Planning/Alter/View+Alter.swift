extension View {
  /// The steps from this view to `new`, whose query CREATE OR REPLACE takes when it is another.
  func alterations(to new: View, in schema: Identifier, on server: ServerVersion) -> [Alteration] {
    let view = QualifiedName(schema, name)
    let id = ObjectID(objectKind, schema, name)
    let label = StepLabel(.alter, id)
    let alter: SQLText = "ALTER \(keyword) \(view)"
    var alterations: [Alteration] = []
    let isReplaced = definition != new.definition
    // CREATE OR REPLACE sets the options too, all of them.
    if isReplaced { alterations.append(Alteration(.view, label, [new.dump(in: schema)])) }
    var statements = isReplaced ? [] : options.changes(to: new.options, alter)
    if let materialization, let other = new.materialization {
      statements += materialization.toastOptions.changes(to: other.toastOptions, alter, prefix: "toast.")
      if materialization.accessMethod != other.accessMethod {
        statements.append("\(alter) SET ACCESS METHOD \(other.accessMethod ?? "heap")")
      }
      if materialization.tablespace != other.tablespace {
        statements.append("\(alter) SET TABLESPACE \(other.tablespace ?? "pg_default")")
      }
      if !materialization.isPopulated, other.isPopulated {
        let refresh = new.refresh(in: schema).map { PlannedStep($0, .ownTransaction) }
        alterations.append(Alteration(.view, label, refresh).aside)
      }
    }
    let defaults = columnDefaults(to: new, alter)
    if !defaults.isEmpty { alterations.append(Alteration(.columnDefault, label, defaults)) }
    statements += columnSettings(to: new, alter, on: server)
    statements += ownerChange(of: "\(keyword) \(view)", owner, new.owner)
    if !statements.isEmpty { alterations.append(Alteration(.attributes, label, statements, rank: .detail)) }
    let about = commentChange(on: "\(keyword) \(view)", comment, new.comment)
    if isReplaced, new.comment != nil {
      // pgschema says the comment again with every query.
      let again = MigrationCore.comment(on: "\(keyword) \(view)", new.comment)
      let commentLabel = StepLabel("\(label.type).comment", .create, label.path)
      alterations.append(Alteration(.policy, commentLabel, again, rank: .detail))
    } else if !about.isEmpty {
      alterations.append(Alteration(.policy, label, about, rank: .detail))
    }
    var comments: [SQLText] = []
    for column in new.columns {
      let old = columns.first { $0.name == column.name }?.comment
      comments += commentChange(on: "COLUMN \(view).\(column.name)", old, column.comment)
    }
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail)) }
    return alterations
  }

  private func columnDefaults(to new: View, _ alter: SQLText) -> [SQLText] {
    new.columns.compactMap { column in
      let old = columns.first { $0.name == column.name }
      guard old?.defaultExpression != column.defaultExpression else { return nil }
      let value: SQLText = column.defaultExpression.map { "SET DEFAULT \(catalog: $0)" } ?? "DROP DEFAULT"
      return "\(alter) ALTER COLUMN \(column.name) \(value)"
    }
  }

  private func columnSettings(to new: View, _ alter: SQLText, on server: ServerVersion) -> [SQLText] {
    new.columns.flatMap { column -> [SQLText] in
      let old = columns.first { $0.name == column.name }
      let set: SQLText = "\(alter) ALTER COLUMN \(column.name)"
      var statements: [SQLText] = []
      if old?.statisticsTarget != column.statisticsTarget {
        statements.append("\(set) SET STATISTICS \(column.statisticsTarget ?? -1)")
      }
      if old?.storage != column.storage {
        statements.append("\(set) SET STORAGE \(column.storage.map { $0.keyword } ?? column.ownStorage(on: server))")
      }
      if old?.compression != column.compression {
        statements.append("\(set) SET COMPRESSION \(column.compression.map { $0.keyword } ?? "DEFAULT")")
      }
      return statements + (old?.options ?? []).changes(to: column.options, set)
    }
  }
}
