extension DumpDraft {
  mutating func add(_ routine: Routine, isExact: Bool = false) {
    let isProcedure = routine.kind == .procedure
    let object = ObjectID(routine.objectKind, name, routine.name, arguments: routine.identityArguments.text)
    let key = Key(stage: .routine, object: object)
    let title = "\(routine.name)(\(routine.argumentTypes(in: name)))"
    let type = isProcedure ? "PROCEDURE" : "FUNCTION"
    let folder: DumpEntry.Folder = isProcedure ? .procedures : .functions
    let reference = routine.object(in: name)
    let statements =
      [routine.dump(in: name, isExact: isExact)] + ownerStatements(of: reference, routine.owner)
      + MigrationCore.comment(on: reference, routine.comment)
    add(
      key, isProcedure ? .procedure : .function,
      statements.map { DumpEntry(title, type, in: folder, file: routine.name.text, $0) })
  }

  mutating func add(_ aggregate: Aggregate) {
    let object = ObjectID(.aggregate, name, aggregate.name, arguments: aggregate.identityArguments.text)
    let title =
      "\(aggregate.name)(\(aggregate.identityArguments.text.isEmpty ? "*" : aggregate.identityArguments.text))"
    let statements = aggregate.definition(in: name).filter { statement in
      aggregate.owner != owner || !statement.text.contains(" OWNER TO ")
    }
    add(
      Key(stage: .aggregate, object: object), .aggregate,
      statements.map { DumpEntry(title, "AGGREGATE", in: .aggregates, file: aggregate.name.text, $0) })
  }
}

extension Routine {
  /// Types of the parameters that a call gives, for the header.
  fileprivate func argumentTypes(in schema: Identifier) -> String {
    PgschemaParameter.parse(arguments.text, schema: schema.text)
      .filter { ["IN", "INOUT", "VARIADIC"].contains($0.mode) }.map { PgschemaTypeName.normalized($0.type) }
      .joined(separator: ", ")
  }

  /// The statement in pgschema's layout; PostgreSQL's own for a body that is a symbol of a library.
  ///
  /// `isExact` is whether the body keeps white space at its lines' ends, which pgschema's text drops.
  func dump(in schema: Identifier, isExact: Bool = false) -> SQLText {
    guard isInDatabase else { return "\(catalog: definition.trimmed)" }
    let keyword: SQLText = kind == .procedure ? "PROCEDURE" : "FUNCTION"
    let parameters: [SQLText] = Self.parameters(arguments.text).map { Self.parameter($0, in: schema) }
    let list: SQLText = parameters.isEmpty ? "()" : block(parameters)
    var lines: [SQLText] = ["CREATE OR REPLACE \(keyword) \(QualifiedName(schema, name))\(list)"]
    if let result {
      lines.append("RETURNS \(catalog: CatalogSQL(PgschemaRoutineText.result(result.text, schema: schema.text)))")
    }
    lines.append("LANGUAGE \(language)")
    if !transforms.isEmpty {
      let types: [SQLText] = transforms.map { "FOR TYPE \(catalog: $0)" }
      lines.append("TRANSFORM \(types, separator: ", ")")
    }
    if kind == .window { lines.append("WINDOW") }
    if kind != .procedure { lines.append(volatility.keyword) }
    if isStrict { lines.append("STRICT") }
    if isSecurityDefiner { lines.append("SECURITY DEFINER") }
    if isLeakproof { lines.append("LEAKPROOF") }
    switch parallel {
    case .safe: lines.append("PARALLEL SAFE")
    case .restricted: lines.append("PARALLEL RESTRICTED")
    case .unsafe: break
    }
    if let cost { lines.append("COST \(catalog: cost)") }
    if let rows { lines.append("ROWS \(catalog: rows)") }
    if let support { lines.append("SUPPORT \(catalog: support)") }
    lines += settings.map { setting in
      // The value of search_path is a list as SQL has it; an empty one is a quoted nothing.
      if setting.name == "search_path" {
        let path: SQLText =
          setting.value.text.isEmpty || setting.value.text == "\"\""
          ? "''" : "\(catalog: CatalogSQL(setting.value.text))"
        return "SET search_path = \(path)"
      }
      guard Self.listSettings.contains(setting.name.text) else {
        return "SET \(setting.name) = \(literal: setting.value)"
      }
      let values: [SQLText] = Self.list(setting.value.text).map { "\(literal: StoredText($0))" }
      return "SET \(setting.name) = \(values, separator: ", ")"
    }
    lines.append(body(isExact: isExact))
    return "\(lines, separator: "\n")"
  }

