/// What is changed in the bytes of a frame between ncurses and the terminal.
///
/// ncurses 6.4 can show true colour only by redefining the palette, which would leak into the user's shell, or with a
/// terminal description that few systems have. So it is told palette entries that stand for a colour, and here
/// `ESC [ 38 ; 5 ; n m` becomes `ESC [ 38 ; 2 ; r ; g ; b m`. It also resets the palette when it ends (capability `oc`),
/// although we never touch it and the user may have: those bytes are left out.
struct FrameFilter {
  /// What entries of the palette stand for; empty where there is no true colour.
  var colors: [UInt8: RGB] = [:]
  /// A sequence that must not be sent.
  var dropped: [UInt8] = []

  private static let foreground = Array("\u{1B}[38;5;".utf8)
  private static let background = Array("\u{1B}[48;5;".utf8)

  /// The bytes to send for the bytes of a frame.
  func filter(_ frame: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(frame.count + frame.count / 4)
    var rest = frame
    while let escape = rest.firstIndex(of: 0x1B) {
      output += rest[..<escape]
      rest = rest[escape...]
      if !dropped.isEmpty, rest.starts(with: dropped) {
        rest = rest.dropFirst(dropped.count)
      } else if let (replacement, length) = color(at: rest) {
        output += replacement
        rest = rest.dropFirst(length)
      } else {
        output.append(0x1B)
        rest = rest.dropFirst()
      }
    }
    return output + rest
  }

  private func color(at bytes: ArraySlice<UInt8>) -> (replacement: [UInt8], length: Int)? {
    guard !colors.isEmpty, bytes.starts(with: Self.foreground) || bytes.starts(with: Self.background) else {
      return nil
    }
    let digits = bytes.dropFirst(Self.foreground.count).prefix { $0 != UInt8(ascii: "m") }
    guard let index = UInt8(String(decoding: digits, as: UTF8.self)), let rgb = colors[index] else { return nil }
    let layer = bytes.starts(with: Self.foreground) ? 38 : 48
    return (
      Array("\u{1B}[\(layer);2;\(rgb.red);\(rgb.green);\(rgb.blue)m".utf8), Self.foreground.count + digits.count + 1
    )
  }
}
