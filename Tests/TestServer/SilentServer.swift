import Glibc

/// A port of this machine that takes connections and never answers, as a server behind a broken network does.
package final class SilentServer {
  /// On 127.0.0.1.
  package let port: Int
  private let listener: Int32

  /// Listens on a port that the system chooses; nil where it gives none.
  package init?() {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let socket = listener
    let isListening = withUnsafeMutableBytes(of: &address) { bytes in
      guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      var length = socklen_t(bytes.count)
      return bind(socket, pointer, length) == 0 && listen(socket, 1) == 0 && getsockname(socket, pointer, &length) == 0
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    guard isListening else { return nil }
  }

  deinit { close(listener) }
}
