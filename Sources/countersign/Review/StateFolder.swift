import Glibc

/// Where a person's own things are kept: `$XDG_STATE_HOME/countersign`.
enum StateFolder {
  /// Nil where nobody says where a home is.
  static var path: String? {
    let home = Output.environment("XDG_STATE_HOME") ?? Output.environment("HOME").map { $0 + "/.local/state" }
    return home.map { "\($0)/countersign" }
  }

  /// Makes the folder, which nobody else may look into; what is there already stays as it is.
  static func make() {
    guard let path else { return }
    for end in path.indices where path[end] == "/" && end != path.startIndex { mkdir(String(path[..<end]), 0o700) }
    mkdir(path, 0o700)
  }
}
