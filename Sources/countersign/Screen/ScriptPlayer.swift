import ReviewerUI
import TerminalKit

/// Plays a script into an event loop, one command after another, each once what the one before waits for has come.
///
/// It has no clock and no screen: the loop tells it the time and what stands there.
struct ScriptPlayer {
  /// What the loop has to do now.
  enum Doing {
    /// `pace` is how long somebody watching would want to see it, in milliseconds.
    case press(Key, pace: Int)
    case resize(columns: Int, rows: Int)
    case save(String)
    case showCaption(String?)
    /// Let so much time pass in a recording, where nobody waits for it.
    case rest(milliseconds: Int)
  }

  /// After so long something is not going to happen any more.
  private static let patience = 120_000
  /// How fast somebody watching sees it typed, and keys pressed.
  private static let pace = (letter: 45, key: 300, pause: 3000)

  let script: ScreenScript
  /// Whether a person sits in front of it, who sees it at a human pace and can press a key.
  let isWatched: Bool
  private var next = 0
  private var letters: [Unicode.Scalar] = []
  /// Nothing happens before that.
  private var earliest = 0
  /// Since when the next line waits for something to come.
  private var waitingSince: Int?
  private var isStopped = false

  init(_ script: ScreenScript, isWatched: Bool) {
    self.script = script
    self.isWatched = isWatched
  }

  /// Whether there is nothing left to play.
  var isOver: Bool { isStopped || letters.isEmpty && next >= script.lines.count }

  /// When to look again at the latest, in milliseconds; nil when only something that happens can make a difference.
  func deadline(at now: Int) -> Int? {
    if isOver { return nil }
    if earliest > now { return earliest }
    if let waitingSince { return waitingSince + Self.patience }
    return isWaitingForKey ? nil : now
  }

  /// A key of the person who watches: it cuts a pause short; `C-c` ends the script.
  mutating func take(_ key: Key) {
    if key == .control("c") { isStopped = true }
    earliest = 0
    if isWaitingForKey { next += 1 }
  }

  /// What has to be done now; nil when the time for it has not come.
  ///
  /// - Parameters:
  ///   - now: milliseconds, never going back.
  ///   - isIdle: whether nothing is under way.
  ///   - isShown: whether a text stands on the screen.
  /// - Returns: one thing to do; ask again afterwards.
  /// - Throws: `ScreenScriptError` when what a line waits for does not come.
  mutating func next(
    at now: Int, isIdle: Bool, isShown: (String) -> Bool
  ) throws(ScreenScriptError) -> Doing? {
    guard !isOver, now >= earliest else { return nil }
    if !letters.isEmpty {
      return press(.character(letters.removeFirst()), Self.pace.letter, now)
    }
    let line = script.lines[next]
    switch line.command {
    case .waitUntilIdle:
      return try wait(for: isIdle, "something was still under way", line, now)
    case .waitForText(let text):
      return try wait(for: isShown(text), "“\(text)” did not come", line, now)
    case .waitForKey:
      guard !isWatched else { return nil }
      next += 1
      return .rest(milliseconds: Self.pace.pause)
    case .wait(let milliseconds):
      earliest = now + milliseconds
      next += 1
      return nil
    case .press(let key):
      next += 1
      return press(key, Self.pace.key, now)
    case .type(let text):
      next += 1
      letters = Array(text.unicodeScalars)
      return .rest(milliseconds: 0)
    case .resize(let columns, let rows):
      next += 1
      return .resize(columns: columns, rows: rows)
    case .saveScreen(let path):
      next += 1
      return .save(path)
    case .caption(let text):
      next += 1
      return .showCaption(text)
    }
  }

  private mutating func press(_ key: Key, _ pace: Int, _ now: Int) -> Doing {
    if isWatched { earliest = now + pace }
    return .press(key, pace: pace)
  }

  private mutating func wait(
    for hasCome: Bool, _ complaint: String, _ line: ScreenScript.Line, _ now: Int
  ) throws(ScreenScriptError) -> Doing? {
    guard !hasCome else {
      waitingSince = nil
      next += 1
      return .rest(milliseconds: 0)
    }
    let since = waitingSince ?? now
    waitingSince = since
    guard now < since + Self.patience else {
      throw script.error(at: line, "\(complaint) in \(Self.patience / 1000) s")
    }
    return nil
  }

  private var isWaitingForKey: Bool {
    guard letters.isEmpty, next < script.lines.count else { return false }
    return script.lines[next].command == .waitForKey && isWatched
  }
}
