extension Grid {
  /// What a terminal with true colour is sent so that it shows this screen where it showed `previous`.
  ///
  /// Rows that are the same are not sent; without a previous screen, or one of another size, everything is. A recording is
  /// made of this, so that it does not depend on the terminal that it was made on.
  package func escapeSequences(after previous: Grid?, theme: Theme) -> String {
    let known = previous.flatMap { $0.columns == columns && $0.rows == rows ? $0 : nil }
    var output = known == nil ? "\u{1B}[0m\u{1B}[2J" : ""
    for row in 0..<rows {
      let range = (row * columns)..<((row + 1) * columns)
      if let known, known.cells[range] == cells[range] { continue }
      output += "\u{1B}[\(row + 1);1H"
      var paint: Paint?
      for cell in cells[range] where cell.width > 0 {
        if cell.paint != paint {
          output += theme.appearance(of: cell.paint, depth: .truecolor).escapeSequence
          paint = cell.paint
        }
        output.unicodeScalars.append(cell.scalar)
        output.unicodeScalars.append(contentsOf: cell.marks)
      }
      output += "\u{1B}[0m"
    }
    if let cursor {
      output += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    } else if known == nil || known?.cursor != nil {
      output += "\u{1B}[?25l"
    }
    return output
  }
}

extension Appearance {
  /// Sets everything anew, so that nothing depends on what was set before.
  fileprivate var escapeSequence: String {
    var codes = ["0"]
    for (attribute, code) in [
      (TextAttributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ] where attributes.contains(attribute) { codes.append(code) }
    for (color, layer) in [(foreground, "38"), (background, "48")] {
      switch color {
      case .terminal: break
      case .indexed(let index): codes.append("\(layer);5;\(index)")
      case .rgb(let rgb): codes.append("\(layer);2;\(rgb.red);\(rgb.green);\(rgb.blue)")
      }
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
