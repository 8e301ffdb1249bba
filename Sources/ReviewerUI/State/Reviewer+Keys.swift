import MigrationCore
import TerminalKit

/// From keys to actions.
extension Reviewer {
  mutating func press(_ key: Key) -> [Effect] {
    let wasInterrupted = isInterrupted
    isInterrupted = false
    let wasReloadAsked = isReloadAsked
    isReloadAsked = false
    message = nil
    switch context {
    case .entry, .dialog, .palette: return type(key)
    case .review, .steps, .warnings, .comments, .signoffs, .history, .definition, .help, .applying, .outcome,
      .quitQuestion,
      .stopQuestion, .notice, .browse, .object, .dependencies, .present:
      break
    }
    switch pending.take(key, keymap, in: context) {
    case .nothing: return []
    case .action(let action, let count):
      if action == .interrupt, wasInterrupted { return quit() }
      isReloadAsked = wasReloadAsked && action == .reload
      return perform(action, count: count)
    case .letter(let action, let letter): return perform(action, letter: letter)
    case .unknown(let words):
      message = Message(words)
      return [.bell]
    }
  }

  /// A key where text is typed: the few keys of the table first, then the field.
  private mutating func type(_ key: Key) -> [Effect] {
    if case .dialog(var dialog)? = layers.last, !dialog.isArmed, key != .escape, key != .control("c") {
      // Typed before the box was read: not meant for it. The silence starts again.
      dialog.quietSince = nil
      layers[layers.count - 1] = .dialog(dialog)
      return []
    }
    if case .action(let action) = keymap.match([key], in: context) { return perform(action, count: nil) }
    guard let layer = layers.popLast() else { return [] }
    var isTaken = false
    switch layer {
    case .entry(var entry):
      isTaken = entry.field.handle(key)
      layers.append(.entry(entry))
      entryChanged(entry)
    case .dialog(var dialog):
      dialog.note = nil
      isTaken = dialog.isOnWord ? dialog.word.handle(key) : dialog.message.handle(key)
      layers.append(.dialog(dialog))
    case .palette(var palette):
      isTaken = palette.field.handle(key)
      palette.selected = 0
      layers.append(.palette(palette))
    case .list, .definition, .help, .applying, .notice, .quitQuestion, .stopQuestion: layers.append(layer)
    }
    return isTaken ? [] : [.bell]
  }

  /// A paste is text for a field, and never keys.
  mutating func paste(_ text: String) -> [Effect] {
    message = nil
    guard let layer = layers.last else { return refusePaste() }
    switch layer {
    case .entry(var entry):
      entry.field.insert(text)
      layers[layers.count - 1] = .entry(entry)
      entryChanged(entry)
    case .dialog(var dialog):
      if dialog.isOnWord || !dialog.isArmed {
        dialog.note = "the word has to be typed; a paste is refused"
        layers[layers.count - 1] = .dialog(dialog)
        return [.bell]
      }
      dialog.message.insert(text)
      layers[layers.count - 1] = .dialog(dialog)
    case .palette(var palette):
      palette.field.insert(text)
      palette.selected = 0
      layers[layers.count - 1] = .palette(palette)
    case .list, .definition, .help, .applying, .notice, .quitQuestion, .stopQuestion: return refusePaste()
    }
    return []
  }

  private mutating func refusePaste() -> [Effect] {
    pending = PendingKeys()
    message = Message("pasted text is never run as keys; press \(key(.comment)) first to paste into a comment")
    return [.bell]
  }
}
