import MigrationCore
import Testing

@Suite struct PgschemaFingerprintTests {
  @Test func anEmptyPublicSchemaHasTheKnownHash() throws {
    let fingerprint = try PgschemaCatalog.fingerprint(of: "public", from: [])
    #expect(
      String(decoding: fingerprint.text, as: UTF8.self)
        == """
        {"name":"public","owner":"","tables":{},"views":{},"functions":{},"procedures":{},"aggregates":{},\
        "sequences":{},"types":{}}
        """)
    #expect(fingerprint.hash == "965b1131737c955e24c7f827c55bd78e4cb49a75adfd04229e0ba297376f5085")
  }

  @Test func aNameIsEscapedAsHTML() throws {
    let text = try PgschemaCatalog.fingerprint(of: "<&>", from: []).text
    #expect(String(decoding: text, as: UTF8.self).hasPrefix(#"{"name":"\u003c\u0026\u003e""#))
  }
}
