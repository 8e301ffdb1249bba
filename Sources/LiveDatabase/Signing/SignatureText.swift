/// What an armoured SSH signature says of itself.
///
/// Source: OpenSSH's PROTOCOL.sshsig: "SSHSIG", a version, then strings with their lengths before them: the public key,
/// the namespace and more.
struct SignatureText {
  let namespace: String

  /// Nil for what is no signature.
  init?(_ armoured: String) {
    let lines = armoured.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
    guard var bytes = Self.decoded(lines.joined())?[...], bytes.starts(with: "SSHSIG".utf8) else { return nil }
    bytes = bytes.dropFirst(6 + 4)
    guard Self.string(&bytes) != nil, let name = Self.string(&bytes) else { return nil }
    namespace = String(decoding: name, as: UTF8.self)
  }

  private static func string(_ bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    bytes = bytes.dropFirst(4)
    guard length <= bytes.count else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return Array(bytes.prefix(length))
  }

  /// Base64.
  private static func decoded(_ text: String) -> [UInt8]? {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for letter in text.utf8 where letter != UInt8(ascii: "=") {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 0xFF))
      }
    }
    return bytes
  }
}