  /// Settings whose value is stored as a list of quoted names; `variable_is_guc_list_quote` of PostgreSQL's dumputils.c.
  private static let listSettings: Set<String> = [
    "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries", "temp_tablespaces",
    "unix_socket_directories",
  ]

  /// The values of such a list.
  private static func list(_ text: String) -> [String] {
    var values: [String] = []
    var value = ""
    var isQuoted = false
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      if character == "\"", isQuoted, rest.first == "\"" {
        value.append("\"")
        rest.removeFirst()
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        values.append(value)
        value = ""
      } else if isQuoted || character != " " {
        value.append(character)
      }
    }
    return values + [value]
  }

  private func body(isExact: Bool) -> SQLText {
    if let standardBody { return "\(catalog: standardBody.trimmed)" }
    let source = source?.text ?? ""
    guard language != "internal" else { return "AS \(literal: StoredText(source))" }
    var text = source
    if kind != .procedure, !isExact {
      text = PgschemaRoutineText.body(text)
      if !text.hasSuffix("\n") { text += "\n" }
    }
    let tag = Self.tag(for: text, isProcedure: kind == .procedure)
    return "AS \(catalog: CatalogSQL("$\(tag)$\(text)$\(tag)$"))"
  }

  /// The first of pgschema's dollar quotes that is not in the body.
  private static func tag(for text: String, isProcedure: Bool) -> String {
    let hasParameter = zip(text.utf8, text.utf8.dropFirst()).contains { $0 == UInt8(ascii: "$") && isDigit($1) }
    if !text.contains("$$"), !hasParameter, !text.hasSuffix("$") { return "" }
    let tags = ["_", isProcedure ? "procedure" : "function", "body", "pgdump"] + (1...1000).map { "tag\($0)" }
    return tags.first { !text.contains("$\($0)$") && !text.hasSuffix("$\($0)") } ?? "countersign"
  }

  /// A parameter with pgschema's spelling of its type and its default.
  private static func parameter(_ text: String, in schema: Identifier) -> SQLText {
    let parts = text.firstRange(of: " DEFAULT ")
    let head = parts.map { text[..<$0.lowerBound] } ?? text[...]
    // The type is the end of the words: the longest end that pgschema spells its own way is it.
    let words = head.split(separator: " ", omittingEmptySubsequences: false)
    var spelled = String(head)
    for start in words.indices {
      let type = words[start...].joined(separator: " ")
      let normal = PgschemaTypeName.normalized(type)
      if !normal.utf8.elementsEqual(type.utf8) {
        spelled = (words[..<start].map(String.init) + [normal]).joined(separator: " ")
        break
      }
    }
    let declared: SQLText = "\(catalog: CatalogSQL(spelled))"
    guard let parts else { return declared }
    let value = CatalogSQL(String(text[parts.upperBound...]))
    return "\(declared) DEFAULT \(value.defaultText(in: schema))"
  }

  /// Splits `pg_get_function_arguments` at its commas, those in quotes and brackets aside, with pgschema's type names.
  private static func parameters(_ arguments: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var quote: Character?
    for character in arguments {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      }
      if character == ",", depth == 0, quote == nil {
        parts.append(part)
        part = ""
      } else if !(part.isEmpty && character == " ") {
        part.append(character)
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }
}

extension Routine.Volatility {
  fileprivate var keyword: SQLText {
    switch self {
    case .immutable: "IMMUTABLE"
    case .stable: "STABLE"
    case .volatile: "VOLATILE"
    }
  }
}
