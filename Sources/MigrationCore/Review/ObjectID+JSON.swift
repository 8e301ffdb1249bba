/// Objects in plan.json: `{"kind": "column", "schema": "public", "name": "users", "member": "email"}`.
extension ObjectID {
  /// The members that say which object is meant.
  package var members: [JSONMember] {
    var members = [
      JSONMember("kind", .string(kind.rawValue)), JSONMember("schema", .string(schema.text)),
      JSONMember("name", .string(name.text)),
    ]
    if let arguments { members.append(JSONMember("arguments", .string(arguments))) }
    if let member { members.append(JSONMember("member", .string(member.text))) }
    return members
  }

  /// Takes the members out again.
  package init(_ fields: inout JSONFields) throws(JSONError) {
    let word = try fields.string("kind")
    guard let kind = ObjectKind(rawValue: word) else {
      throw .wrongValue(at: fields.path(of: "kind"), "is no kind of object")
    }
    self.init(
      kind, Identifier(try fields.string("schema")), Identifier(try fields.string("name")),
      arguments: try fields.optionalString("arguments"),
      member: try fields.optionalString("member").map { Identifier($0) })
  }
}
