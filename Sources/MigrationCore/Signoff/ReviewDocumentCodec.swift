/// Reads and writes `plan.review.json`.
package enum ReviewDocumentCodec {
  /// The document that `bytes` hold.
  ///
  /// - Throws: ``SignoffError`` with the byte offset or the JSON path of what is wrong; an unknown key is wrong.
  package static func decode(_ bytes: [UInt8]) throws(SignoffError) -> ReviewDocument {
    do { return try document(JSONReader.read(bytes)) } catch { throw .unreadableDocument(error) }
  }

  /// The file of `document`, its final newline included: the same bytes for the same document.
  package static func encode(_ document: ReviewDocument) -> [UInt8] {
    JSONWriter.indented(
      .object([
        JSONMember("format", .integer(1)),
        JSONMember("plan", .object([JSONMember("sha256", .string(document.planHash))])),
        JSONMember("comments", .array(document.comments.map(json))),
        JSONMember("acknowledgements", .array(document.acknowledgements.map(json))),
        JSONMember("signoffs", .array(document.signoffs.map(json))),
      ]))
  }
}

extension ReviewDocument {
  /// SHA-256 of the comments and acknowledgements as they stand, in whatever order: what a statement is signed over.
  package var discussionHash: String {
    let comments = comments.sorted { Identifier($0.id) < Identifier($1.id) }.map(ReviewDocumentCodec.json)
    let acknowledgements = acknowledgements.map(ReviewDocumentCodec.json).map(JSONWriter.canonical)
      .sorted { $0.lexicographicallyPrecedes($1) }.map { JSONValue.string(String(decoding: $0, as: UTF8.self)) }
    let both = JSONValue.object([
      JSONMember("acknowledgements", .array(acknowledgements)), JSONMember("comments", .array(comments)),
    ])
    return SHA256.hex(of: JSONWriter.canonical(both))
  }
}

// MARK: - Reading

extension ReviewDocumentCodec {
  private static func document(_ value: JSONValue) throws(JSONError) -> ReviewDocument {
    var fields = try JSONFields(value)
    let format = try fields.integer("format")
    guard format == 1 else { throw .wrongValue(at: fields.path(of: "format"), "is \(format); only 1 is known") }
    var plan = try JSONFields(fields.require("plan"), at: fields.path(of: "plan"))
    let hash = try plan.string("sha256")
    guard hash.isSHA256 else { throw .wrongValue(at: plan.path(of: "sha256"), "is not 64 lower-case hex digits") }
    try plan.finish()
    let document = ReviewDocument(
      planHash: hash, comments: try fields.array("comments", comment),
      acknowledgements: try fields.array("acknowledgements", acknowledgement),
      signoffs: try fields.array("signoffs", signoff))
    try fields.finish()
    return document
  }

  private static func comment(_ value: JSONValue, at path: String) throws(JSONError) -> Comment {
    var fields = try JSONFields(value, at: path)
    let id = try fields.string("id")
    let place = try place(fields.require("at"), at: fields.path(of: "at"))
    let comment = Comment(
      id: id, place: place, author: try fields.string("author"), writtenAt: try fields.string("written_at"),
      text: try fields.string("text"), isResolved: try fields.bool("resolved"))
    try fields.finish()
    return comment
  }

  private static func place(_ value: JSONValue, at path: String) throws(JSONError) -> Comment.Place {
    var fields = try JSONFields(value, at: path)
    let isStep = fields.rest.contains { $0.key == "step" }
    if isStep {
      let id = try step(&fields)
      let value = fields.take("lines")
      let lines = try value.map { value throws(JSONError) in try stepLines(value, at: fields.path(of: "lines")) }
      try fields.finish()
      return lines.map { .stepLines($0, of: id) } ?? .step(id)
    }
    let object = try fields.optionalString("object")
    guard let value = fields.take("lines") else {
      try fields.finish()
      return object.map { .object($0) } ?? .plan
    }
    guard let object else { throw .missing(at: fields.path(of: "object")) }
    let commented = try lines(value, at: fields.path(of: "lines"))
    try fields.finish()
    return .lines(commented, of: object)
  }

