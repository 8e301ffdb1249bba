package import TerminalKit

/// What is typed into a screen, written down: keys and text, and commands about the playing itself.
///
/// Shape: one line after another. A line that begins with `:` and a word is a command; any other is keys as the key table
/// spells them (`J`, `C-d`, `zo`, `5j`) and text to type in double quotes, separated by blanks. What follows a `#` that
/// begins a word is a comment, except in quotes and commands.
package struct ScreenScript: Sendable {
  package enum Command: Hashable, Sendable {
    case press(Key)
    /// Typed letter by letter.
    case type(String)
    /// `:wait idle`: until nothing is under way any more.
    case waitUntilIdle
    /// `:wait key`: until the person who watches presses a key.
    case waitForKey
    /// `:wait for TEXT`: until it stands on the screen.
    case waitForText(String)
    /// `:wait SECONDS`.
    case wait(milliseconds: Int)
    /// `:resize 100x30`.
    case resize(columns: Int, rows: Int)
    /// `:save-screen FILE`.
    case saveScreen(String)
    /// `:caption TEXT`; nil takes it away.
    case caption(String?)
  }

  package struct Line: Hashable, Sendable {
    /// From one.
    package let number: Int
    package let command: Command
  }

  /// The file's name, for messages.
  package let file: String
  /// In order; a line of the file may give several.
  package private(set) var lines: [Line] = []

  /// Reads a script.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - file: its name, for messages.
  ///   - keymap: the table that says which keys there are.
  /// - Throws: ``ScreenScriptError`` for the first line that is neither keys nor a command.
  package init(_ text: String, file: String, keymap: Keymap = .standard) throws(ScreenScriptError) {
    self.file = file
    let sequences = keymap.sequences
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      do throws(UnreadableLine) {
        for command in try Self.commands(in: line, sequences) {
          lines.append(Line(number: index + 1, command: command))
        }
      } catch {
        throw ScreenScriptError("\(file):\(index + 1): \(error.reason)", hint: Self.hint)
      }
    }
  }

  /// A failure at a line, for what only shows when the script is played.
  package func error(at line: Line, _ reason: String) -> ScreenScriptError {
    ScreenScriptError("\(file):\(line.number): \(reason)", hint: "")
  }

  private static let hint = """
    a line is keys (J, C-d, Enter, "text to type"), :wait idle, :wait SECONDS, :wait key, :wait for TEXT, \
    :resize 100x30, :save-screen FILE, :caption TEXT, or a # comment
    """

  private struct UnreadableLine: Error { let reason: String }

  private static func commands(
    in line: Substring, _ sequences: [String: [Key]]
  ) throws(UnreadableLine) -> [Command] {
    let line = line.trimmingBlanks
    if line.first == ":", let second = line.dropFirst().first, second.isLetter {
      return [try command(line.dropFirst())]
    }
    var commands: [Command] = []
    var rest = line
    while let first = rest.first {
      if first == "#" { break }
      if first == "\"" {
        guard let end = rest.dropFirst().firstIndex(of: "\"") else {
          throw UnreadableLine(reason: "a \" is not closed")
        }
        commands.append(.type(String(rest[rest.index(after: rest.startIndex)..<end])))
        rest = rest[rest.index(after: end)...].trimmingBlanks
        continue
      }
      let word = rest.prefix { !$0.isWhitespace }
      commands += try keys(String(word), sequences).map { .press($0) }
      rest = rest[word.endIndex...].trimmingBlanks
    }
    return commands
  }

  private static func keys(_ word: String, _ sequences: [String: [Key]]) throws(UnreadableLine) -> [Key] {
    if let key = Key(label: word) { return [key] }
    let count = word.prefix { $0.isASCII && $0.isNumber }
    let label = String(word.dropFirst(count.count))
    let digits = count.unicodeScalars.map { Key.character($0) }
    if label.isEmpty { return digits }
    if let keys = sequences[label] { return digits + keys }
    if !digits.isEmpty, let key = Key(label: label) { return digits + [key] }
    throw UnreadableLine(reason: "\(Sanitizer.plainText(word)) is no key of any screen")
  }

  private static func command(_ text: Substring) throws(UnreadableLine) -> Command {
    let name = text.prefix { !$0.isWhitespace }
    let argument = String(text[name.endIndex...].trimmingBlanks)
    switch name {
    case "wait": return try wait(argument)
    case "resize":
      let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 2, let columns = numbers[0], let rows = numbers[1], (1...1000).contains(columns),
        (1...1000).contains(rows)
      else { throw UnreadableLine(reason: ":resize needs a size such as 100x30") }
      return .resize(columns: columns, rows: rows)
    case "save-screen":
      guard !argument.isEmpty else { throw UnreadableLine(reason: ":save-screen needs the name of a file") }
      return .saveScreen(argument)
    case "caption": return .caption(argument.isEmpty ? nil : argument)
    default: throw UnreadableLine(reason: "there is no command :\(Sanitizer.plainText(String(name)))")
    }
  }

  private static func wait(_ argument: String) throws(UnreadableLine) -> Command {
    if argument == "idle" { return .waitUntilIdle }
    if argument == "key" { return .waitForKey }
    if argument.hasPrefix("for ") { return .waitForText(String(argument.dropFirst(4)[...].trimmingBlanks)) }
    guard let seconds = Double(argument), (0...3600).contains(seconds) else {
      throw UnreadableLine(reason: ":wait needs idle, key, for TEXT, or seconds from 0 to 3600")
    }
    return .wait(milliseconds: Int(seconds * 1000))
  }
}

/// Why a script cannot be read, or went wrong; names file and line.
package struct ScreenScriptError: Error, Hashable, Sendable {
  package let message: String
  package let hint: String

  init(_ message: String, hint: String) { (self.message, self.hint) = (message, hint) }
}

extension Keymap {
  /// Every sequence of keys, by its label.
  fileprivate var sequences: [String: [Key]] {
    let all = bindings.flatMap(\.sequences).map { (Self.label($0), $0) }
    return Dictionary(all) { first, _ in first }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
