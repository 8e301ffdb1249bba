import MigrationCore
import TerminalKit

/// Sign-off, rejection, apply: what asks for a typed word.
extension Reviewer {
  var confirmationWord: String { facts.confirmationWord }

  mutating func beginVerdict(_ verdict: Statement.Verdict) {
    if isSigning {
      message = Message("a signature is being made")
      return
    }
    if let refusal = configuration.signRefusal {
      layers.append(.notice(Notice(title: "sign", lines: [refusal])))
      return
    }
    // Anyone may reject what they have not read to the end; nobody may decide on a file that is not on the screen.
    let obstacles = facts.obstacles(seen: seen, verdict: verdict)
    guard obstacles.isEmpty else {
      let step = steps.firstIndex { !seen.contains($0.id) } ?? facts.openErrors.first.flatMap { index(of: $0.step) }
      layers.append(.notice(Notice(title: "not ready to sign", lines: obstacles, step: step)))
      return
    }
    guard hasRoomForDialog() else { return }
    var dialog = DialogState(.verdict(verdict))
    dialog.message = TextField(draftMessage)
    layers.append(.dialog(dialog))
  }

  mutating func beginApply() -> [Effect] {
    if applying.map({ $0.report == nil || $0.report?.outcome.ending == .applied }) == true {
      layers = [.applying(ListState(selects: false))]
      return []
    }
    if let refusal = configuration.applyRefusal {
      layers.append(.notice(Notice(title: "apply", lines: [refusal])))
      return []
    }
    guard facts.database != nil else {
      layers.append(.notice(Notice(title: "apply", lines: ["No database was named, so there is nothing to apply to."])))
      return []
    }
    guard hasRoomForDialog() else { return [] }
    facts.fingerprint = .checking
    layers.append(.dialog(DialogState(.apply)))
    return [.checkFingerprint]
  }

  /// Whether a box that decides something can show all that it is about; says so when not.
  private mutating func hasRoomForDialog() -> Bool {
    if columns >= 50, rows >= 18 { return true }
    layers.append(
      .notice(Notice(title: "too small", lines: ["This decision needs a window of at least 50x18."])))
    return false
  }

  mutating func acceptDialog(_ dialog: DialogState) -> [Effect] {
    var dialog = dialog
    defer {
      if case .dialog? = layers.last { layers[layers.count - 1] = .dialog(dialog) }
    }
    guard dialog.isArmed else { return [] }
    guard dialog.isOnWord else {
      if !dialog.message.text.isEmpty || dialog.kind == .verdict(.approve) {
        dialog.isOnWord = true
      } else {
        dialog.note = "a reason is needed"
      }
      return []
    }
    // An empty Enter is what a held-down key sends.
    guard !dialog.word.text.isEmpty else { return [] }
    guard dialog.word.text.utf8.elementsEqual(confirmationWord.utf8) else {
      dialog.note = "that is not \(confirmationWord)"
      return []
    }
    switch dialog.kind {
    case .verdict(let verdict):
      let text = trimmed(dialog.message.text)
      if verdict == .reject, text.isEmpty {
        dialog.note = "a reason is needed"
        dialog.isOnWord = false
        return []
      }
      draftMessage = text
      layers.removeLast()
      isSigning = true
      message = Message("signing; a key or an agent may ask for a touch or a passphrase")
      return [.sign(verdict, message: text)]
    case .apply:
      guard facts.applyGates.allSatisfy({ $0.state == .open }) else {
        dialog.note = "not every condition holds"
        return []
      }
      applying = ApplyState(steps: steps, startedAt: milliseconds)
      layers = [.applying(ListState(selects: false))]
      return [.apply]
    }
  }
}
