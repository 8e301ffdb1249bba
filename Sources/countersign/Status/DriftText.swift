import MigrationCore

/// What drifted, as a person and as a program reads it.
enum DriftText {
  /// A paragraph for each object, indented by two; both definitions where there are both, below the names of `sides`.
  static func text(_ drift: Drift, sides: (recorded: String, found: String) = ("recorded", "now")) -> String {
    drift.objects.map { object in
      var text = "  \(object.change.rawValue) \(object.title) in schema \(object.schema.text)\n"
      for property in object.properties {
        let name = (property.path + [property.name]).joined(separator: ", ")
        text += "    \(name): \(words(property))\n"
      }
      if object.recorded?.utf8.elementsEqual((object.found ?? "").utf8) != true {
        if let definition = object.recorded, !definition.isEmpty { text += section(sides.recorded, definition) }
        if let definition = object.found, !definition.isEmpty { text += section(sides.found, definition) }
      }
      return text
    }.joined()
  }

  static func json(_ drift: Drift) -> JSONValue {
    .array(
      drift.objects.map { object in
        .object([
          JSONMember("change", .string(object.change.rawValue)), JSONMember("schema", .string(object.schema.text)),
          JSONMember("object", .string(object.title)),
          JSONMember(
            "properties",
            .array(
              object.properties.map { property in
                .object([
                  JSONMember("path", .array(property.path.map { .string($0) })),
                  JSONMember("name", .string(property.name)),
                  JSONMember("recorded", HistoryJSON.string(property.recorded)),
                  JSONMember("now", HistoryJSON.string(property.found)),
                ])
              })),
          JSONMember("recorded", HistoryJSON.string(object.recorded)),
          JSONMember("now", HistoryJSON.string(object.found)),
        ])
      })
  }

  /// `text → varchar(40)`, `new: …`, `gone: …`; a long text, such as a body, is in the definitions.
  private static func words(_ property: DriftedProperty) -> String {
    func short(_ text: String) -> String {
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.count > 60 ? "\(line.prefix(57))..." : line
    }
    return switch (property.recorded, property.found) {
    case (let recorded?, let found?): "\(short(recorded)) → \(short(found))"
    case (let recorded?, nil): recorded.isEmpty ? "gone" : "gone: \(short(recorded))"
    case (nil, let found?): found.isEmpty ? "new" : "new: \(short(found))"
    case (nil, nil): ""
    }
  }

  private static func section(_ title: String, _ definition: String) -> String {
    let lines = definition.split(separator: "\n", omittingEmptySubsequences: false)
    return "    \(title):\n" + lines.map { $0.isEmpty ? "\n" : "      \($0)\n" }.joined()
  }
}
