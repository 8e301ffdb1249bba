/// PostgreSQL's programs as found on this machine.
package struct Installation: Hashable, Sendable {
  /// As the program says it: `15.20`, `18beta1`.
  package let version: String
  /// The folder with `initdb` and `postgres`, without symbolic links.
  package let folder: String

  package init(version: String, folder: String) {
    self.version = version
    self.folder = folder
  }

  /// 15 of `15.20`; 0 when the version does not begin with a number.
  package var major: Int { Int(version.prefix { $0.isASCII && $0.isNumber }) ?? 0 }
}

extension Installation {
  /// The one to use where `major` is wanted: the same, else the nearest newer, else the newest there is.
  ///
  /// Among equals the first found is taken. Without a wish it is the newest.
  package static func choose(from found: [Installation], major: Int?) -> Installation? {
    let newest = found.max { $0.major < $1.major }
    guard let major else { return found.first { $0.major == newest?.major } }
    let nearest = found.filter { $0.major >= major }.min { $0.major < $1.major } ?? newest
    return found.first { $0.major == nearest?.major }
  }
}
