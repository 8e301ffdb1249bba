package import MigrationCore

/// The form in which it is kept between two looks.
extension LookedAtPlan {
  package var json: [UInt8] {
    JSONWriter.canonical(
      .object([
        JSONMember("format", .integer(1)),
        JSONMember(
          "steps",
          .array(
            steps.map { step in
              .object([
                JSONMember("content", .string(step.content)), JSONMember("title", .string(step.title)),
                JSONMember("seen", .bool(step.isSeen)), JSONMember("reviewed", .bool(step.isReviewed)),
                JSONMember("novelty", step.novelty.map { .string($0.rawValue) } ?? .null),
              ])
            })),
      ]))
  }

  /// - Throws: `JSONError` for what is not that form.
  package init(json: [UInt8]) throws(JSONError) {
    var fields = try JSONFields(JSONReader.read(json))
    let format = try fields.integer("format")
    guard format == 1 else { throw .wrongValue(at: fields.path(of: "format"), "is \(format); only 1 is known") }
    steps = try fields.array("steps") { value, path throws(JSONError) in
      var fields = try JSONFields(value, at: path)
      return Step(
        content: try fields.string("content"), title: try fields.string("title"), isSeen: try fields.bool("seen"),
        isReviewed: try fields.bool("reviewed"),
        novelty: try fields.nullableString("novelty").flatMap(Novelty.init(rawValue:)))
    }
  }
}
