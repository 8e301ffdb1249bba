extension SequenceGenerator {
  /// The steps from this sequence to `new`; its counter stays where it is as far as it may be there.
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
    let clauses = options.changes(to: new.options, withType: true)
    if !clauses.isEmpty {
      statements += options.moveCounter(of: sequence, into: new.options)
      statements.append("ALTER SEQUENCE \(sequence) \(clauses, separator: " ")")
    }
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
    if commonBounds(with: new) == nil { clauses.append("RESTART") }
    return clauses
  }

  /// Moves a counter that is outside bounds which become narrower to the nearest one: PostgreSQL refuses to leave it there.
  ///
  /// What was counted already does not come again. Nothing where the bounds have no value in common: there it restarts.
  func moveCounter(of sequence: QualifiedName, into new: SequenceOptions) -> [SQLText] {
    guard new.minimum > minimum || new.maximum < maximum, let bounds = commonBounds(with: new) else { return [] }
    let (low, high): (SQLText, SQLText) = ("\(bounds.lowerBound)", "\(bounds.upperBound)")
    let name: SQLText = "\(sequence)"
    let isPassed: SQLText = new.increment > 0 ? "last_value >= \(low)" : "last_value <= \(high)"
    return [
      """
      SELECT pg_catalog.setval(\(literal: StoredText(name.text)), LEAST(GREATEST(last_value, \(low)), \(high)), \
      is_called AND \(isPassed)) FROM \(sequence) WHERE last_value NOT BETWEEN \(low) AND \(high)
      """
    ]
  }

  private func commonBounds(with new: SequenceOptions) -> ClosedRange<Int64>? {
    let (low, high) = (max(minimum, new.minimum), min(maximum, new.maximum))
    return low <= high ? low...high : nil
  }
}

extension PlanDraft {
  /// The sequence as it is once the table that owns it became logged or unlogged, which since PostgreSQL 15 takes it along;
  /// what the table owns only before or after that is kept out of it.
  mutating func besideOwner(
    _ old: SequenceGenerator, _ new: SequenceGenerator, isDisowned: Bool, _ id: ObjectID
  ) -> SequenceGenerator {
    var changed = old
    guard diff.server >= .major(15) else { return changed }
    for owner in Set([old.ownedBy, new.ownedBy].compactMap { $0?.table }) where owner.schema == schema {
      let table = self.id(.table, owner.name)
      guard case .table(let before, let after)? = diff.kept[table]?.typed, before.persistence != after.persistence
      else {
        continue
      }
      let key = Key(phase: .alter, stage: .sequence, object: table)
      if old.ownedBy == new.ownedBy, !isDisowned {
        changed.persistence = after.persistence
        put(Key(phase: .alter, stage: .sequence, object: id), after: key)
      } else {
        put(key, after: Key(phase: .alter, stage: .type, object: id))
        put(Key(phase: .alter, stage: .attributes, object: id), after: key)
      }
    }
    return changed
  }
}
