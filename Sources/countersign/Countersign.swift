import ArgumentParser

/// The command itself: what it is called, what it can do, and how errors become exit statuses.
struct Countersign: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Read, understand, sign and run a PostgreSQL schema change.",
    version: version,
    subcommands: [
      PlanCommand.self, ReviewCommand.self, ApplyCommand.self, BrowseCommand.self, DumpCommand.self,
      FingerprintCommand.self, LintCommand.self, RehearseCommand.self, SignCommand.self, VerifyCommand.self,
      CommentCommand.self, PromoteCommand.self, HistoryCommand.self, StatusCommand.self, RulesCommand.self,
      PresentCommand.self, DemoCommand.self, CompletionsCommand.self, RolloutCommand.self,
    ])

  /// Parses the command line and runs what it asks for.
  ///
  /// ArgumentParser's own exit statuses are not ours: a wrong command line is 2 here.
  static func runToExitStatus() -> Int32 {
    var command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      let text = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Output.write(text + "\n")
        return ExitStatus.done.rawValue
      }
      Output.writeError(text.hasPrefix("Error: ") ? "error: \(text.dropFirst(7))\n" : text + "\n")
      return ExitStatus.usage.rawValue
    }
    do {
      try command.run()
      return ExitStatus.done.rawValue
    } catch let failure as CommandFailure {
      report(failure)
      return failure.status.rawValue
    } catch let ended as EndedWith {
      return ended.status
    } catch {
      if exitCode(for: error) == .success {
        Output.write(fullMessage(for: error) + "\n")
        return ExitStatus.done.rawValue
      }
      report(CommandFailure(.failed, "\(error)"))
      return ExitStatus.failed.rawValue
    }
  }

  private static func report(_ failure: CommandFailure) {
    Output.writeError("error: \(failure.message)\n")
    if !failure.hint.isEmpty { Output.writeError("hint: \(failure.hint)\n") }
  }
}

/// A command that has said what there is to say and ends with a status other than 0.
struct EndedWith: Error {
  /// An `ExitStatus`, or 128 and the number of the signal that ended it.
  var status: Int32
}
