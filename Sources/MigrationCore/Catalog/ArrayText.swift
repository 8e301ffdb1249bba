/// PostgreSQL's text form of arrays: `{a,"b c",NULL}`, with backslash escapes inside quotes.
///
/// Source: PostgreSQL manual, "Arrays", Array Input and Output Syntax.
enum ArrayText {
  /// The elements of a one-dimensional array, nil for NULL; nil when the text is not one.
  static func elements(of text: ArraySlice<UInt8>) -> [[UInt8]?]? {
    guard let inside = inside(text) else { return nil }
    guard !inside.isEmpty else { return [] }
    var elements: [[UInt8]?] = []
    var element: [UInt8] = []
    var wasQuoted = false
    var isQuoted = false
    var isEscaped = false
    for byte in inside {
      switch byte {
      case _ where isEscaped:
        element.append(byte)
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        wasQuoted = true
      case UInt8(ascii: ",") where !isQuoted:
        elements.append(value(of: element, wasQuoted: wasQuoted))
        element = []
        wasQuoted = false
      case UInt8(ascii: "{") where !isQuoted, UInt8(ascii: "}") where !isQuoted: return nil
      default: element.append(byte)
      }
    }
    guard !isQuoted, !isEscaped else { return nil }
    elements.append(value(of: element, wasQuoted: wasQuoted))
    return elements
  }

  /// The elements of an array of what is never quoted: numbers.
  static func words(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    inside(text)?.split(separator: UInt8(ascii: ","))
  }

  private static func inside(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var text = text
    // int2vector and oidvector count from zero, which is printed as `[0:1]={…}`.
    if text.first == UInt8(ascii: "[") { text = text.drop { $0 != UInt8(ascii: "=") }.dropFirst() }
    guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}"), text.count >= 2 else { return nil }
    return text.dropFirst().dropLast()
  }

  private static func value(of element: [UInt8], wasQuoted: Bool) -> [UInt8]? {
    !wasQuoted && element.elementsEqual("NULL".utf8) ? nil : element
  }
}
