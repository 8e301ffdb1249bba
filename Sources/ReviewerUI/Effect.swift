package import MigrationCore

/// What a screen asks its surroundings to do.
///
/// They do it without holding up the keys, and answer with an event.
package enum Effect: Hashable, Sendable {
  case quit
  /// Give the terminal back and stop, as `^Z` does.
  case suspend
  /// Paint the whole screen anew, whatever is believed to be on it.
  case redraw
  case bell
  /// Put exactly this text on the clipboard (OSC 52).
  case copy(String)
  /// Make a new file with this text; answered by a message.
  case writeFile(String, text: String)
  /// Open `$EDITOR` on this; answered by ``ReviewerEvent/editorReturned(_:)`` when `isWritable`.
  case openEditor(EditorText)
  /// Replace the review file; answered by `reviewSaved` or `reviewNotSaved`.
  case saveReview(ReviewDocument)
  /// Make and store a signature; answered by `signed` or `signingFailed`.
  case sign(Statement.Verdict, message: String)
  /// Read the target's fingerprint again, and what else opens and closes by itself; answered by `fingerprintChecked`,
  /// and where there are such gates by `circumstances` and `signoffs`. A browser gets `fingerprint`.
  case checkFingerprint
  /// Run the plan; answered by `applyProgress` … `applyEnded`.
  case apply
  case cancelApply(CancelKind)
  /// Look at every database that the plan may go to; answered by `targets`, again and again until all answered.
  case readTargets
  /// Show the plan to a room, in place of this screen until that ends; answered by ``ReviewerEvent/presented(upTo:)``.
  case present
  /// Read what is shown again; answered by `reloaded`, or by what a browser gets.
  case reload
  /// Read what the ledger has of the schemas; answered by `past`.
  case readHistory
  /// Show everything in the theme of this name, or of this file.
  case useTheme(String)
  /// Bring the copy of a talk to where it stands after so many steps; answered by ``PresenterEvent/reached(steps:_:)``
  /// or `stopped`.
  case showSchema(afterSteps: Int)
  /// Forget the reading that goes on; its answers are not wanted any more.
  case giveUp
}

/// How to stop an apply.
package enum CancelKind: Hashable, Sendable {
  /// Cancel the statement that runs now; its group is rolled back.
  case currentStatement
  /// Let the running statement end, then stop; a group that is not committed is rolled back.
  case afterStatement
}

/// What an editor is opened on.
package struct EditorText: Hashable, Sendable {
  package var text: String
  /// Ends the name of the temporary file, so that the editor colours it: `sql`, `md`.
  package var fileExtension: String
  /// False to look only.
  package var isWritable: Bool

  package init(text: String, fileExtension: String, isWritable: Bool) {
    self.text = text
    self.fileExtension = fileExtension
    self.isWritable = isWritable
  }
}
