/// What a person says in the desired SQL of an object that has another name in the database.
///
/// Written as `-- countersign:rename old_name` on a line of its own above the statement that makes the object, or above
/// a column, a constraint, an attribute or an enum label inside it. Nothing else makes a rename: what only looks alike
/// is dropped and created. A hint says nothing once the rename has happened, so it may stay in the file.
package struct RenameHint: Hashable, Sendable {
  /// The object as it is desired; a column or constraint is a member of its relation.
  package var object: ObjectID
  /// The enum label as it is desired; nil when the hint is not above a label.
  package var label: StoredText?
  /// What it is called now.
  package var oldName: Identifier
  /// The schema that it is in now; nil when that is the same.
  package var oldSchema: Identifier?
  /// Where the hint stands.
  package var place: SourcePlace

  package init(
    object: ObjectID, label: StoredText? = nil, oldName: Identifier, oldSchema: Identifier? = nil, place: SourcePlace
  ) {
    self.object = object
    self.label = label
    self.oldName = oldName
    self.oldSchema = oldSchema
    self.place = place
  }
}
