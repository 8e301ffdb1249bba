import MigrationCore
import TerminalKit

/// All comments in the order in which they were written.
extension Reviewer {
  func commentItems(width: Int) -> ListItems {
    let comments = facts.review.comments
    if comments.isEmpty {
      return ListItems([[StyledText(" No comments. c on a step or an object writes one.", Paint(.muted))]])
    }
    return ListItems(count: comments.count) { index in
      let comment = comments[index]
      var title = StyledText(" \(marks.comment) ", Paint(.heading, bold: true))
      title.append(placeWords(comment.place), Paint(.heading))
      title.append("  \(comment.author)  \(RecordedTime.short(comment.writtenAt))", Paint(.muted))
      let state = StyledText(
        comment.isResolved ? "\(marks.yes) resolved" : "unresolved",
        Paint(comment.isResolved ? .progressDone : .severityWarning))
      var lines = [line(title, right: state, width: width)]
      for part in comment.text.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += paragraph(
          StyledText(String(part), Paint(comment.isResolved ? .muted : .text)), indent: 3, width: width)
      }
      return lines + [StyledText()]
    }
  }

  /// Where a comment belongs, in words.
  func placeWords(_ place: Comment.Place) -> String {
    switch place {
    case .plan: "the plan"
    case .object(let name): name
    case .lines(let lines, of: let name): "\(name), \(lines.words)"
    case .step(let id), .stepLines(_, of: let id):
      index(of: id).map {
        "step \(id)\(place.lineWords.map { ", \($0)" } ?? "")  \(steps[$0].step.path)"
      } ?? "step \(id), which this plan does not have"
    }
  }
}
