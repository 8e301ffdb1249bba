/// Rules that tables have from tables above them, and what is their own of them.
extension PlanDraft {
  /// What comes NOT VALID with a parent's rule is validated when that is there.
  mutating func addValidations() {
    for (copy, original) in diff.validatedAlone {
      guard let member = copy.member else { continue }
      let key = Key(phase: .alter, stage: .check, object: copy)
      let validate = PlannedStep(
        "ALTER TABLE \(QualifiedName(schema, copy.name)) VALIDATE CONSTRAINT \(member)", .ownTransaction)
      add(key, .validate, [PlannedChange(StepLabel(.alter, copy), [validate])])
      put(key, afterMaking: original)
      put(key, after: Key(stage: .table, object: id(.table, copy.name)))
    }
    // A new table must be there to get what is made again above it NOT VALID.
    for table in diff.desired.tables where diff.created[id(.table, table.name)] != nil {
      for rule in table.constraints where rule.isCheck && !rule.isValidated && rule.isEnforced {
        for parent in tablesAbove(table) where parent.schema == schema {
          let original = id(.table, parent.name).member(.constraint, rule.name)
          guard diff.isRemade(original) else { continue }
          put(Key(stage: .check, object: original), after: Key(stage: .table, object: id(.table, table.name)))
        }
      }
    }
    putDeclaredCopiesInOrder()
  }

  /// The comment of what comes with a rule of a table above.
  mutating func addComment(on constraint: Constraint, of table: Table, _ id: ObjectID) {
    guard diff.kept[self.id(.table, table.name)] != nil, constraint.index == nil else { return }
    let key = Key(phase: .alter, stage: .attributes, object: id)
    let comment = commentChange(
      on: "CONSTRAINT \(constraint.name) ON \(QualifiedName(schema, table.name))", nil, constraint.comment)
    add(key, .detail, [PlannedChange(StepLabel(.alter, id), comment)])
    put(key, after: Key(stage: .partition, object: self.id(.table, table.name)))
    for above in tablesAbove(table) {
      put(key, afterMaking: ObjectID(.table, above.schema, above.name).member(.constraint, constraint.name))
    }
  }

  /// Whether a table right below declares it, too, and its copy is made again: it goes after this, and comes before.
  func hasDeclaredCopy(_ id: ObjectID) -> Bool {
    declaredCopiesThatCome[id] != nil || (declaredCopiesThatGo[id] ?? []).contains { !diff.goesAlong.contains($0) }
  }

  /// PostgreSQL drops no check that a table has from above; and what comes there when the table has its own keeps how
  /// that was validated.
  private mutating func putDeclaredCopiesInOrder() {
    for (id, copies) in declaredCopiesThatGo {
      for copy in copies {
        put(Key(phase: .drop, stage: .check, object: copy), after: Key(phase: .drop, stage: .check, object: id))
        put(Key(stage: .check, object: id), after: Key(phase: .drop, stage: .check, object: copy))
      }
    }
    for (id, copies) in declaredCopiesThatCome {
      for copy in copies {
        put(Key(stage: .check, object: copy), after: Key(phase: .drop, stage: .check, object: id))
        put(Key(stage: .check, object: id), after: Key(stage: .check, object: copy))
      }
    }
  }

  private mutating func put(_ key: Key, afterMaking rule: ObjectID) {
    for stage: ScriptOrder.Stage in [.check, .foreignKey] { put(key, after: Key(stage: stage, object: rule)) }
  }
}
