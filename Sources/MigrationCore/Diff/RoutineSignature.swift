/// A routine's name and the types of its input, by which PostgreSQL tells it from others.
///
/// An `ObjectID` has the parameters' names too: it is another one when only these change.
struct RoutineSignature: Hashable {
  private let name: Identifier
  private let types: [String]

  /// Nil for what is no routine.
  init?(_ object: ObjectID) {
    guard [.function, .procedure, .aggregate].contains(object.kind) else { return nil }
    name = object.name
    types = SQLList.split(object.arguments ?? "").compactMap(Self.inputType)
  }

  /// Whether a parameter is of a relation's row type.
  func takesRows(of relation: Identifier) -> Bool {
    let spellings = [relation.text, "\"\(relation.text)\""]
    return types.contains { type in
      let type = type.replacing(" ", with: "")
      return spellings.contains { type == $0 || type.hasSuffix(".\($0)") }
    }
  }

  /// The type of a parameter as `pg_get_function_identity_arguments` prints it; nil for output.
  private static func inputType(of parameter: String) -> String? {
    var (first, rest) = firstWord(of: parameter)
    if first == "OUT" { return nil }
    if ["IN", "INOUT", "VARIADIC"].contains(first) { (first, rest) = firstWord(of: rest) }
    return rest.isEmpty || continues(first, rest) ? "\(first) \(rest)" : "\(rest) "
  }

  /// Whether the words are a type's name together; a parameter of such a name is printed in quotes or has another type.
  private static func continues(_ word: String, _ rest: String) -> Bool {
    switch word {
    case "double": rest == "precision" || rest.hasPrefix("precision[")
    case "character", "bit": rest == "varying" || rest.hasPrefix("varying[")
    case "time", "timestamp": rest.hasPrefix("with time zone") || rest.hasPrefix("without time zone")
    default: false
    }
  }

  /// Splits at the first space outside quotes.
  private static func firstWord(of text: String) -> (String, String) {
    var isQuoted = false
    for place in text.utf8.indices {
      let byte = text.utf8[place]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: " "), !isQuoted {
        return (String(text[..<place]), String(text[text.utf8.index(after: place)...]))
      }
    }
    return (text, "")
  }
}
