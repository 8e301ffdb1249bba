import MigrationCore
import Testing

@Suite struct JSONReaderTests {
  @Test func keepsOrderNumbersAndText() throws {
    let value = try JSONReader.read(
      Array(#" {"b":[1.0,-12345678901234567890,1e5],"a":"\u00e9\ud83d\ude00\n/","":null} "#.utf8))
    #expect(
      value
        == .object([
          JSONMember("b", .array([.number("1.0"), .number("-12345678901234567890"), .number("1e5")])),
          JSONMember("a", .string("é😀\n/")), JSONMember("", .null),
        ]))
  }

  @Test func keysThatOnlyLookAlikeAreTwoKeys() throws {
    let value = try JSONReader.read(Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
    guard case .object(let members) = value else { return #expect(Bool(false)) }
    #expect(members.count == 2)
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("[1] x", 4), ("nul", 0), ("01", 1), ("-", 1),
    ("1.", 2), ("1e", 2), ("+1", 0), ("\"a", 2), ("\"\u{1}\"", 1), (#""\x""#, 1), (#""\u12g4""#, 1), (#""\ud800""#, 1),
    (#""\ud800\u0041""#, 1), (#""\udc00""#, 1), (#""\u0000""#, 1), (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7),
    ("\u{FEFF}{}", 0), ("{a:1}", 1), ("[1 2]", 3), ("'a'", 0), ("NaN", 0),
  ])
  func refuses(_ text: String, at offset: Int) {
    #expect(throws: JSONError.self) { try JSONReader.read(Array(text.utf8)) }
    do throws(JSONError) { _ = try JSONReader.read(Array(text.utf8)) } catch {
      #expect(error.code == .malformed)
      #expect(error.offset == offset, "\(error.message)")
    }
  }

  @Test(
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0x22], 3),
      ([0xFF], 0),
    ] as [([UInt8], Int)])
  func refusesBytesThatAreNotUTF8(_ bytes: [UInt8], at offset: Int) {
    do throws(JSONError) {
      _ = try JSONReader.read(bytes)
      Issue.record("was read")
    } catch { #expect(error.offset == offset, "\(error.message)") }
  }

  @Test func refusesDepthAndSizeBeyondTheLimits() throws {
    let nested = { (depth: Int) in
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSONReader.read(nested(64))
    #expect(throws: JSONError.self) { try JSONReader.read(nested(65)) }
    #expect(throws: JSONError.self) { try JSONReader.read(nested(1_000_000)) }
    #expect(throws: JSONError.self) { try JSONReader.read(Array("[1,2]".utf8), maximumBytes: 4) }
  }

  @Test func namesLineAndColumn() {
    do throws(JSONError) { _ = try JSONReader.read(Array("{\n  \"a\": x\n}".utf8)) } catch {
      #expect(error.message == "a value was expected at byte 9 (line 2, column 8)")
    }
  }

  @Test func showsAStrangeKeyEscapedInItsPath() throws {
    let fields = try JSONFields(.object([JSONMember("a\u{1B}\"é", .null)]))
    do throws(JSONError) { try fields.finish() } catch {
      #expect(error.path == #"$["a\u{1B}\"\u{00E9}"]"#)
    }
  }
}

@Suite struct JSONWriterTests {
  /// RFC 8785, section 3.2.3: the order of keys.
  @Test func canonicalKeysAreInUTF16Order() {
    let keys = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
    let text = JSONWriter.canonical(.object(keys.map { JSONMember($0, .integer(1)) }))
    let expected = #"{"\r":1,"1":1,"# + "\"\u{80}\":1,\"\u{F6}\":1,\"\u{20AC}\":1,\"\u{1F600}\":1,\"\u{FB33}\":1}"
    #expect(String(decoding: text, as: UTF8.self) == expected)
  }

  @Test func canonicalStringsHaveTheShortestEscapes() {
    let text = JSONWriter.canonical(
      .array([.string("\u{20AC}$\u{F}\nA'B\"\\/<\u{2028}\u{2029}\u{7F}"), .object([]), .array([])]))
    let expected = #"[""# + "\u{20AC}$" + #"\u000f\nA'B\"\\/<"# + "\u{2028}\u{2029}\u{7F}" + #"",{},[]]"#
    #expect(text == Array(expected.utf8))
  }

  @Test func indentsAsGoDoes() {
    let value = JSONValue.object([
      JSONMember("a", .array([.integer(1), .object([])])), JSONMember("b<", .array([])), JSONMember("c", .null),
    ])
    let expected = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b<\": [],\n  \"c\": null\n}\n"
    #expect(String(decoding: JSONWriter.indented(value), as: UTF8.self) == expected)
  }
}
