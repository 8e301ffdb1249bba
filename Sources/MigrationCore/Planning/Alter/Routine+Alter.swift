extension Routine {
  /// The steps from this routine to `new`, which CREATE OR REPLACE takes when its definition is another.
  func alterations(to new: Routine, in schema: Identifier) -> [Alteration] {
    let object = object(in: schema)
    let label = StepLabel(.alter, id(in: schema))
    var alterations: [Alteration] = []
    let body = changesWithoutBody(to: new)
    if body.needsReplacing {
      alterations.append(Alteration(.routine, label, [new.dump(in: schema, isExact: true)]))
    } else if !body.clauses.isEmpty {
      alterations.append(Alteration(.routine, label, body.clauses.map { "ALTER \(object) \($0)" }).counted)
    }
    let owners = ownerChange(of: object, owner, new.owner)
    if !owners.isEmpty { alterations.append(Alteration(.attributes, label, owners, rank: .detail).aside) }
    let comments = commentChange(on: object, comment, new.comment)
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail)) }
    return alterations
  }

  /// What ALTER FUNCTION can say when nothing else differs.
  private func changesWithoutBody(to new: Routine) -> (needsReplacing: Bool, clauses: [SQLText]) {
    // What is neither definition nor what stands beside it says the definition again.
    guard definition != new.definition else { return (false, []) }
    var same = self
    same.definition = new.definition
    same.parallel = new.parallel
    same.isLeakproof = new.isLeakproof
    same.comment = new.comment
    same.owner = new.owner
    guard same == new else { return (true, []) }
    var clauses: [SQLText] = []
    if parallel != new.parallel {
      switch new.parallel {
      case .safe: clauses.append("PARALLEL SAFE")
      case .restricted: clauses.append("PARALLEL RESTRICTED")
      case .unsafe: clauses.append("PARALLEL UNSAFE")
      }
    }
    if isLeakproof != new.isLeakproof { clauses.append(new.isLeakproof ? "LEAKPROOF" : "NOT LEAKPROOF") }
    return (clauses.isEmpty, clauses)
  }
}

extension Aggregate {
  /// The steps from this aggregate to `new`, which CREATE OR REPLACE takes.
  func alterations(to new: Aggregate, in schema: Identifier) -> [Alteration] {
    let object = object(in: schema)
    let label = StepLabel(.alter, id(in: schema))
    var same = self
    same.comment = new.comment
    same.owner = new.owner
    var alterations: [Alteration] = []
    if same != new { alterations.append(Alteration(.aggregate, label, [new.create(in: schema, replacing: true)])) }
    let owners = ownerChange(of: object, owner, new.owner)
    if !owners.isEmpty { alterations.append(Alteration(.attributes, label, owners, rank: .detail).aside) }
    let comments = commentChange(on: object, comment, new.comment)
    if !comments.isEmpty { alterations.append(Alteration(.rule, label, comments, rank: .detail)) }
    return alterations
  }
}
