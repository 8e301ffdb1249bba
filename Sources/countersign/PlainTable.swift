import TerminalKit

/// Columns of text under their names, two blanks between.
enum PlainTable {
  /// The lines, with a newline at the end; what a cell holds is made fit for a terminal and for one line.
  static func text(_ header: [String], _ rows: [[String]]) -> String {
    let lines = ([header] + rows).map { $0.map(cell) }
    let widths = header.indices.map { column in lines.map { width($0[column]) }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        let isLast = column == line.count - 1
        text += cell + (isLast ? "" : String(repeating: " ", count: widths[column] - width(cell) + 2))
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }.joined()
  }

  private static func cell(_ text: String) -> String {
    Sanitizer.plainText(text).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func width(_ text: String) -> Int { text.unicodeScalars.count }
}
