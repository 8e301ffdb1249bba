extension Column {
  /// NOT NULL, given or taken away.
  ///
  /// `SET NOT NULL` alone reads the whole table under ACCESS EXCLUSIVE, which stops reads and writes. A valid CHECK that
  /// says the same lets PostgreSQL skip that; from PostgreSQL 18 on, NOT NULL itself can be added NOT VALID. Validating
  /// holds SHARE UPDATE EXCLUSIVE, beside which others read and write.
  /// Source: PostgreSQL manual, ALTER TABLE, "SET/DROP NOT NULL" and "VALIDATE CONSTRAINT".
  func notNullChanges(to new: Column, _ context: ColumnContext) -> [Alteration] {
    switch (notNull, new.notNull) {
    case (nil, nil): return []
    case (.some, nil):
      // Since PostgreSQL 18 one that is declared here, too, stays when a parent's goes.
      let staysWithoutParents = context.server >= .major(18) && notNull?.isLocal ?? false
      if context.isInherited({ $0.notNull == nil }), !context.parentsDropNotNullAlone, !staysWithoutParents {
        return []
      }
      let alter = context.dropsNotNullAlone ? context.alterOnly : context.alter
      return [Alteration(.check, context.label, ["\(alter) DROP NOT NULL"])]
    case (nil, .some(let wanted)):
      if context.isInherited({ $0.notNull == nil }), context.getsNotNull(wanted.name) { return [] }
      guard new.identity == nil || identity != nil else {
        return [Alteration(.check, context.label, ["\(context.alter) SET NOT NULL"])]
      }
      return [Alteration(.check, context.label, wanted.steps(new, context), rank: .addConstraint)]
    case (.some(let old), .some(let wanted)):
      return old.alterations(to: wanted, of: new, context)
    }
  }
}

extension Column.NotNull {
  fileprivate func steps(_ column: Column, _ context: ColumnContext) -> [PlannedStep] {
    let alter: SQLText = "ALTER \(context.keyword) \(context.table)"
    let set: PlannedStep = PlannedStep("\(context.alter) SET NOT NULL")
    if context.server >= .major(18), let name {
      let noInherit: SQLText = noInherit ? " NO INHERIT" : ""
      let add: SQLText = "\(alter) ADD CONSTRAINT \(name) NOT NULL \(column.name)\(noInherit)"
      let about = commentChange(on: "CONSTRAINT \(name) ON \(context.table)", nil, comment).map { PlannedStep($0) }
      guard context.isOnline || !isValidated else { return [PlannedStep(add)] + about }
      let validate = PlannedStep("\(alter) VALIDATE CONSTRAINT \(name)", .ownTransaction)
      return [PlannedStep("\(add) NOT VALID")] + about + (isValidated ? [validate] : [])
    }
    guard context.isOnline, !context.isForeign else { return [set] }
    let check = HelperName.make(column.name, "not_null", taken: context.takenNames)
    return [
      PlannedStep("\(alter) ADD CONSTRAINT \(check) CHECK (\(column.name) IS NOT NULL) NOT VALID"),
      PlannedStep("\(alter) VALIDATE CONSTRAINT \(check)", .ownTransaction), set,
      PlannedStep("\(alter) DROP CONSTRAINT \(check)"),
    ]
  }

  /// Names and flags, which it has since PostgreSQL 18.
  fileprivate func alterations(to new: Self, of column: Column, _ context: ColumnContext) -> [Alteration] {
    let alter: SQLText = "ALTER \(context.keyword) \(context.table)"
    var steps: [PlannedStep] = []
    if let name, let other = new.name {
      if name != other, !context.isRenamedWithParents(name, other) {
        steps.append(PlannedStep("\(alter) RENAME CONSTRAINT \(name) TO \(other)"))
      }
      if noInherit != new.noInherit {
        let word: SQLText = new.noInherit ? "NO INHERIT" : "INHERIT"
        steps.append(PlannedStep("\(alter) ALTER CONSTRAINT \(other) \(word)"))
      }
      if !isValidated, new.isValidated {
        steps.append(PlannedStep("\(alter) VALIDATE CONSTRAINT \(other)", .ownTransaction))
      } else if isValidated, !new.isValidated, !context.isLoosenedWithParents {
        steps = [
          PlannedStep("\(alter) DROP CONSTRAINT \(name)"),
          PlannedStep("\(alter) ADD CONSTRAINT \(other) NOT NULL \(column.name) NOT VALID"),
        ]
      }
      steps += commentChange(on: "CONSTRAINT \(other) ON \(context.table)", comment, new.comment)
        .map { PlannedStep($0) }
    }
    return steps.isEmpty ? [] : [Alteration(.check, context.label, steps, rank: .detail)]
  }
}

extension ColumnContext {
  /// Whether a parent's NOT NULL that comes gives it one of the name; before PostgreSQL 18 it has none.
  fileprivate func getsNotNull(_ name: Identifier?) -> Bool {
    parents.contains { $0.old.notNull == nil && $0.new.notNull != nil && $0.new.notNull?.name == name }
  }

  /// Whether a parent's NOT NULL is made again NOT VALID, and this one with it.
  var isLoosenedWithParents: Bool {
    new.notNull?.isLocal == false
      && parents.contains { $0.old.notNull?.isValidated == true && $0.new.notNull?.isValidated == false }
  }

  /// Whether a parent's NOT NULL of the same name gets the same other one.
  func isRenamedWithParents(_ name: Identifier, _ other: Identifier) -> Bool {
    parents.contains { $0.old.notNull?.name == name && $0.new.notNull?.name == other }
  }
}

/// Names of what a plan makes for a while.
enum HelperName {
  /// `base_ending`, cut to PostgreSQL's 63 bytes, with a number when it is taken.
  static func make(_ base: Identifier, _ ending: String, taken: Set<Identifier>) -> Identifier {
    var number = 0
    while true {
      let tail = Array((number == 0 ? "_\(ending)" : "_\(ending)_\(number)").utf8)
      var head = base.bytes.prefix(63 - tail.count)
      // Not in the middle of a character.
      while let last = head.last, head.count < base.bytes.count, last & 0xC0 == 0x80 { head.removeLast() }
      if head.count < base.bytes.count, let last = head.last, last >= 0xC0 { head.removeLast() }
      let name = Identifier(bytes: head + tail)
      if !taken.contains(name) { return name }
      number += 1
    }
  }
}
