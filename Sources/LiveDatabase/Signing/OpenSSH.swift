internal import Subprocess

/// Runs OpenSSH's programs without letting them near the terminal.
///
/// They get a session of their own, so `/dev/tty` is not theirs to prompt on, and no askpass program. Signals that are
/// blocked here are not blocked there: Subprocess starts programs with an empty mask and default dispositions.
struct OpenSSH: Sendable {
  /// Instead of `SSH_AUTH_SOCK`; nil for what the environment says.
  let agentSocket: String?

  struct Result: Sendable {
    let succeeded: Bool
    let output: String
    /// What was said on standard error, without the final newline.
    let complaint: String
  }

  /// Runs `tool` to its end, with the file `input` as its standard input.
  ///
  /// A file, not a pipe: the tool may end before it has read everything, and writing into that pipe would then be a
  /// SIGPIPE to us.
  func run(_ tool: String, _ arguments: [String], input: String = "/dev/null") async throws(SigningError) -> Result {
    var options = PlatformOptions()
    options.createSession = true
    var environment = Environment.inherit.updating(["SSH_ASKPASS_REQUIRE": "never"])
    if let agentSocket { environment = environment.updating(["SSH_AUTH_SOCK": agentSocket]) }
    do {
      let result = try await Subprocess.run(
        .name("sh"), arguments: Arguments(["-c", #"exec "$@" < "$0""#, input, tool] + arguments),
        environment: environment, platformOptions: options, output: .string(limit: 1 << 20),
        error: .string(limit: 1 << 20))
      guard result.terminationStatus != .exited(127) else { throw SigningError.toolMissing(tool) }
      let complaint = result.standardError.split(whereSeparator: \.isNewline).joined(separator: "; ")
      return Result(
        succeeded: result.terminationStatus == .exited(0), output: result.standardOutput, complaint: complaint)
    } catch let error as SigningError {
      throw error
    } catch let error as SubprocessError where error.code == .executableNotFound {
      // Where not even the shell is found, neither is the tool, which is what somebody can do something about.
      throw .toolMissing(tool)
    } catch { throw .refused("\(tool) could not be run: \(error)") }
  }
}
