extension StyledText {
  /// The text in lines of at most `width` columns, broken at spaces where there are any.
  ///
  /// - Parameters:
  ///   - width: columns of a line, at least one; a wide character in a single column is left out.
  ///   - hanging: columns by which every line but the first is moved to the right.
  /// - Returns: at least one line.
  package func wrapped(to width: Int, hanging: Int = 0) -> [StyledText] {
    let width = max(1, width)
    guard self.width > width else { return [self] }
    let hanging = width > 2 * hanging ? max(0, hanging) : 0
    let indent = StyledText(String(repeating: " ", count: hanging))
    var lines: [StyledText] = []
    var rest = glyphs[...]
    while !rest.isEmpty {
      let room = lines.isEmpty ? width : width - hanging
      var used = 0
      var end = rest.startIndex
      var lastSpace: Int?
      while end < rest.endIndex, used + rest[end].width <= room {
        used += rest[end].width
        if rest[end].scalar == " " { lastSpace = end }
        end += 1
      }
      if end == rest.startIndex {
        rest = rest.dropFirst()
        continue
      }
      if end < rest.endIndex, rest[end].scalar != " ", let lastSpace,
        rest[..<lastSpace].contains(where: { $0.scalar != " " })
      {
        end = lastSpace + 1
      }
      lines.append(lines.isEmpty ? StyledText(glyphs: rest[..<end]) : indent.followed(by: rest[..<end]))
      rest = rest[end...]
      // The space at which a line was broken does not begin the next one.
      if rest.first?.scalar == " " { rest = rest.dropFirst() }
    }
    return lines.isEmpty ? [StyledText()] : lines
  }

  /// At most `width` columns of the text, `ellipsis` for what did not fit.
  package func truncated(to width: Int, ellipsis: StyledText) -> StyledText {
    guard self.width > width else { return self }
    var used = 0
    let kept = glyphs.prefix { glyph in
      used += glyph.width
      return used <= width - ellipsis.width
    }
    var text = StyledText(glyphs: kept)
    if text.width + ellipsis.width <= width { text.append(ellipsis) }
    return text
  }

  private func followed(by more: some Sequence<Glyph>) -> StyledText {
    var copy = self
    copy.append(StyledText(glyphs: more))
    return copy
  }
}
