extension Table {
  /// The steps from this table's own properties to those of `new`; its parts are altered by themselves.
  func alterations(to new: Table, in schema: Identifier, on server: ServerVersion) -> [Alteration] {
    let table = QualifiedName(schema, name)
    let id = ObjectID(.table, schema, name)
    func label(_ ending: String, _ operation: StepLabel.Operation = .alter) -> StepLabel {
      StepLabel("table\(ending)", operation, id.planPath)
    }
    let alter: SQLText = "ALTER \(keyword) \(table)"
    var alterations: [Alteration] = []
    if persistence != new.persistence {
      let word: SQLText = new.persistence == .unlogged ? "UNLOGGED" : "LOGGED"
      alterations.append(Alteration(.sequence, label(".persistence"), ["\(alter) SET \(word)"]))
    }
    alterations += inheritance(to: new, alter, label(""))
    var statements: [SQLText] = []
    if accessMethod != new.accessMethod, let method = new.accessMethod ?? (partitioning == nil ? "heap" : nil) {
      statements.append("\(alter) SET ACCESS METHOD \(method)")
    } else if accessMethod != new.accessMethod {
      statements.append("\(alter) SET ACCESS METHOD DEFAULT")
    }
    if tablespace != new.tablespace { statements.append("\(alter) SET TABLESPACE \(new.tablespace ?? "pg_default")") }
    statements += options.changes(to: new.options, alter)
    statements += toastOptions.changes(to: new.toastOptions, alter, prefix: "toast.")
    if let foreign, let other = new.foreign, let change = foreign.options.foreignChanges(to: other.options) {
      statements.append("\(alter) \(change)")
    }
    statements += ownerChange(of: "\(keyword) \(table)", owner, new.owner)
    if !statements.isEmpty { alterations.append(Alteration(.attributes, label(""), statements, rank: .detail)) }
    if replicaIdentity != new.replicaIdentity {
      let set = new.setReplicaIdentity(in: schema)
      let back: [SQLText] = ["ALTER TABLE ONLY \(table) REPLICA IDENTITY DEFAULT"]
      // An index that it names may be one that is built concurrently.
      alterations.append(Alteration(.statistics, label(""), set.isEmpty ? back : set, rank: .cleanUp))
    }
    alterations += rowSecurity(to: new, alter, label)
    let comments = commentChange(on: "\(keyword) \(table)", comment, new.comment)
    if !comments.isEmpty { alterations.append(Alteration(.view, label(".comment"), comments, rank: .detail)) }
    return alterations
  }

  private func inheritance(to new: Table, _ alter: SQLText, _ label: StepLabel) -> [Alteration] {
    var alterations: [Alteration] = []
    let joined = new.parents.filter { !parents.contains($0) }
    if ofType != new.ofType {
      alterations.append(Alteration(.type, label, [new.ofType.map { "\(alter) OF \($0)" } ?? "\(alter) NOT OF"]))
    }
    if !joined.isEmpty {
      // It must have the parent's columns by then.
      alterations.append(
        Alteration(.partition, label, joined.map { "\(alter) INHERIT \($0)" }, rank: .addConstraint))
    }
    return alterations
  }

  private func rowSecurity(
    to new: Table, _ alter: SQLText, _ label: (String, StepLabel.Operation) -> StepLabel
  ) -> [Alteration] {
    var alterations: [Alteration] = []
    if hasRowSecurity != new.hasRowSecurity {
      let word: SQLText = new.hasRowSecurity ? "ENABLE" : "DISABLE"
      alterations.append(
        Alteration(
          .rule, label(".rls", new.hasRowSecurity ? .create : .drop), ["\(alter) \(word) ROW LEVEL SECURITY"]))
    }
    if forcesRowSecurity != new.forcesRowSecurity {
      let word: SQLText = new.forcesRowSecurity ? "FORCE" : "NO FORCE"
      // pgschema looks at FORCE only where row security stays enabled.
      let operation: StepLabel.Operation =
        hasRowSecurity == new.hasRowSecurity ? .alter : new.hasRowSecurity ? .create : .drop
      alterations.append(Alteration(.policy, label(".rls", operation), ["\(alter) \(word) ROW LEVEL SECURITY"]))
    }
    return alterations
  }
}
