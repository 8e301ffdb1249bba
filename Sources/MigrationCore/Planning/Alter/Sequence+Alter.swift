extension SequenceGenerator {
  /// The steps from this sequence to `new`; its counter stays where it is.
  ///
  /// `isDisowned` is whether it must be taken from its column before that goes.
  func alterations(to new: SequenceGenerator, in schema: Identifier, isDisowned: Bool) -> [Alteration] {
    let sequence = QualifiedName(schema, name)
    let id = ObjectID(.sequence, schema, name)
    let label = StepLabel(.alter, id)
    var alterations: [Alteration] = []
    if isDisowned || (ownedBy != nil && ownedBy != new.ownedBy) {
      alterations.append(Alteration(.type, label, ["ALTER SEQUENCE \(sequence) OWNED BY NONE"]).aside)
    }
    var statements: [SQLText] = []
    let options = options.changes(to: new.options, withType: true)
    if !options.isEmpty { statements.append("ALTER SEQUENCE \(sequence) \(options, separator: " ")") }
    if persistence != new.persistence {
      let word: SQLText = new.persistence == .unlogged ? "UNLOGGED" : "LOGGED"
      statements.append("ALTER SEQUENCE \(sequence) SET \(word)")
    }
    if !statements.isEmpty { alterations.append(Alteration(.sequence, label, statements)) }
    var details = new.ownedBy == nil ? ownerChange(of: "SEQUENCE \(sequence)", owner, new.owner) : []
    if new.ownedBy != nil, isDisowned || ownedBy != new.ownedBy { details += new.setOwnedBy(in: schema) }
    if !details.isEmpty { alterations.append(Alteration(.attributes, label, details, rank: .detail).aside) }
    let comments = commentChange(on: "SEQUENCE \(sequence)", comment, new.comment)
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail)) }
    return alterations
  }
}

extension SequenceOptions {
  /// The clauses that lead to `new`; `withType` is whether the type is one of them, an identity column has it by itself.
  func changes(to new: SequenceOptions, withType: Bool) -> [SQLText] {
    var clauses: [SQLText] = []
    if withType, type != new.type { clauses.append("AS \(catalog: new.type)") }
    // With the type PostgreSQL moves bounds that are the old type's own; said, they are right in any case.
    let moves = type != new.type
    if increment != new.increment { clauses.append("INCREMENT BY \(new.increment)") }
    if minimum != new.minimum || moves { clauses.append("MINVALUE \(new.minimum)") }
    if maximum != new.maximum || moves { clauses.append("MAXVALUE \(new.maximum)") }
    if start != new.start { clauses.append("START WITH \(new.start)") }
    if cache != new.cache { clauses.append("CACHE \(new.cache)") }
    if cycles != new.cycles { clauses.append(new.cycles ? "CYCLE" : "NO CYCLE") }
    return clauses
  }
}
