import MigrationCore

/// One file of a script while it is being cut into statements and commands.
struct ScriptText {
  private let bytes: [UInt8]
  private let file: String
  /// Where each line begins.
  private let lines: [Int]
  private var lexer: Lexer

  private var statement = StatementSplitter.Statement()
  /// The statement's lexemes without comments.
  private var words: [Lexeme] = []
  private var hints: [PendingHint] = []
  private var allowances: [Allowance] = []
  /// The line in which the last statement ends; nil before the first.
  private var lastLine: Int?
  /// COPYs that rows will follow, and where those of the ones that psql has sent begin.
  private var copies = 0
  private var rows: Int?
  /// How many of psql's `\\if` are open: whether what is in them runs is not known, so nothing there is included.
  private var conditions = 0

  /// A hint of the statement that is being read, with the number of words before it.
  struct PendingHint {
    var name: HintedName
    var word: Int
    var place: SourcePlace
  }

  init(_ text: [UInt8], file: String) throws(ScriptError) {
    // A byte order mark is no SQL; psql leaves it out, too.
    let bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    self.bytes = bytes
    self.file = file
    lines = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    lexer = Lexer(bytes)
    if let zero = bytes.firstIndex(of: 0) {
      throw .notText("a zero byte, which PostgreSQL cannot take", at: place(of: zero))
    }
    if let wrong = Self.firstInvalid(bytes) {
      throw .notText("this is not UTF-8", at: place(of: wrong))
    }
  }

  /// Adds the file's statements and what it includes.
  mutating func read(into expansion: inout ScriptExpansion) throws(ScriptError) {
    expansion.script.words.formUnion(ScriptWords.all(in: bytes))
    while let lexeme = lexer.next() {
      let first = bytes[lexeme.range.lowerBound]
      if let rows, lexeme.range.lowerBound >= rows {
        skipCopiedRows(from: rows)
      } else if lexeme.kind == .comment {
        try takeComment(lexeme, &expansion)
      } else if lexeme.kind == .punctuation, first == UInt8(ascii: "\\") {
        try takeCommand(at: lexeme.range.lowerBound, &expansion)
      } else if lexeme.kind == .punctuation, first == UInt8(ascii: ";"), statement.endsAtSemicolon {
        try end(&expansion)
      } else {
        statement.take(lexeme, in: bytes)
        words.append(lexeme)
      }
    }
    // The last statement needs no semicolon, as in psql.
    try end(&expansion)
    if let hint = hints.first { throw .badHint("there is nothing below this hint", at: hint.place) }
    expansion.script.allowances += allowances.map { .init(allowance: $0, statement: nil) }
  }

  /// With `isSent` psql sends the statement at once, with what was kept back before; not so at `\;`.
  private mutating func end(_ expansion: inout ScriptExpansion, isSent: Bool = true) throws(ScriptError) {
    defer { if isSent, copies > 0 { rows = rows ?? nextLine } }
    guard let first = words.first, let last = words.last else { return }
    let reader = SubjectReader(bytes, words)
    let place = place(of: first.range.lowerBound)
    if reader.isCopyFromInput {
      guard expansion.purpose == .migration else { throw .copiesData(at: place) }
      copies += 1
    }
    let subject = reader.subject
    for hint in hints {
      let hinted = hint.word == 0 ? reader.hintedSubject : reader.member(at: hint.word)
      guard let hinted else {
        let what = hint.word == 0 ? "the statement below this hint creates nothing" : "no column or value begins here"
        throw .badHint(what + " that could have been renamed", at: hint.place)
      }
      expansion.script.renames.append(
        .init(
          subject: hinted, statement: expansion.script.statements.count, oldName: hint.name.name,
          oldSchema: hint.name.schema,
          place: hint.place))
    }
    let written = Array(bytes[first.range.lowerBound..<last.range.upperBound])
    let (text, variables) = expansion.interpolated(written)
    let sql = String(decoding: text, as: UTF8.self)
    expansion.script.allowances += allowances.map {
      .init(allowance: $0, statement: expansion.script.statements.count)
    }
    expansion.script.statements.append(
      .init(sql: sql, place: place, subject: subject, variables: variables))
    if let standard = StringSetting(written).standardStrings { lexer.hasStandardStrings = standard }
    lastLine = self.place(of: last.range.upperBound - 1).line
    statement = StatementSplitter.Statement()
    words = []
    hints = []
    allowances = []
  }

