extension TerminalEmulator {
  /// What stands at a place.
  package struct Character: Hashable, Sendable {
    /// With its marks; empty for the right half of a wide one.
    package var text: String
    package var pen: Pen

    package init(_ text: String = " ", _ pen: Pen = Pen()) { (self.text, self.pen) = (text, pen) }

    /// What is seen of it: of a blank the background, unless it is reversed or a line goes through it.
    package var visible: Character {
      guard text == " ", pen.attributes.isDisjoint(with: [4, 5, 7, 9]) else { return self }
      return Character(" ", Pen(background: pen.background))
    }
  }

  /// How characters are set.
  package struct Pen: Hashable, Sendable {
    /// `5;200`, `2;10;20;30` or a named colour's number; empty for the terminal's own.
    package var foreground = ""
    package var background = ""
    /// ECMA-48's numbers: 1 bold, 2 faint, 3 italic, 4 underlined, 7 reversed.
    package var attributes: Set<Int> = []

    package init(foreground: String = "", background: String = "", attributes: Set<Int> = []) {
      (self.foreground, self.background, self.attributes) = (foreground, background, attributes)
    }

    /// Takes the parameters of SGR and gives those that it does not know.
    mutating func take(_ parameters: ArraySlice<UInt8>) -> [String] {
      var codes = String(decoding: parameters, as: UTF8.self).split(separator: ";", omittingEmptySubsequences: false)[
        ...]
      var unknown: [String] = []
      while let code = codes.popFirst() {
        switch code {
        case "", "0": self = Pen()
        case "1", "2", "3", "4", "5", "7", "9": attributes.formUnion([Int(code) ?? 0])
        case "22": attributes.subtract([1, 2])
        case "23", "24", "25", "27", "29": attributes.remove((Int(code) ?? 20) - 20)
        case "39": foreground = ""
        case "49": background = ""
        case "38", "48":
          let parts = codes.prefix(codes.first == "5" ? 2 : 4)
          codes = codes.dropFirst(parts.count)
          if code == "38" {
            foreground = parts.joined(separator: ";")
          } else {
            background = parts.joined(separator: ";")
          }
        case "10": break  // the first font
        default:
          switch Int(code) ?? 0 {
          case 30...37, 90...97: foreground = String(code)
          case 40...47, 100...107: background = String(code)
          default: unknown.append(String(code))
          }
        }
      }
      return unknown
    }
  }
}
