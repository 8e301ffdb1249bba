import ArgumentParser
import LiveDatabase
import MigrationCore
import ReviewerUI

/// `countersign comment`: a remark on a plan without the screen.
struct CommentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Write a comment into a plan's review file, or resolve one; asks nothing, and needs no database.")

  @Argument(help: "The plan; the review file stands beside it.")
  var plan: String
  @Argument(help: "What to say.")
  var text = ""
  @Option(help: "The step that it is about, as 1.2; without --step and --object it is about the plan.")
  var step: String?
  @Option(help: "The object that it is about, as public.users.")
  var object: String?
  @Option(help: "Resolve the comment of this id, or reopen it, as the review file has it.")
  var resolve: String?

  func validate() throws {
    if step != nil, object != nil { throw ValidationError("--step and --object exclude each other") }
    let isEmpty = !text.contains { !$0.isWhitespace }
    if resolve != nil, !isEmpty || step != nil || object != nil {
      throw ValidationError("--resolve writes no new comment")
    }
    if resolve == nil, isEmpty { throw ValidationError("what to say must be named") }
  }

  func run() throws {
    do {
      let document = try PlanDocument(path: plan)
      guard var file = document.reviewFile else { throw CommandFailure.planInNoFile }
      var review = try file.load(planHash: document.file.hash).about(document.file.hash)
      if let resolve {
        guard let index = review.comments.firstIndex(where: { $0.id == resolve }) else {
          throw CommandFailure(
            .usage, "there is no comment \(resolve)", hint: "its id stands in \(file.path)")
        }
        review.comments[index].isResolved.toggle()
      } else {
        review.add(text, on: try place(in: document.file.plan), by: ReviewSession.author, at: SystemClock.timestamp)
      }
      let stored = try file.store(review)
      let open = stored.comments.count { !$0.isResolved }
      Output.write("\(Quantity.counted(stored.comments.count, "comment")), \(open) unresolved, in \(file.path)\n")
    } catch { throw CommandFailure(explaining: error) }
  }

  private func place(in plan: Plan) throws(CommandFailure) -> Comment.Place {
    if let object { return .object(object) }
    guard let step else { return .plan }
    guard let id = StepID(step), plan.steps.contains(where: { $0.id == id }) else {
      throw CommandFailure(.usage, "the plan has no step \(step)", hint: "see countersign review --plain")
    }
    return .step(id)
  }
}
