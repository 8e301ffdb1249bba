/// How a terminal sets the characters that it is sent: what SGR sequences add up to.
struct Pen: Hashable {
  /// The parameters that choose the colour; empty for the terminal's own.
  var foreground: [UInt8] = []
  var background: [UInt8] = []
  var attributes: TextAttributes = []
  /// Anything else that was asked for.
  var others: [Int] = []

  /// Whether a blank looks the same in both: it shows its background only, unless it is reversed or underlined.
  func showsBlankLike(_ other: Pen) -> Bool {
    self == other || isPlain && other.isPlain && background == other.background
  }

  /// Whether nothing of it but the background is seen in a blank.
  var isPlain: Bool { attributes.isDisjoint(with: [.underline, .reverse]) && others.isEmpty }

  /// Takes the parameters of an SGR sequence.
  ///
  /// - Parameters:
  ///   - parameters: what stands between `ESC [` and `m`.
  ///   - colors: what entries of the palette stand for.
  mutating func take(_ parameters: ArraySlice<UInt8>, colors: [UInt8: RGB]) {
    var codes = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    while let code = codes.popFirst() {
      let number = Self.number(code)
      switch number {
      case 0: self = Pen()
      case 22: attributes.subtract([.bold, .dim])
      case 38: foreground = Self.color(code, &codes, colors)
      case 48: background = Self.color(code, &codes, colors)
      case 39: foreground = []
      case 49: background = []
      case 30...37, 90...97: foreground = Array(code)
      case 40...47, 100...107: background = Array(code)
      // The first font, in which everything stands that we send.
      case 10: others.removeAll { (11...19).contains($0) }
      default:
        if let known = Self.attributes.first(where: { $0.on == number }) {
          attributes.insert(known.attribute)
        } else if let known = Self.attributes.first(where: { $0.off == number }) {
          attributes.remove(known.attribute)
        } else if !others.contains(number) {
          others.append(number)
        }
      }
    }
  }

  /// The sequence that makes this pen of `last`; empty when it is that already.
  ///
  /// - Parameters:
  ///   - last: nil when nothing is known.
  ///   - endsSingly: whether the terminal can take one thing back and leave the rest.
  /// - Returns: the shortest there is.
  func sequence(after last: Pen?, endsSingly: Bool) -> [UInt8] {
    guard last != self else { return [] }
    let anew = [Array("0".utf8)] + settings(besides: Pen())
    guard let last, last.others == others else { return Self.sequence(anew) }
    let ended = last.attributes.subtracting(attributes)
    let takesBack =
      !ended.isEmpty || (foreground.isEmpty && !last.foreground.isEmpty)
      || (background.isEmpty && !last.background.isEmpty)
    guard endsSingly || !takesBack else { return Self.sequence(anew) }
    var known = last
    var parts: [[UInt8]] = []
    if !ended.isDisjoint(with: [.bold, .dim]) {
      parts.append(Array("22".utf8))
      known.attributes.subtract([.bold, .dim])
    }
    for (attribute, _, off) in Self.attributes where off != 22 && ended.contains(attribute) {
      parts.append(Array("\(off)".utf8))
    }
    if foreground.isEmpty, !last.foreground.isEmpty { parts.append(Array("39".utf8)) }
    if background.isEmpty, !last.background.isEmpty { parts.append(Array("49".utf8)) }
    let (singly, whole) = (Self.sequence(parts + settings(besides: known)), Self.sequence(anew))
    return singly.count < whole.count ? singly : whole
  }

  /// The parameters for what `other` does not have.
  private func settings(besides other: Pen) -> [[UInt8]] {
    var parts = others.filter { !other.others.contains($0) }.map { Array("\($0)".utf8) }
    for (attribute, on, _) in Self.attributes
    where attributes.contains(attribute) && !other.attributes.contains(attribute) {
      parts.append(Array("\(on)".utf8))
    }
    if !foreground.isEmpty, foreground != other.foreground { parts.append(foreground) }
    if !background.isEmpty, background != other.background { parts.append(background) }
    return parts
  }

  private static func sequence(_ parts: [[UInt8]]) -> [UInt8] {
    let parameters = parts == [[UInt8(ascii: "0")]] ? [] : Array(parts.joined(separator: [UInt8(ascii: ";")]))
    return [0x1B, UInt8(ascii: "[")] + parameters + [UInt8(ascii: "m")]
  }

  private static let attributes: [(attribute: TextAttributes, on: Int, off: Int)] = [
    (.bold, 1, 22), (.dim, 2, 22), (.italic, 3, 23), (.underline, 4, 24), (.reverse, 7, 27),
  ]

  /// The number that `code` begins with; what follows a colon belongs to it.
  private static func number(_ code: ArraySlice<UInt8>) -> Int {
    code.prefix { (0x30...0x39).contains($0) }.reduce(0) { min($0 * 10 + Int($1) - 0x30, 1 << 20) }
  }

  /// The colour that begins with `code`: `38:2::r:g:b` in one piece, or `38`, `5`, `n`, or `38`, `2`, `r`, `g`, `b`.
  private static func color(
    _ code: ArraySlice<UInt8>, _ rest: inout ArraySlice<ArraySlice<UInt8>>, _ colors: [UInt8: RGB]
  ) -> [UInt8] {
    guard !code.contains(UInt8(ascii: ":")) else { return Array(code) }
    let kind = rest.first.map(number)
    let parts = rest.prefix(kind == 5 ? 2 : kind == 2 ? 4 : 0)
    rest = rest.dropFirst(parts.count)
    if kind == 5, let index = parts.last.flatMap({ UInt8(exactly: number($0)) }), let rgb = colors[index] {
      return Array(code) + Array(";2;\(rgb.red);\(rgb.green);\(rgb.blue)".utf8)
    }
    return Array(([code] + parts).joined(separator: [UInt8(ascii: ";")]))
  }
}
