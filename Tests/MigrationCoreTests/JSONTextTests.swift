import MigrationCore
import Testing

@Suite struct JSONTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var fingerprint: String
    var document: String
    init(_ name: String, _ bytes: some Sequence<UInt8>, _ fingerprint: String, _ document: String? = nil) {
      (testDescription, self.bytes, self.fingerprint) = (name, Array(bytes), fingerprint)
      self.document = document ?? fingerprint
    }
  }

  @Test(arguments: [
    Case("quotes and backslashes", #"a"b\c/"#.utf8, #""a\"b\\c/""#),
    Case("short control forms", "\n\r\t\u{8}\u{c}".utf8, #""\n\r\t\b\f""#),
    Case("other controls in lower-case hex", "\u{1}\u{1f}\u{7f}".utf8, "\"\\u0001\\u001f\u{7f}\""),
    Case("HTML only for the hash", "<a> & b".utf8, #""\u003ca\u003e \u0026 b""#, #""<a> & b""#),
    Case("line separators", "\u{2028}\u{2029}\u{202A}".utf8, "\"\\u2028\\u2029\u{202A}\""),
    Case("other text raw", "größe 日本 😀".utf8, "\"größe 日本 😀\""),
    Case("a stray byte", [0x61, 0xFF, 0x62], #""a\ufffdb""#),
    Case("a cut sequence", [0xE2, 0x80], #""\ufffd\ufffd""#),
    Case("an overlong form", [0xC0, 0xAF], #""\ufffd\ufffd""#),
    Case("a surrogate", [0xED, 0xA0, 0x80], #""\ufffd\ufffd\ufffd""#),
    Case("beyond Unicode", [0xF4, 0x90, 0x80, 0x80], #""\ufffd\ufffd\ufffd\ufffd""#),
  ])
  func escapes(_ example: Case) {
    for (flavour, expected) in [(JSONText.Flavour.fingerprint, example.fingerprint), (.document, example.document)] {
      var json = JSONText(flavour)
      json.append(utf8: example.bytes)
      #expect(json.bytes == Array(expected.utf8))
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func hashesAsTheStandardSays(_ message: String, _ digest: String) {
    #expect(SHA256.hex(of: message.utf8) == digest)
  }
}
