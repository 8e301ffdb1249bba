/// Schemas as they stood at one moment, complete enough to say later what differs from them and how.
///
/// Its bytes are kept as content of the ledger under their hash, so that a state that comes again costs nothing.
package struct RecordedSnapshot: Hashable, Sendable {
  package struct Schema: Hashable, Sendable {
    package var name: Identifier
    /// ``CatalogHash/text``: what the catalog hash is the hash of.
    package var canonicalText: [UInt8]
    /// Its objects with their definitions.
    package var tree: ObjectTree

    package var catalogHash: String { SHA256.hex(of: canonicalText) }
  }

  /// In the order of the target.
  package var schemas: [Schema]
  /// The statements that make all of them anew, each with a semicolon; nil in a snapshot of an earlier version.
  package var sql: String?

  /// The picture of `schemas`, from which is taken out already what a `.pgschemaignore` names.
  package init(of schemas: [DatabaseSchema]) {
    self.schemas = schemas.map { schema in
      Schema(
        name: schema.name, canonicalText: CatalogHash(of: schema).text,
        tree: ObjectTree(schema: schema, source: .liveDatabase))
    }
    sql = SchemaScript(schemas).statements.map { "\($0.text);\n" }.joined()
  }

  /// All objects of all schemas.
  package var tree: ObjectTree {
    ObjectTree(source: schemas.first?.tree.source ?? .plan, roots: schemas.flatMap(\.tree.roots))
  }

  /// The same bytes for the same schemas: canonical JSON.
  package var bytes: [UInt8] {
    let nothing = ObjectTree(source: .plan, roots: [])
    let list = schemas.map { schema in
      JSONValue.object([
        JSONMember("name", .string(schema.name.text)),
        JSONMember("canonical", .string(String(decoding: schema.canonicalText, as: UTF8.self))),
        JSONMember("objects", schema.tree.json(besides: nothing)),
      ])
    }
    var members = [JSONMember("format", .integer(1)), JSONMember("schemas", .array(list))]
    if let sql { members.append(JSONMember("sql", .string(sql))) }
    return JSONWriter.canonical(.object(members))
  }

  /// Reads what ``bytes`` are.
  ///
  /// - Throws: ``JSONError`` with the path of what is wrong.
  package init(_ bytes: [UInt8]) throws(JSONError) {
    var fields = try JSONFields(JSONReader.read(bytes, maximumBytes: 1 << 30))
    let format = try fields.integer("format")
    guard format == 1 else { throw .wrongValue(at: fields.path(of: "format"), "is \(format); only 1 is known") }
    schemas = try fields.array("schemas") { value, path throws(JSONError) in
      var fields = try JSONFields(value, at: path)
      return Schema(
        name: Identifier(try fields.string("name")), canonicalText: Array(try fields.string("canonical").utf8),
        tree: try ObjectTree(json: fields.require("objects"), at: fields.path(of: "objects")))
    }
    sql = try fields.optionalString("sql")
  }
}
