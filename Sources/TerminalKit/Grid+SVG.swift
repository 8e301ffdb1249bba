extension Grid {
  /// The screen as a picture in SVG, in the colours of `theme` on the ground that it was made for.
  ///
  /// Lines of frames are drawn as lines and every stretch of text is as wide as its cells, so that the picture is the same
  /// in whatever font. Ends with a newline.
  package func svg(theme: Theme) -> String {
    let (width, height) = (columns * SVGCell.width + 2 * SVGCell.margin, rows * SVGCell.height + 2 * SVGCell.margin)
    var output = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">
      <rect width="\(width)" height="\(height)" rx="6" fill="\(theme.ground.hexadecimal)"/>

      """
    for row in 0..<rows {
      for run in runs(row: row) { output += SVGRun(run, row: row, of: self, theme).text }
    }
    return output + "</svg>\n"
  }

  /// Columns of equal paint in a row, in order.
  private func runs(row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < columns {
      let paint = self[start, row].paint
      var end = start + 1
      while end < columns, self[end, row].paint == paint { end += 1 }
      runs.append(start..<end)
      start = end
    }
    return runs
  }
}

/// The size of a cell in the picture's units.
private enum SVGCell {
  static let width = 8
  static let height = 17
  static let margin = 8
}

/// A stretch of equal paint.
private struct SVGRun {
  let columns: Range<Int>
  let row: Int
  let grid: Grid
  let appearance: Appearance
  let theme: Theme

  init(_ columns: Range<Int>, row: Int, of grid: Grid, _ theme: Theme) {
    (self.columns, self.row, self.grid, self.theme) = (columns, row, grid, theme)
    appearance = theme.appearance(of: grid[columns.lowerBound, row].paint, depth: .truecolor)
  }

  private var isReversed: Bool { appearance.attributes.contains(.reverse) }

  private var ink: String {
    let (color, other) =
      isReversed ? (appearance.background, theme.ground) : (appearance.foreground, theme.foreground)
    return (color.rgb ?? other).hexadecimal
  }

  /// The ground under the text; nil where it is the picture's.
  private var ground: String? {
    let color = isReversed ? appearance.foreground : appearance.background
    return color.rgb?.hexadecimal ?? (isReversed ? theme.foreground.hexadecimal : nil)
  }

  private func x(_ column: Int) -> Int { SVGCell.margin + column * SVGCell.width }
  private var y: Int { SVGCell.margin + row * SVGCell.height }

  var text: String {
    var output = ""
    if let ground {
      output += """
        <rect x="\(x(columns.lowerBound))" y="\(y)" width="\(columns.count * SVGCell.width)" height="\(SVGCell.height)" \
        fill="\(ground)"/>

        """
    }
    if !lines.isEmpty { output += "<path d=\"\(lines)\" stroke=\"\(ink)\" fill=\"none\"/>\n" }
    for word in words { output += word }
    return output
  }

  /// The arms of box-drawing characters, from the middle of their cells.
  private var lines: String {
    var path = ""
    let (right, down) = (SVGCell.width / 2, SVGCell.height / 2)
    var column = columns.lowerBound
    while column < columns.upperBound {
      let arms = LineArms(of: grid[column, row].scalar)
      let start = column
      column += 1
      if arms == [.left, .right] {
        while column < columns.upperBound, LineArms(of: grid[column, row].scalar) == arms { column += 1 }
        path += "M\(x(start)) \(y + down)h\((column - start) * SVGCell.width)"
        continue
      }
      let middle = x(start) + right
      if arms.contains(.left) { path += "M\(x(start)) \(y + down)h\(right)" }
      if arms.contains(.right) { path += "M\(middle) \(y + down)h\(SVGCell.width - right)" }
      if arms.contains(.up) { path += "M\(middle) \(y)v\(down)" }
      if arms.contains(.down) { path += "M\(middle) \(y + down)v\(SVGCell.height - down)" }
    }
    return path
  }

  /// What is neither a line nor blank, in stretches without two blanks in a row.
  private var words: [String] {
    var words: [String] = []
    var column = columns.lowerBound
    while column < columns.upperBound {
      guard isText(column) else {
        column += 1
        continue
      }
      let start = column
      var content = ""
      while column < columns.upperBound, isText(column) || isGap(column) {
        let cell = grid[column, row]
        if cell.width > 0 {
          content += Self.escaped(cell.scalar)
          content.unicodeScalars.append(contentsOf: cell.marks)
        }
        column += 1
      }
      words.append(
        """
        <text x="\(x(start))" y="\(y + 13)" textLength="\((column - start) * SVGCell.width)" \
        lengthAdjust="spacingAndGlyphs" fill="\(ink)"\(style)>\(content)</text>

        """)
    }
    return words
  }

  private func isText(_ column: Int) -> Bool {
    let cell = grid[column, row]
    return cell.width != 1 || cell.scalar != " " && LineArms(of: cell.scalar).isEmpty
  }

  /// Whether a single blank stands between two characters.
  private func isGap(_ column: Int) -> Bool {
    grid[column, row].scalar == " " && column + 1 < columns.upperBound && isText(column + 1)
  }

  private var style: String {
    var style = ""
    if appearance.attributes.contains(.bold) { style += " font-weight=\"bold\"" }
    if appearance.attributes.contains(.italic) { style += " font-style=\"italic\"" }
    if appearance.attributes.contains(.underline) { style += " text-decoration=\"underline\"" }
    if appearance.attributes.contains(.dim) { style += " opacity=\"0.7\"" }
    return style
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(Character(scalar))
    }
  }
}

extension RGB {
  /// `#rrggbb`.
  package var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Theme {
  /// What a picture lies on; a theme that takes the terminal's colours as they are gets black.
  fileprivate var ground: RGB { background ?? RGB(0, 0, 0) }
}
