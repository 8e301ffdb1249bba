/// What a plan's `countersign` object says of a step, in a line for people.
package struct StepMark {
  private let text: String

  /// The marks of a plan's steps; none in a plan of pgschema's.
  package static func all(of plan: Plan) -> [StepID: String] {
    var marks: [StepID: String] = [:]
    for (number, (id, step)) in plan.steps.enumerated() where step.directive == nil {
      marks[id] = StepMark(ofStep: number, in: plan.countersign)?.text
    }
    return marks
  }

  /// Nil where it says nothing of that step.
  private init?(ofStep number: Int, in section: CountersignSection?) {
    guard case .array(let steps)? = section?["steps"], steps.indices.contains(number),
      case .object(let members) = steps[number]
    else { return nil }
    func word(_ key: String) -> String? {
      guard case .string(let text)? = members.first(where: { $0.key == key })?.value else { return nil }
      return text
    }
    let work = word("work").flatMap(StepRecord.Work.init)
    let parts = [
      word("lock").map { "\($0) lock" } ?? "no lock on what is there", work.flatMap(Self.words),
      word("data_loss").flatMap(StepRecord.Loss.init).flatMap(Self.words),
    ]
    text = parts.compactMap(\.self).joined(separator: ", ")
  }

  private static func words(_ work: StepRecord.Work) -> String? {
    switch work {
    case .none: nil
    case .scan: "reads all rows"
    case .rewrite: "rewrites the table"
    case .unknown: "work not known"
    }
  }

  private static func words(_ loss: StepRecord.Loss) -> String? {
    switch loss {
    case .none: nil
    case .table: "loses the table's rows"
    case .column: "loses the column's values"
    case .sequence: "loses the counter"
    case .values: "changes values for good"
    case .unknown: "loss of data not known"
    }
  }
}
