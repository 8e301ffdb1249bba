/// The full-fidelity hash of a schema: SHA-256 of its canonical text.
///
/// Two schemas have the same hash when the model cannot tell them apart, column numbers aside. Whatever has its
/// default value is not in the text, so a property that the model learns later leaves the hashes of schemas without
/// it as they were. Objects of extensions are left out, as `pg_dump` leaves them out, and so is what no plan touches:
/// objects of kinds that are not managed. What a `.pgschemaignore` names is to be taken out of the schema before.
package struct CatalogHash: Hashable, Sendable {
  /// What is left out when two databases may differ in it.
  package struct Options: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let owners = Self(rawValue: 1)
    package static let privileges = Self(rawValue: 2)
    package static let everything: Self = [.owners, .privileges]
  }

  /// Lines of UTF-8, indented by two spaces a level, so that a line diff says what differs.
  package let text: [UInt8]

  /// The hash of everything in `schema` that `options` does not exclude.
  package init(of schema: DatabaseSchema, including options: Options = .everything) {
    var text = CanonicalText(options)
    text.object("schema", schema.name) { text in
      text.owner(schema.owner)
      text.property("comment", schema.comment)
    }
    for table in schema.tables where table.extensionName == nil { text.write(table) }
    for view in schema.views where view.extensionName == nil { text.write(view) }
    for sequence in schema.sequences where sequence.extensionName == nil { text.write(sequence) }
    for routine in schema.routines where routine.extensionName == nil { text.write(routine) }
    for aggregate in schema.aggregates where aggregate.extensionName == nil { text.write(aggregate) }
    for type in schema.enumTypes where type.extensionName == nil { text.write(type) }
    for type in schema.compositeTypes where type.extensionName == nil { text.write(type) }
    for domain in schema.domains where domain.extensionName == nil { text.write(domain) }
    for object in schema.definedObjects where object.extensionName == nil { text.write(object) }
    if options.contains(.privileges) {
      for privilege in schema.privileges { text.write(privilege) }
      for privilege in schema.columnPrivileges { text.write(privilege) }
      for privilege in schema.defaultPrivileges { text.write(privilege) }
    }
    self.text = text.json.bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String { SHA256.hex(of: text) }
}
