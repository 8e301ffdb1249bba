/// Makes of two schemas the changes that lead from the one to the other, in order.
package enum Planner {
  /// The changes, and what is refused; a plan with refusals must not be run.
  package struct Outcome: Sendable {
    package var changes: [PlannedChange]
    package var refusals: [PlanRefusal]
    /// What the options left out, and what of that others need.
    package var selection: PlanSelection
  }

  /// Plans the way from `current` to `desired`, two pictures of one schema that were read in the same way.
  ///
  /// - Parameters:
  ///   - current: the schema as it is.
  ///   - desired: as it shall be; its owners and texts settled with those of `current`.
  ///   - server: where the plan will run.
  ///   - options: how it is to be made.
  /// - Returns: the changes in order of execution; none when the schemas are the same.
  package static func plan(
    from current: DatabaseSchema, to desired: DatabaseSchema, on server: ServerVersion, _ options: PlanOptions
  ) -> Outcome {
    plan(from: [current], to: [desired], on: server, options)
  }

  /// Plans the way for several schemas that may need each other.
  ///
  /// - Parameters:
  ///   - current: the schemas as they are.
  ///   - desired: the same schemas in the same order as they shall be.
  ///   - server: where the plan will run.
  ///   - options: how it is to be made.
  /// - Returns: the changes in order of execution.
  package static func plan(
    from current: [DatabaseSchema], to desired: [DatabaseSchema], on server: ServerVersion, _ options: PlanOptions
  ) -> Outcome {
    let names = zip(current, desired).map { PartNames(of: $0.withoutExtensionMembers, to: $1) }
    // A selection is from the changes of objects, and names come before these.
    let current =
      options.isSelective ? current.map(\.withoutExtensionMembers) : names.map(\.schema)
    let renaming = options.isSelective ? [] : names.flatMap(\.changes)
    let wanted = zip(current, desired).map { current, desired in
      desired.withoutExtensionMembers.namingRoutines(as: current).leavingWhiteSpaceOfBodies(to: current)
        .keepingData(of: current).attachingIndexes(as: current)
    }
    var drafts = SchemaDiff.all(from: current, to: wanted, on: server).map { diff in
      var draft = PlanDraft(diff, options)
      draft.addParts()
      draft.addPrivileges()
      return draft
    }
    let (changes, selection) = PlanDraft.inOrder(&drafts)
    return Outcome(changes: renaming + changes, refusals: drafts.flatMap(\.refusals), selection: selection)
  }
}

extension DatabaseSchema {
  /// The same with routines' bodies as in `current` where only white space at the ends of lines is different.
  ///
  /// pgschema dumps bodies without it, so a dump that is planned against its own database must not change them.
  fileprivate func leavingWhiteSpaceOfBodies(to current: DatabaseSchema) -> DatabaseSchema {
    var copy = self
    let known = Dictionary(current.routines.map { ($0.id(in: name), $0) }) { first, _ in first }
    for place in copy.routines.indices {
      guard let other = known[routines[place].id(in: name)], let old = other.source, let new = routines[place].source,
        old != new, old.withoutWhiteSpaceAtEnds == new.withoutWhiteSpaceAtEnds
      else { continue }
      let rest = routines[place].definition.text.replacing(new.text, with: old.text)
      guard CatalogSQL(rest) == other.definition else { continue }
      copy.routines[place].source = old
      copy.routines[place].definition = other.definition
    }
    return copy
  }
}

extension StoredText {
  /// Without white space at the ends of lines, and without empty lines at the end.
  fileprivate var withoutWhiteSpaceAtEnds: StoredText {
    var lines = PgschemaRoutineText.body(text).utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return StoredText(lines.map { String($0) ?? "" }.joined(separator: "\n"))
  }
}
