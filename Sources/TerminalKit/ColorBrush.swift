import CNCurses

/// What ncurses is told for a paint: attributes, and a colour pair that is made when it is first needed.
final class ColorBrush {
  /// What entries of the palette stand for; empty where there is no true colour.
  private(set) var colors: [UInt8: RGB] = [:]
  private let theme: Theme
  private let description: TerminalDescription
  private var told: [Paint: (attributes: attr_t, pair: Int32)] = [:]
  private var toldOfBlanks: [Paint: (attributes: attr_t, pair: Int32)] = [:]
  /// Palette entries that stand for colours, in order; those that the theme means itself are left out.
  private var standIns: [UInt8]

  init(theme: Theme, description: TerminalDescription) {
    self.theme = theme
    self.description = description
    let meant = Set(theme.styles.values.flatMap { [$0.foreground, $0.background] })
    standIns = (UInt8(16)...255).filter { !meant.contains(.indexed($0)) }
  }

  /// What ncurses is told for a character painted `paint`.
  func tell(_ paint: Paint) -> (attributes: attr_t, pair: Int32) {
    if let known = told[paint] { return known }
    let answer = tell(theme.appearance(of: paint, depth: description.depth))
    told[paint] = answer
    return answer
  }

  /// The same for a blank: what it does not show is left out, so that it need not be sent again when only that is another.
  func tellOfBlank(_ paint: Paint) -> (attributes: attr_t, pair: Int32) {
    if let known = toldOfBlanks[paint] { return known }
    let appearance = theme.appearance(of: paint, depth: description.depth)
    let showsAll = !appearance.attributes.isDisjoint(with: [.underline, .reverse])
    let answer =
      showsAll
      ? tell(appearance) : tell(Appearance(foreground: .terminal, background: appearance.background, attributes: []))
    toldOfBlanks[paint] = answer
    return answer
  }

  private func tell(_ appearance: Appearance) -> (attributes: attr_t, pair: Int32) {
    var attributes: attr_t = 0
    if appearance.attributes.contains(.bold) { attributes |= cncurses_bold }
    if appearance.attributes.contains(.dim) { attributes |= cncurses_dim }
    if appearance.attributes.contains(.italic) { attributes |= cncurses_italic }
    if appearance.attributes.contains(.underline) { attributes |= cncurses_underline }
    if appearance.attributes.contains(.reverse) { attributes |= cncurses_reverse }
    let pair =
      description.depth == .none
      ? 0 : max(0, alloc_pair(number(appearance.foreground), number(appearance.background)))
    return (attributes, pair)
  }

  /// ncurses' number for a colour; -1 is the terminal's own.
  private func number(_ color: Color) -> Int32 {
    switch color {
    case .terminal: return -1
    case .indexed(let index):
      // Where numbers are colours, only the first eight are still the palette.
      return description.takesColorNumbers && index > 7 ? number(.rgb(RGB(paletteIndex: index))) : Int32(index)
    case .rgb(let rgb):
      if description.takesColorNumbers {
        return max(8, Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue))
      }
      if let known = colors.first(where: { $0.value == rgb })?.key { return Int32(known) }
      guard let standIn = standIns.popLast() else { return Int32(rgb.nearest256) }
      colors[standIn] = rgb
      return Int32(standIn)
    }
  }
}
