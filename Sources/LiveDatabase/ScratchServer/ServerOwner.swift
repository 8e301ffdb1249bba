import Glibc
import Subprocess

/// The operating system's user who runs a scratch server: ourselves, or, since PostgreSQL refuses root, somebody else.
struct ServerOwner: Hashable, Sendable {
  let userID: uid_t
  let groupID: gid_t
  /// Whether that is another user than this process has.
  let isOther: Bool

  /// Ourselves; as root `postgres`, else `nobody`.
  static var current: Self {
    get throws(ScratchServerError) {
      guard geteuid() == 0 else { return Self(userID: geteuid(), groupID: getegid(), isOther: false) }
      for name in ["postgres", "nobody"] {
        if let entry = getpwnam(name), entry.pointee.pw_uid != 0 {
          return Self(userID: entry.pointee.pw_uid, groupID: entry.pointee.pw_gid, isOther: true)
        }
      }
      throw .noUnprivilegedUser
    }
  }

  /// How to run a shell script as this user, out of reach of the keys that the terminal turns into signals.
  ///
  /// The user is changed by setpriv: between fork and exec of a process with threads, glibc's own setuid may wait for
  /// ever for threads that the fork did not copy, so the platform options for it are no way.
  ///
  /// - Parameters:
  ///   - script: for `sh -c`.
  ///   - arguments: `$0`, `$1`, and so on.
  ///   - environment: the variables of the script.
  /// - Returns: what to give to `run`.
  func shell(_ script: String, _ arguments: [String], environment: Environment = .inherit) -> Configuration {
    let change = ["--reuid=\(userID)", "--regid=\(groupID)", "--clear-groups", "--", "sh"]
    var options = PlatformOptions()
    options.createSession = true
    return Configuration(
      executable: .name(isOther ? "setpriv" : "sh"),
      arguments: Arguments((isOther ? change : []) + ["-c", script] + arguments),
      environment: environment, platformOptions: options)
  }
}
