package import MigrationCore

/// Writing into a review, whoever does it: a screen or a conversation in plain lines.
extension ReviewDocument {
  /// Adds a comment under a name of its own.
  package mutating func add(_ text: String, on place: Comment.Place, by author: String, at now: String) {
    comments.append(
      Comment(
        id: newID(for: text, by: author, at: now), place: place, author: author, writtenAt: now, text: text,
        isResolved: false))
  }

  /// Accepts a finding; a reason that the same person gave before makes way.
  mutating func acknowledge(_ rule: RuleID, at step: StepID, because reason: String, by author: String, at now: String)
  {
    acknowledgements.removeAll { $0.rule == rule && $0.step == step && $0.author == author }
    acknowledgements.append(
      Acknowledgement(rule: rule, step: step, author: author, writtenAt: now, reason: reason))
  }

  /// A name for a new comment: FNV-1a over what it says, who says it and when, and how many there are.
  private func newID(for text: String, by author: String, at now: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(comments.count)\u{0}\(author)\u{0}\(now)\u{0}\(text)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let taken = Set(comments.map(\.id))
    while taken.contains(String(hash, radix: 16)) { hash &+= 1 }
    return String(hash, radix: 16)
  }
}

extension ReviewFacts {
  /// The word that a decision asks for: the database's name, or the beginning of the plan's hash where there is none
  /// that can be typed.
  var confirmationWord: String {
    guard let database, !database.isEmpty, database.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
    else { return String(planHash.prefix(8)) }
    return database
  }

  /// What the word is, for the prompt.
  var confirmationPrompt: String {
    confirmationWord == database ? "the database's name" : "the first 8 digits of the plan's hash"
  }

  /// `1 error (1 acknowledged), 2 warnings, 0 info`; nil while the findings are not known.
  var severityTally: String? {
    guard findings.value != nil else { return nil }
    let errors = count(.error)
    let acknowledged = errors - openErrors.count { $0.severity == .error }
    return [
      Quantity.counted(errors, "error") + (errors > 0 ? " (\(acknowledged) acknowledged)" : ""),
      Quantity.counted(count(.warning), "warning"), "\(count(.info)) info",
    ].joined(separator: ", ")
  }
}

/// Text without blanks at its ends; written remarks are kept so.
func trimmed(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[start...end])
}
