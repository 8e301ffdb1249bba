/// What is changed in the bytes of a frame between ncurses and the terminal.
///
/// ncurses sends colours for whatever it writes, blanks included, and takes all of them back before it takes the next: a
/// third of a frame and more. Here a pen is sent only before a character that shows it. A blank shows its background, and
/// so does what is erased or scrolled in.
///
/// ncurses 6.4 can show true colour only by redefining the palette, which would leak into the user's shell, or with a
/// terminal description that few systems have. So it is told palette entries that stand for a colour, and here
/// `38;5;n` becomes `38;2;r;g;b`. It also resets the palette when it ends (capability `oc`), although we never touch it and
/// the user may have: those bytes are left out.
struct FrameFilter {
  private let pens: TerminalDescription.Pens
  /// A sequence that must not be sent.
  private let dropped: [UInt8]
  /// What ncurses wants, and what the terminal was told; nil when that is not known.
  private var wanted = Pen()
  private var sent: Pen?
  /// What was told when the cursor's place was saved, which may save the pen, too.
  private var saved: Pen?
  /// The character set, and the shift to the other one, as last told.
  private var charset: [UInt8] = []
  private var shift: UInt8?
  /// What the last character needs; it may be asked for again.
  private var lastNeed = Need.everything

  /// What of the pen a piece of a frame shows.
  private enum Need { case background, everything }

  init(pens: TerminalDescription.Pens, dropped: [UInt8]) {
    self.pens = pens
    self.dropped = dropped
  }

  /// Knows nothing about the terminal any more: something else wrote to it.
  mutating func forget() { (sent, saved, charset, shift) = (nil, nil, [], nil) }

  /// What is left to tell the terminal so that its pen is what ncurses believes it to be.
  mutating func end() -> [UInt8] {
    var output: [UInt8] = []
    meet(.everything, &output)
    return output
  }

  /// Gives the bytes to send for the bytes of a frame.
  ///
  /// - Parameters:
  ///   - frame: what ncurses wrote, whole sequences only.
  ///   - colors: what entries of the palette stand for; empty where there is no true colour.
  /// - Returns: what shows the same.
  mutating func filter(_ frame: ArraySlice<UInt8>, colors: [UInt8: RGB]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(frame.count)
    var rest = frame
    while let byte = rest.first {
      if byte == 0x1B {
        takeEscape(&rest, colors, &output)
        continue
      }
      rest.removeFirst()
      switch byte {
      case 0x0E, 0x0F:
        if shift == byte { continue }
        shift = byte
      case 0x0A, 0x0B, 0x0C: meet(.background, &output)
      case 0x20...0x7E, 0x80...:
        lastNeed = byte == 0x20 && !Self.beginsWithMark(rest) ? .background : .everything
        meet(lastNeed, &output)
      default: break
      }
      output.append(byte)
    }
    return output
  }

  /// Tells the terminal what `need` asks for.
  private mutating func meet(_ need: Need, _ output: inout [UInt8]) {
    guard pens != .unknown else { return }
    var pen = wanted
    switch need {
    case .everything: break
    case .background:
      guard let sent else { break }
      if wanted.showsBlankLike(sent) { return }
      // The text colour stays as it is: the next character may want it again.
      if pens == .endSingly, wanted.isPlain, sent.isPlain {
        pen = sent
        pen.background = wanted.background
      }
    }
    output += pen.sequence(after: sent, endsSingly: pens == .endSingly)
    sent = pen
  }

  private mutating func takeEscape(
    _ rest: inout ArraySlice<UInt8>, _ colors: [UInt8: RGB], _ output: inout [UInt8]
  ) {
    if !dropped.isEmpty, rest.starts(with: dropped) {
      rest = rest.dropFirst(dropped.count)
      return
    }
    let kind = rest.dropFirst().first.map { Unicode.Scalar($0) }
    if kind == "[" { return takeControl(&rest, colors, &output) }
    let sequence = rest.prefix(kind == "(" ? 3 : 2)
    rest = rest.dropFirst(sequence.count)
    switch kind {
    case "(":
      if charset.elementsEqual(sequence) { return }
      charset = Array(sequence)
      output += sequence
    case "7": save(sequence, &output)
    case "8": restore(sequence, &output)
    // Blank lines may come in.
    case "D", "E", "M":
      meet(.background, &output)
      output += sequence
    case "=", ">", "H": output += sequence
    default: pass(sequence, &output)
    }
  }

  private mutating func takeControl(
    _ rest: inout ArraySlice<UInt8>, _ colors: [UInt8: RGB], _ output: inout [UInt8]
  ) {
    let parameters = rest.dropFirst(2).prefix { (0x20...0x3F).contains($0) }
    let sequence = rest.prefix(parameters.count + 3)
    rest = rest.dropFirst(sequence.count)
    let isPrivate = parameters.first.map { $0 >= 0x3C } ?? false
    switch sequence.last.map({ Unicode.Scalar($0) }) {
    case "m" where pens != .unknown && !isPrivate:
      wanted.take(parameters, colors: colors)
      return
    case "m": break
    // What is erased, and what comes in at an edge, is blank.
    case "J", "K", "L", "M", "P", "S", "T", "X", "@": meet(.background, &output)
    case "b": meet(lastNeed, &output)
    case "s": return save(sequence, &output)
    case "u": return restore(sequence, &output)
    case "h" where isPrivate, "l" where isPrivate: if Self.changesScreen(parameters) { return pass(sequence, &output) }
    case "A", "B", "C", "D", "E", "F", "G", "H", "I", "Z", "`", "a", "c", "d", "e", "f", "h", "l", "n", "r", "t": break
    default: return pass(sequence, &output)
    }
    output += sequence
  }

  /// Sends what may do anything.
  private mutating func pass(_ sequence: ArraySlice<UInt8>, _ output: inout [UInt8]) {
    meet(.everything, &output)
    output += sequence
    forget()
  }

  private mutating func save(_ sequence: ArraySlice<UInt8>, _ output: inout [UInt8]) {
    meet(.background, &output)
    output += sequence
    saved = sent
  }

  /// Some terminals take the pen back with the cursor's place, others do not.
  private mutating func restore(_ sequence: ArraySlice<UInt8>, _ output: inout [UInt8]) {
    output += sequence
    if saved != sent { sent = nil }
  }

  /// Whether a private mode brings another screen, and the pen that was saved with it.
  private static func changesScreen(_ parameters: ArraySlice<UInt8>) -> Bool {
    parameters.dropFirst().split(separator: UInt8(ascii: ";")).contains { mode in
      ["47", "1047", "1048", "1049"].contains { mode.elementsEqual($0.utf8) }
    }
  }

  /// Whether `rest` begins with a mark that stands on the character before it.
  private static func beginsWithMark(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, first >= 0xC0,
      let scalar = String(decoding: rest.prefix(4), as: UTF8.self).unicodeScalars.first
    else { return false }
    return TextWidth.unicode.display(of: scalar) == .combining
  }
}
