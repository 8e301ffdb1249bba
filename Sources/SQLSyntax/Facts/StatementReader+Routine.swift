internal import MigrationCore

extension StatementReader {
  /// Functions, procedures and aggregates.
  func routineActions(of type: String, _ node: ParseNode) -> [StatementAction]? {
    switch type {
    case "CreateFunctionStmt": return createdRoutine(node).map { [.createRoutine($0)] }
    case "AlterFunctionStmt":
      guard let name = name(node["func"]?["objname"]) else { return nil }
      var change = RoutineChange(name)
      change.isSecurityDefiner = option("security", in: node["actions"])?["arg"]?["Boolean"].map {
        $0["boolval"]?.isTrue ?? false
      }
      change.settings = routineSettings(node["actions"])
      return [.alterRoutine(change)]
    case "DefineStmt" where node["kind"]?.string == "OBJECT_AGGREGATE":
      guard let name = name(node["defnames"]) else { return nil }
      var routine = CreatedRoutine(name, .aggregate)
      routine.isReplacing = node["replace"]?.isTrue ?? false
      routine.argumentTypes = argumentTypes(node["args"]?.children.first?["List"]?["items"])
      return [.createRoutine(routine)]
    default: return nil
    }
  }

  private func createdRoutine(_ node: ParseNode) -> CreatedRoutine? {
    guard let name = name(node["funcname"]) else { return nil }
    var routine = CreatedRoutine(name, node["is_procedure"]?.isTrue ?? false ? .procedure : .function)
    routine.isReplacing = node["replace"]?.isTrue ?? false
    routine.argumentTypes = argumentTypes(node["parameters"])
    routine.returns = columnType(node["returnType"])
    let options = node["options"]
    routine.language = option("language", in: options)?["arg"]?["String"]?["sval"]?.identifier
    switch option("volatility", in: options)?["arg"]?["String"]?["sval"]?.string {
    case "immutable": routine.volatility = .immutable
    case "stable": routine.volatility = .stable
    case "volatile": routine.volatility = .volatile
    default: break
    }
    routine.isSecurityDefiner = isOn("security", in: options)
    routine.settings = routineSettings(options)
    let body = option("as", in: options)?["arg"]?["List"]?["items"]?.children.first?["String"]?["sval"]?.string
    if let body, ["plpgsql", "sql"].contains(routine.language) {
      routine.unboundedChanges = Self.unboundedChanges(in: Array(body.utf8))
    }
    return routine
  }

  private func argumentTypes(_ parameters: ParseNode?) -> [ColumnType] {
    (parameters?.children ?? []).compactMap { $0["FunctionParameter"] }.filter {
      !["FUNC_PARAM_OUT", "FUNC_PARAM_TABLE"].contains($0["mode"]?.string)
    }.compactMap { columnType($0["argType"]) }
  }

  private func routineSettings(_ options: ParseNode?) -> [SettingChange] {
    (options?.children ?? []).compactMap { $0["DefElem"] }.filter { $0["defname"]?.string == "set" }.compactMap {
      $0["arg"]?["VariableSetStmt"].map { setting($0, .routine) }
    }
  }

  /// The `UPDATE` and `DELETE` statements of a body that have no WHERE, by their first words.
  ///
  /// A statement begins behind `;`, or behind a word that begins a block.
  static func unboundedChanges(in body: [UInt8]) -> [String] {
    var found: [String] = []
    var words: [String] = []
    var isStart = true
    var hasWhere = false
    for lexeme in Lexer(body) where lexeme.kind != .comment {
      let text = String(decoding: body[lexeme.range], as: UTF8.self)
      let word = lexeme.kind == .word ? text.lowercased() : ""
      if !words.isEmpty {
        if text == ";" {
          if !hasWhere { found.append(words.joined(separator: " ")) }
          words = []
        } else {
          hasWhere = hasWhere || word == "where"
          if words.count < 4, lexeme.kind == .word || lexeme.kind == .quotedName, word != "set" { words.append(text) }
        }
      } else if isStart, word == "update" || word == "delete" {
        (words, hasWhere) = ([text.uppercased()], false)
      }
      isStart = text == ";" || ["begin", "then", "else", "loop"].contains(word)
    }
    if !words.isEmpty, !hasWhere { found.append(words.joined(separator: " ")) }
    return found
  }
}