  private var nextLine: Int {
    let end = bytes[lexer.position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return min(end + 1, bytes.count)
  }

  /// The rows that follow the line with a `COPY … FROM stdin`, for each to `\\.` on a line of its own.
  private mutating func skipCopiedRows(from start: Int) {
    var line = start
    while line < bytes.count, copies > 0 {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if bytes[line..<end].elementsEqual("\\.".utf8) { copies -= 1 }
      line = min(end + 1, bytes.count)
    }
    (copies, rows) = (0, nil)
    lexer.skip(to: line)
  }

  private mutating func takeComment(_ comment: Lexeme, _ expansion: inout ScriptExpansion) throws(ScriptError) {
    let place = place(of: comment.range.lowerBound)
    let found = Allowance.all(inComment: bytes[comment.range], at: place)
    if !found.isEmpty {
      // Behind a statement's semicolon, in the same line, it is meant for that one.
      if words.isEmpty, place.line == lastLine {
        let last = expansion.script.statements.count - 1
        expansion.script.allowances += found.map { .init(allowance: $0, statement: last) }
      } else {
        allowances += found
      }
      return
    }
    guard let name = try HintedName(comment: bytes[comment.range], at: place) else { return }
    let line = bytes[lines[place.line - 1]..<comment.range.lowerBound]
    guard line.allSatisfy(Lexer.isSpace) else { throw .badHint("a rename hint stands on a line of its own", at: place) }
    if hints.last?.word == words.count { throw .badHint("there are two rename hints for one object", at: place) }
    hints.append(PendingHint(name: name, word: words.count, place: place))
  }

  /// What begins with a backslash goes to the end of the line.
  private mutating func takeCommand(at start: Int, _ expansion: inout ScriptExpansion) throws(ScriptError) {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let command = PsqlCommand(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
    let place = place(of: start)
    if expansion.purpose == .migration, command.name == ";" {
      try self.end(&expansion, isSent: false)
      lexer.skip(to: start + 2)
      return
    }
    if expansion.purpose == .migration, !command.isInclude || conditions > 0 {
      if command.name == "if" { conditions += 1 }
      if command.name == "endif" { conditions = max(0, conditions - 1) }
      expansion.take(command)
      if command.endsStatement { try self.end(&expansion) }
      expansion.script.commands.append(
        .init(name: command.name, place: place, statement: expansion.script.statements.count))
      lexer.skip(to: end)
      if command.copiesInput {
        copies += 1
        rows = rows ?? nextLine
      }
      return
    }
    if let first = words.first, command.action != .copyEnd {
      throw .commandInsideStatement(
        "\\\(command.name)", began: self.place(of: first.range.lowerBound), at: place)
    }
    switch command.action {
    case .include(let path):
      if let hint = hints.first { throw .badHint("an include stands below this hint", at: hint.place) }
      try expansion.include(path, at: place)
    case .ignored: break
    case .copyEnd:
      throw .unsupported(
        "\\.", way: "it ends the rows of a COPY: remove both, the desired state is without rows", at: place)
    case .refused(let way): throw .unsupported("\\\(command.name)", way: way, at: place)
    }
    lexer.skip(to: end)
  }

  private func place(of offset: Int) -> SourcePlace {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    // Bytes that continue a character do not count.
    let column = bytes[lines[low]..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return SourcePlace(file: file, line: low + 1, column: column)
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
