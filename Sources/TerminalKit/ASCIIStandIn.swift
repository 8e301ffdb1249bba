/// The ASCII character drawn for a symbol of our own screens when the terminal is not UTF-8.
package enum ASCIIStandIn {
  /// One column for one column; nil when the symbol has no stand-in.
  package static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "─", "━", "═", "╌", "╍", "┄", "┅", "┈", "┉", "–", "—": "-"
    case "│", "┃", "║", "╎", "╏", "┆", "┇", "┊", "┋": "|"
    case "\u{2500}"..."\u{257F}": "+"
    case "█", "▓", "▒", "░": "#"
    case "→", "▸", "▶", "►", "»", "›": ">"
    case "←", "◂", "◀", "◄", "«", "‹": "<"
    case "↑", "▴", "▲": "^"
    case "↓", "▾", "▼", "✓", "✔": "v"
    case "✗", "✘", "×": "x"
    case "●", "•", "◆", "★": "*"
    case "○", "◦", "◇", "☆": "o"
    case "·", "…": "."
    case "‘", "’": "'"
    case "“", "”": "\""
    case "⚠": "!"
    case "≠": "#"
    case "≈": "~"
    default: nil
    }
  }
}
