/// A schema as a tree of named objects with their definitions: what the screens show, whatever it came from.
package struct ObjectTree: Hashable, Sendable {
  /// Where a tree comes from, best first; the screen says which.
  package enum Source: Hashable, Sendable {
    case liveDatabase
    /// The plan's steps were run on a scratch copy of the current schema; all of them, or up to a failure, which is told
    /// in a sentence.
    case rehearsal(failure: String?)
    /// No database: what the plan itself says; what does not change has no definition there.
    case plan
    /// No database: only what the steps' paths name.
    case stepPaths
  }

  package var source: Source
  package var roots: [ObjectNode]

  /// Why the rehearsal did not get to the end; nil when it did, and for other sources.
  package var failure: String? {
    switch source {
    case .rehearsal(let failure): failure
    case .liveDatabase, .plan, .stepPaths: nil
    }
  }

  package init(source: Source, roots: [ObjectNode]) {
    self.source = source
    self.roots = roots
  }
}

/// One row of a tree: an object, or a heading over objects of one kind.
package struct ObjectNode: Hashable, Sendable {
  /// Nil for a heading (`tables`).
  package var id: ObjectID?
  /// The name without schema (`users`), or the heading.
  package var title: String
  /// What stands beside the name: a column's type, a function's result, a constraint's kind.
  package var detail: String
  /// The object's DDL, members that have nodes of their own included for relations; empty for a heading.
  package var definition: String
  package var children: [ObjectNode]

  package init(id: ObjectID?, title: String, detail: String = "", definition: String = "", children: [ObjectNode] = [])
  {
    self.id = id
    self.title = title
    self.detail = detail
    self.definition = definition
    self.children = children
  }
}
