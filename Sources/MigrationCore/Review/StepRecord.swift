/// What plan.json says of a step in its `countersign` object, for programs: pgschema's own words leave it open which
/// routine is meant, and say nothing of locks.
package struct StepRecord: Hashable, Sendable {
  /// What the step works on while it holds its lock.
  package enum Work: String, Hashable, Sendable { case none, scan, rewrite, unknown }
  /// What is gone afterwards.
  package enum Loss: String, Hashable, Sendable { case none, table, column, sequence, values, unknown }

  package var object: ObjectID
  /// The strongest lock on what is there already; nil for none, or for an unknown one.
  package var lock: LockMode?
  package var work: Work
  package var loss: Loss
  /// The SQL that undoes the change that begins with the step; nil as ``StepReversal`` says.
  package var reversal: String?

  /// What is expected of a step.
  package init(of object: ObjectID, operation: StepLabel.Operation, _ impact: Impact, reversal: String?) {
    self.object = object
    self.reversal = reversal
    lock = impact.locks.first?.mode
    switch impact.workBasis {
    case .notChecked: work = .unknown
    case .expected, .measured: work = impact.rewrites.isEmpty ? (impact.scans.isEmpty ? .none : .scan) : .rewrite
    }
    switch (impact.losesData, operation, object.kind) {
    case (nil, _, _): loss = .unknown
    case (false, _, _): loss = .none
    case (true, .drop, .table): loss = .table
    case (true, .drop, .column): loss = .column
    case (true, .drop, .sequence): loss = .sequence
    case (true, _, _): loss = .values
    }
  }

  /// As plan.json has it.
  package var json: JSONValue {
    .object([
      JSONMember("object", .object(object.members)), JSONMember("lock", lock.map { .string($0.rawValue) } ?? .null),
      JSONMember("work", .string(work.rawValue)), JSONMember("data_loss", .string(loss.rawValue)),
      JSONMember("reversal", reversal.map { .string($0) } ?? .null),
    ])
  }
}
