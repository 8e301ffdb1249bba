/// What can be said in a plain review: a word, and for some what it is about.
///
/// Every word may be shortened as long as it stays the only one that begins so, but those that decide.
enum PlainCommand: String, CaseIterable {
  case next, previous, step, steps, changes, warnings, comments, all
  case signoffs = "sign-offs"
  case comment, resolve, acknowledge, reviewed
  case sign, reject
  case help, quit

  /// What stands behind the word; empty for nothing.
  var argument: String {
    switch self {
    case .step: "STEP"
    case .comment: "[STEP or plan]"
    case .resolve, .acknowledge: "NUMBER"
    case .reviewed: "[STEP]"
    case .next, .previous, .steps, .changes, .warnings, .comments, .all, .signoffs, .sign, .reject, .help, .quit: ""
    }
  }

  var summary: String {
    switch self {
    case .next: "read the next step; so does an empty line"
    case .previous: "read the step before"
    case .step: "read that step"
    case .steps: "list the steps"
    case .changes: "the beginning again: the plan, its risk, what it changes"
    case .warnings: "list the warnings"
    case .comments: "list the comments"
    case .all: "read the whole review"
    case .signoffs: "who signed, what is still wanted, what was not checked"
    case .comment: "comment on this step, on that step, or on the plan"
    case .resolve: "resolve that comment, or reopen it"
    case .acknowledge: "accept that warning, giving a reason"
    case .reviewed: "mark this or that step reviewed, or not any more"
    case .sign: "approve the plan; asks for a typed word"
    case .reject: "reject the plan; asks for a reason and a typed word"
    case .help: "these words"
    case .quit: "end the review"
    }
  }

  /// Whether it has to be written in full.
  private var decides: Bool { self == .sign || self == .reject }

  /// What a line begins with.
  enum Reading: Hashable {
    case command(PlainCommand)
    case ambiguous([PlainCommand])
    case unknown
  }

  static func read(_ word: some StringProtocol) -> Reading {
    let word = word.lowercased()
    if let exact = Self(rawValue: word) { return .command(exact) }
    let candidates = allCases.filter { !$0.decides && $0.rawValue.hasPrefix(word) }
    return switch candidates.count {
    case 0: .unknown
    case 1: .command(candidates[0])
    default: .ambiguous(candidates)
    }
  }
}
