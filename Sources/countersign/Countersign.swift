import ArgumentParser

/// The command itself: what it is called, what it can do, and how errors become exit statuses.
struct Countersign: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "countersign",
    abstract: "Read, understand, sign and run a PostgreSQL schema change.",
    version: version,
    subcommands: [
      ReviewCommand.self, ApplyCommand.self, FingerprintCommand.self, RulesCommand.self, DemoCommand.self,
    ])

  /// Parses the command line and runs what it asks for.
  ///
  /// ArgumentParser's own exit statuses are not ours: a wrong command line is 2 here.
  static func runToExitStatus() -> ExitStatus {
    var command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      let text = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Output.write(text + "\n")
        return .done
      }
      Output.writeError(text.hasPrefix("Error: ") ? "error: \(text.dropFirst(7))\n" : text + "\n")
      return .usage
    }
    do {
      try command.run()
      return .done
    } catch let failure as CommandFailure {
      report(failure)
      return failure.status
    } catch let ended as EndedWith {
      return ended.status
    } catch {
      if exitCode(for: error) == .success {
        Output.write(fullMessage(for: error) + "\n")
        return .done
      }
      report(CommandFailure(.failed, "\(error)"))
      return .failed
    }
  }

  private static func report(_ failure: CommandFailure) {
    Output.writeError("error: \(failure.message)\n")
    if !failure.hint.isEmpty { Output.writeError("hint: \(failure.hint)\n") }
  }
}

/// A command that has said what there is to say and ends with a status other than 0.
struct EndedWith: Error {
  var status: ExitStatus
}
