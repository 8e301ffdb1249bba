/// The characters that carry a meaning which colour may only repeat.
///
/// Each is one column wide. Lines of frames are not among them: what draws the grid replaces those itself.
package struct Marks: Hashable, Sendable {
  package var yes: String
  package var no: String
  package var unknown = "?"
  package var danger = "!"
  package var harmless: String
  package var comment: String
  package var open: String
  package var folded: String
  package var created = "+"
  package var altered = "~"
  /// The row that keys speak of, where the row itself shows something else.
  package var cursor = ">"
  package var dropped = "-"
  package var ellipsis: String
  package var running: String
  package var waiting: String

  package static let unicode = Marks(
    yes: "✓", no: "✗", harmless: "·", comment: "»", open: "▾", folded: "▸", ellipsis: "…", running: "▶", waiting: "·")
  package static let ascii = Marks(
    yes: "*", no: "x", harmless: ".", comment: ">", open: "v", folded: ">", ellipsis: "~", running: ">", waiting: ".")

  /// A moment of something that goes on; four moments make a turn.
  package static func spinner(milliseconds: Int) -> String {
    let turn = ["|", "/", "-", "\\"]
    return turn[max(0, milliseconds) / 250 % turn.count]
  }
}
