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

  /// The bytes to send for the bytes of a frame.
  func filter(_ frame: ArraySlice<UInt8>) -> [UInt8] {
    guard !colors.isEmpty || !dropped.isEmpty else { return Array(frame) }
    var output: [UInt8] = []
    output.reserveCapacity(frame.count * 2)
    frame.withUnsafeBufferPointer { bytes in
      var start = 0
      var at = 0
      while at < bytes.count {
        guard bytes[at] == 0x1B else {
          at += 1
          continue
        }
        var length = 1
        if !dropped.isEmpty, bytes[at...].starts(with: dropped) {
          length = dropped.count
          output += bytes[start..<at]
          start = at + length
        } else if let color = color(in: bytes, at: at) {
          length = color.length
          output += bytes[start..<at]
          output += "\u{1B}[\(color.layer);2;\(color.rgb.red);\(color.rgb.green);\(color.rgb.blue)m".utf8
          start = at + length
        }
        at += length
      }
      output += bytes[start...]
    }
    return output
  }

  /// The colour set by the sequence at `start`: `ESC [ 38 ; 5 ; n m`, or 48 for the background.
  private func color(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (layer: Int, rgb: RGB, length: Int)? {
    guard start + 8 < bytes.count, bytes[start + 1] == UInt8(ascii: "["), bytes[start + 3] == UInt8(ascii: "8"),
      bytes[start + 4] == UInt8(ascii: ";"), bytes[start + 5] == UInt8(ascii: "5"),
      bytes[start + 6] == UInt8(ascii: ";"),
      bytes[start + 2] == UInt8(ascii: "3") || bytes[start + 2] == UInt8(ascii: "4")
    else { return nil }
    var at = start + 7
    var index = 0
    while at < bytes.count, (0x30...0x39).contains(bytes[at]), index < 256 {
      index = index * 10 + Int(bytes[at]) - 0x30
      at += 1
    }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "m"), let index = UInt8(exactly: index), let rgb = colors[index]
    else { return nil }
    return (bytes[start + 2] == UInt8(ascii: "3") ? 38 : 48, rgb, at + 1 - start)
  }
}
