/// What the process says when it ends; scripts depend on the numbers.
enum ExitStatus: Int32 {
  /// Done, or nothing to do.
  case done = 0
  /// It failed; stderr says why.
  case failed = 1
  /// The command line or a configuration file is wrong; no database was touched.
  case usage = 2
  /// Findings, drift or changes were found.
  case findings = 3
  /// Not enough valid sign-offs, outside the window, or the wrong order of environments.
  case policy = 4
  /// The schema is not the one that was reviewed.
  case fingerprintMismatch = 5
  /// Apply stopped part-way: some groups are committed, some are not.
  case stoppedPartWay = 6
}

/// Why a command ends without having done its work: one `error:` line and, where there is a way out, a `hint:` line.
struct CommandFailure: Error {
  var status: ExitStatus
  var message: String
  var hint: String

  init(_ status: ExitStatus = .failed, _ message: String, hint: String = "") {
    self.status = status
    self.message = message
    self.hint = hint
  }
}
