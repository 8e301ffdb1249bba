/// NOT NULL of columns that inherit it.
extension PlanDraft {
  /// Since PostgreSQL 18 NOT NULL is a constraint that is inherited: one that a parent alone declares is made the
  /// column's own before the parent's goes, and has its name while no parent has one.
  mutating func keepNotNull(beside context: ColumnContext, _ table: Table, _ id: ObjectID) {
    guard diff.server >= .major(18), context.new.inheritanceCount > 0 else { return }
    let own = Key(phase: .alter, stage: .check, object: id)
    let kept = Key(phase: .drop, stage: .check, object: id)
    for parent in tablesAbove(table) {
      guard case .column(let old, let new, of: _, _)? = diff.kept[parent.column(context.old.name)]?.typed else {
        continue
      }
      let above = Key(phase: .alter, stage: .check, object: parent.column(context.old.name))
      if old.notNull != nil, new.notNull == nil {
        put(own, after: above)
        put(above, after: kept)
      }
      if old.notNull == nil, new.notNull != nil { put(above, after: own) }
    }
    guard let old = context.old.notNull, let new = context.new.notNull else { return }
    let throughout = context.parents.filter { $0.old.notNull?.noInherit == false && $0.new.notNull?.noInherit == false }
    if !old.isLocal, throughout.isEmpty, context.parents.contains(where: { $0.old.notNull != nil }) {
      add(kept, .revoke, [PlannedChange(context.label, ["\(context.alter) SET NOT NULL"])])
    }
    if !throughout.isEmpty, old.isValidated, !new.isValidated, !context.isLoosenedWithParents {
      refuse(
        id, "its NOT NULL, which it inherits, is validated, and PostgreSQL has no way back to NOT VALID for it alone",
        "VALIDATE the constraint in the SQL as well; or drop the parent's NOT NULL first and add it again NOT VALID")
    }
    guard !throughout.isEmpty, let name = old.name, let other = new.name, name != other,
      !context.isRenamedWithParents(name, other)
    else { return }
    refuse(
      id,
      "its NOT NULL, which it inherits, would be named \(other), not \(name), and PostgreSQL renames no inherited one",
      "name it \(name) in the SQL: CONSTRAINT \(name) NOT NULL; or leave the parent first")
  }
}
