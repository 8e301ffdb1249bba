internal import CCrypto

/// SHA-256 by the system's libcrypto.
package enum SHA256 {
  /// 32 bytes.
  package static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let message = Array(bytes)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = CCrypto.SHA256(message, message.count, &digest)
    return digest
  }

  /// 64 lower-case hexadecimal digits.
  package static func hex(of bytes: some Sequence<UInt8>) -> String {
    Hexadecimal.text(of: digest(of: bytes))
  }
}

/// Lower-case hexadecimal digits.
package enum Hexadecimal {
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 0x0F)] }, as: UTF8.self)
  }

  /// The digit of a value below 16.
  package static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The bytes that pairs of digits stand for, which somebody checked to be digits.
  package static func bytes(of digits: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      let value = digit > UInt8(ascii: "9") ? (digit | 0x20) &- UInt8(ascii: "a") &+ 10 : digit &- UInt8(ascii: "0")
      if let first = high {
        bytes.append(first << 4 | value & 0x0F)
        high = nil
      } else {
        high = value & 0x0F
      }
    }
    return bytes
  }
}