  private static func lines(_ value: JSONValue, at path: String) throws(JSONError) -> CommentedLines {
    var fields = try JSONFields(value, at: path)
    let side = try fields.string("side")
    guard ["current", "desired"].contains(side) else {
      throw .wrongValue(at: fields.path(of: "side"), "is neither current nor desired")
    }
    let lines = try range(&fields)
    try fields.finish()
    return CommentedLines(isDesired: side == "desired", lines: lines)
  }

  /// Lines of a step's SQL, which has one side only.
  private static func stepLines(_ value: JSONValue, at path: String) throws(JSONError) -> ClosedRange<Int> {
    var fields = try JSONFields(value, at: path)
    let lines = try range(&fields)
    try fields.finish()
    return lines
  }

  private static func range(_ fields: inout JSONFields) throws(JSONError) -> ClosedRange<Int> {
    let (first, last) = (try fields.integer("first"), try fields.integer("last"))
    guard first > 0, last >= first else { throw .wrongValue(at: fields.path(of: "last"), "ends before it begins") }
    return first...last
  }

  private static func step(_ fields: inout JSONFields) throws(JSONError) -> StepID {
    guard let id = StepID(try fields.string("step")) else {
      throw .wrongValue(at: fields.path(of: "step"), "is not the number of a step such as \"2.1\"")
    }
    return id
  }

  private static func acknowledgement(_ value: JSONValue, at path: String) throws(JSONError) -> Acknowledgement {
    var fields = try JSONFields(value, at: path)
    let acknowledgement = Acknowledgement(
      rule: RuleID(try fields.string("rule")), step: try step(&fields), author: try fields.string("author"),
      writtenAt: try fields.string("written_at"), reason: try fields.string("reason"))
    try fields.finish()
    return acknowledgement
  }

  private static func signoff(_ value: JSONValue, at path: String) throws(JSONError) -> Signoff {
    var fields = try JSONFields(value, at: path)
    let signoff = Signoff(statement: try fields.string("statement"), signature: try fields.string("signature"))
    try fields.finish()
    return signoff
  }
}

// MARK: - Writing

extension ReviewDocumentCodec {
  fileprivate static func json(_ comment: Comment) -> JSONValue {
    let place: [JSONMember] =
      switch comment.place {
      case .step(let id): [JSONMember("step", .string(id.description))]
      case .stepLines(let lines, of: let id):
        [JSONMember("step", .string(id.description)), JSONMember("lines", .object(json(lines)))]
      case .object(let name): [JSONMember("object", .string(name))]
      case .lines(let lines, of: let name): [JSONMember("object", .string(name)), JSONMember("lines", json(lines))]
      case .plan: []
      }
    return .object([
      JSONMember("id", .string(comment.id)), JSONMember("at", .object(place)),
      JSONMember("author", .string(comment.author)), JSONMember("written_at", .string(comment.writtenAt)),
      JSONMember("text", .string(comment.text)), JSONMember("resolved", .bool(comment.isResolved)),
    ])
  }

  private static func json(_ lines: CommentedLines) -> JSONValue {
    .object([JSONMember("side", .string(lines.isDesired ? "desired" : "current"))] + json(lines.lines))
  }

  private static func json(_ lines: ClosedRange<Int>) -> [JSONMember] {
    [JSONMember("first", .integer(lines.lowerBound)), JSONMember("last", .integer(lines.upperBound))]
  }

  fileprivate static func json(_ acknowledgement: Acknowledgement) -> JSONValue {
    .object([
      JSONMember("rule", .string(acknowledgement.rule.text)),
      JSONMember("step", .string(acknowledgement.step.description)),
      JSONMember("author", .string(acknowledgement.author)),
      JSONMember("written_at", .string(acknowledgement.writtenAt)),
      JSONMember("reason", .string(acknowledgement.reason)),
    ])
  }

  private static func json(_ signoff: Signoff) -> JSONValue {
    .object([
      JSONMember("statement", .string(signoff.statement)), JSONMember("signature", .string(signoff.signature)),
    ])
  }
}
