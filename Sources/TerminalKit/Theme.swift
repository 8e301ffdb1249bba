/// What roles look like.
package struct Theme: Hashable, Sendable {
  package let styles: [Role: Style]
  /// The background that the theme was made for: the palette's `background`; nil when it takes the terminal's colours as
  /// they are.
  package let background: RGB?
  /// The text colour that goes with it: the palette's `foreground`.
  package let foreground: RGB

  /// The style of `role`, or of plain text where the theme has none.
  package subscript(role: Role) -> Style { styles[role] ?? styles[.text] ?? Style() }

  /// What to tell a terminal of `depth` so that it shows `paint`.
  ///
  /// The text colour is the role's, the background the surface's, and both add their attributes. Where there are too few colours for a tinted surface,
  /// the selection and the status line are reversed, changed words underlined, and the rest is left to the marks that
  /// stand beside every colour. A text colour that could not be read on its background gives way.
  package func appearance(of paint: Paint, depth: ColorDepth) -> Appearance {
    let style = self[paint.role]
    var attributes = style.attributes
    if let surface = paint.surface.role { attributes.formUnion(self[surface].attributes) }
    if paint.isBold { attributes.insert(.bold) }
    if paint.isReversed { attributes.formSymmetricDifference(.reverse) }
    // A role that names a surface has a background for that surface, not for its marks on other ground.
    let isSurface = Surface.allCases.contains { $0.role == paint.role }
    let ground = paint.surface.role.map { self[$0].background } ?? (isSurface ? .terminal : style.background)
    guard depth >= .indexed256 else {
      attributes.formUnion(paint.surface.attributesWithoutColor)
      let isReversed = paint.surface.attributesWithoutColor.contains(.reverse)
      let color = isReversed ? .terminal : legible(style.foreground.reduced(to: depth))
      return Appearance(foreground: color, background: .terminal, attributes: attributes)
    }
    var color = style.foreground.reduced(to: depth)
    let reducedGround = ground.reduced(to: depth)
    // On ground of our own the terminal's own text colour may be unreadable.
    if color == .terminal, reducedGround != .terminal { color = Color.rgb(foreground).reduced(to: depth) }
    return Appearance(foreground: color, background: reducedGround, attributes: attributes)
  }

  private func legible(_ color: Color) -> Color {
    guard let rgb = color.rgb, let background, rgb.contrast(with: background) < 3 else { return color }
    return .terminal
  }
}

/// What a theme says about a role.
package struct Style: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: TextAttributes

  package init(
    foreground: Color = .terminal, background: Color = .terminal, attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// What a terminal is told for a paint.
package struct Appearance: Hashable, Sendable {
  package let foreground: Color
  package let background: Color
  package let attributes: TextAttributes
}

/// How text is set, colours apart.
package struct TextAttributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let bold = TextAttributes(rawValue: 1)
  package static let italic = TextAttributes(rawValue: 2)
  package static let underline = TextAttributes(rawValue: 4)
  package static let reverse = TextAttributes(rawValue: 8)
  package static let dim = TextAttributes(rawValue: 16)
}

extension Surface {
  /// How the surface is told apart where it has no colour.
  fileprivate var attributesWithoutColor: TextAttributes {
    switch self {
    case .plain, .create, .alter, .drop: []
    case .selection, .status: .reverse
    case .intraline: .underline
    }
  }
}
