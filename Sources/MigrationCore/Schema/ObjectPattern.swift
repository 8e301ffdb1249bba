/// Which objects a person means: `name` or `kind:name`, with the wildcards of `.pgschemaignore`.
///
/// The name is an object's own, a relation's for everything in it, or `relation.member` for one thing in it, with or
/// without its schema before it; an index, a constraint, a trigger and a column go by their own name too. The kind is
/// PostgreSQL's word, `type` for every kind of type.
package struct ObjectPattern: Hashable, Sendable {
  private let kinds: Set<ObjectKind>?
  private let name: String

  /// Reads `name` or `kind:name`; nil when the kind is none.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else {
      kinds = nil
      name = text
      return
    }
    guard let kinds = Self.kinds(String(text[..<colon])) else { return nil }
    self.kinds = kinds
    name = String(text[text.index(after: colon)...])
  }

  /// Whether the object is meant, or is part of a relation that is.
  ///
  /// `relation` is the kind of what the object is a part of; nil when it stands by itself.
  package func matches(_ object: ObjectID, in relation: ObjectKind?) -> Bool {
    guard let member = object.member else {
      return isKind(object.kind) && isCalled(object.name.text, in: object.schema)
    }
    if let relation, isKind(relation), isCalled(object.name.text, in: object.schema) { return true }
    return isKind(object.kind)
      && (Glob.matches(name, member.text) || isCalled("\(object.name.text).\(member.text)", in: object.schema))
  }

  private func isCalled(_ text: String, in schema: Identifier) -> Bool {
    Glob.matches(name, text) || Glob.matches(name, "\(schema.text).\(text)")
  }

  private func isKind(_ kind: ObjectKind) -> Bool { kinds?.contains(kind) ?? true }

  private static let types: Set<ObjectKind> = [.enumType, .compositeType, .domain, .rangeType, .baseType]

  private static func kinds(_ word: String) -> Set<ObjectKind>? {
    let word = word.lowercased().replacing("_", with: " ").replacing("-", with: " ")
    if word == "type" { return types }
    return ObjectKind(rawValue: word).map { [$0] }
  }
}
