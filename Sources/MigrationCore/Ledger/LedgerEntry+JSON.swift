extension LedgerEntry {
  /// The row as a line of a ledger that is a file: a JSON object, without the newline.
  package var line: String {
    let value = JSONValue.object([
      JSONMember("id", .integer(id)), JSONMember("written_at", .string(writtenAt)),
      JSONMember("kind", .string(kind.rawValue)), JSONMember("change", change.map { .integer($0) } ?? .null),
      JSONMember("body", .string(body)), JSONMember("previous", .string(previous)), JSONMember("hash", .string(hash)),
    ])
    return String(decoding: JSONWriter.canonical(value), as: UTF8.self)
  }

  /// Reads a line.
  ///
  /// - Throws: ``JSONError`` with the path of what is wrong.
  package init(line: some Sequence<UInt8>) throws(JSONError) {
    var fields = try JSONFields(JSONReader.read(Array(line)))
    let word = try fields.string("kind")
    guard let kind = LedgerRecord.Kind(rawValue: word) else {
      throw .wrongValue(at: fields.path(of: "kind"), "is no kind of record that is known")
    }
    var change: Int?
    if let member = fields.rest.first(where: { $0.key == "change" }), member.value == .null {
      _ = fields.take("change")
    } else {
      change = try fields.integer("change")
    }
    self.init(
      id: try fields.integer("id"), writtenAt: try fields.string("written_at"), kind: kind, change: change,
      body: try fields.string("body"), previous: try fields.string("previous"), hash: try fields.string("hash"))
    try fields.finish()
  }
}
