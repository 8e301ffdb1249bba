import ArgumentParser

/// `countersign completions`: what a shell needs to complete the command line.
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var completed: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "The completion script for a shell: source <(countersign completions bash).")

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() { Output.write(Countersign.completionScript(for: shell.completed) + "\n") }
}
