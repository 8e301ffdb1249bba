extension Grid {
  /// The screen as text, the form in which golden screens are kept.
  ///
  /// Shape: the rows of text without trailing spaces, a line `--`, then a line for every run of equal paint that is not
  /// plain text: `row:column+length role[/surface][!bold][!reversed]`, in columns from zero; last `cursor row:column`
  /// when there is a cursor. Ends with a newline.
  package var transcript: String {
    var output = text + "--\n"
    for row in 0..<rows {
      var start = 0
      while start < columns {
        let paint = self[start, row].paint
        var end = start + 1
        while end < columns, self[end, row].paint == paint { end += 1 }
        if paint != Paint() { output += "\(row):\(start)+\(end - start) \(paint.transcript)\n" }
        start = end
      }
    }
    if let cursor { output += "cursor \(cursor.row):\(cursor.column)\n" }
    return output
  }

  /// The rows of text without trailing spaces, a newline after each.
  package var text: String { (0..<rows).map { text(row: $0) + "\n" }.joined() }

  /// Whether `words` stand in a row.
  package func contains(_ words: String) -> Bool { (0..<rows).contains { text(row: $0).contains(words) } }

  /// One row as text, without trailing spaces.
  package func text(row: Int) -> String {
    var text = ""
    var pending = 0
    for cell in cells[(row * columns)..<((row + 1) * columns)] where cell.width > 0 {
      guard cell.scalar != " " else {
        pending += 1
        continue
      }
      text += String(repeating: " ", count: pending)
      pending = 0
      text.unicodeScalars.append(cell.scalar)
      text.unicodeScalars.append(contentsOf: cell.marks)
    }
    return text
  }
}

extension Paint {
  fileprivate var transcript: String {
    let surface = surface == .plain ? "" : "/\(surface)"
    return "\(role.rawValue)\(surface)\(isBold ? "!bold" : "")\(isReversed ? "!reversed" : "")"
  }
}
