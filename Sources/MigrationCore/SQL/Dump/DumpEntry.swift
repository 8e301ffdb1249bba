/// One statement of a dump with what its header says.
package struct DumpEntry: Hashable, Sendable {
  /// The folder of a dump in many files, in the order in which the main file includes them.
  package enum Folder: String, CaseIterable, Hashable, Sendable {
    case types, domains, collations
    case textSearch = "text_search"
    case sequences, functions, procedures, tables, aggregates, operators, views
    case materializedViews = "materialized_views"
    case casts
    case defaultPrivileges = "default_privileges"
    case privileges
    case schema
  }

  /// What the header calls the object: `users`, `total(integer)`.
  package var name: String
  /// The header's type: `TABLE`, `INDEX`; pgschema's words where it has one.
  package var type: String
  /// What the header has for the schema: `-` for the schema that is dumped, pgschema's class words for privileges.
  package var scope = "-"
  /// Comments on tables, columns, views and indexes have no header.
  package var isComment = false
  package var folder: Folder
  /// The object that the file of a dump in many files is named after.
  package var file: String
  package var statement: SQLText

  init(_ name: String, _ type: String, in folder: Folder, file: String? = nil, _ statement: SQLText) {
    self.name = name
    self.type = type
    self.folder = folder
    self.file = file ?? name
    self.statement = statement
  }

  /// A comment that follows its object.
  ///
  /// `column` is the one that it is on; empty when it is on the object itself.
  static func comment(in folder: Folder, file: String, column: String = "", _ statement: SQLText) -> DumpEntry {
    var entry = DumpEntry(column, "COMMENT", in: folder, file: file, statement)
    entry.isComment = true
    return entry
  }
}
