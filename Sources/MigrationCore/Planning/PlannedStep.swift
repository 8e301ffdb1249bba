/// What a step changes, in the words of plan.json: pgschema's type, operation and path.
package struct StepLabel: Hashable, Sendable, CustomStringConvertible {
  package enum Operation: String, Hashable, Sendable { case create, alter, drop, recreate }

  /// `table.column`.
  package var type: String
  package var operation: Operation
  /// `public.users.email`, unquoted.
  package var path: String
  /// Exactly what is changed; nil where that is what the change was made for.
  package var object: ObjectID?

  /// `drop table.column public.users.email`, for showing; a routine with its arguments.
  package var description: String {
    let name = object.flatMap { $0.arguments == nil || $0.member != nil ? nil : $0.description } ?? path
    return "\(operation.rawValue) \(type) \(name)"
  }

  package init(_ type: String, _ operation: Operation, _ path: String, of object: ObjectID? = nil) {
    self.type = type
    self.operation = operation
    self.path = path
    self.object = object
  }

  /// The label of a change of the object itself.
  ///
  /// `changed` is what is changed where pgschema files that under another object.
  init(
    _ operation: Operation, _ object: ObjectID, of relation: ObjectKind = .table, changing changed: ObjectID? = nil
  ) {
    self.init(object.planType(of: relation), operation, object.planPath, of: changed ?? object)
  }
}

/// One statement of a plan, and what it needs around it.
package struct PlannedStep: Hashable, Sendable {
  /// How a step stands to the transaction of its neighbours.
  package enum Isolation: Hashable, Sendable {
    /// Commits together with its neighbours.
    case none
    /// Runs in a transaction of its own, so that others' locks are not held meanwhile.
    case ownTransaction
    /// PostgreSQL refuses it in a transaction block.
    case outsideTransaction
  }

  package var sql: SQLText
  package var isolation: Isolation = .none
  /// For a wait what is waited for; `sql` is then the polling query.
  package var wait: String?

  package init(_ sql: SQLText, _ isolation: Isolation = .none) {
    self.sql = sql
    self.isolation = isolation
  }

  /// Asks `query` until it says that it is done.
  static func wait(_ message: String, query: SQLText) -> PlannedStep {
    var step = PlannedStep(query, .ownTransaction)
    step.wait = message
    return step
  }
}

/// One change, with the steps that make it.
package struct PlannedChange: Hashable, Sendable {
  package var label: StepLabel
  package var steps: [PlannedStep]
  /// Whether it is the rest of a change that is counted already.
  package var isContinuation = false
  /// Whether pgschema has no statement for it: it counts only where nothing else about its object does.
  var isAside = false
  /// What its object was called before, where it is a rename.
  var renamed: ObjectID?

  /// The same as the rest of another change.
  var continued: PlannedChange {
    var copy = self
    copy.isContinuation = true
    return copy
  }

  /// The same as something that pgschema has no statement for.
  var aside: PlannedChange {
    var copy = self
    copy.isAside = true
    return copy
  }

  init(_ label: StepLabel, _ steps: [PlannedStep]) {
    self.label = label
    self.steps = steps
  }

  init(_ label: StepLabel, _ statements: [SQLText]) {
    self.init(label, statements.map { PlannedStep($0) })
  }
}

extension ObjectID {
  /// pgschema's word for the kind; where it has none, PostgreSQL's.
  ///
  /// `relation` is what the object is a part of, when it is one.
  func planType(of relation: ObjectKind) -> String {
    switch kind {
    case .table: "table"
    case .column: "table.column"
    case .constraint: "table.constraint"
    case .index: relation == .table ? "table.index" : "materialized_view.index"
    case .trigger: relation == .table ? "table.trigger" : "view.trigger"
    case .policy: "table.policy"
    case .view: "view"
    case .materializedView: "materialized_view"
    case .function: "function"
    case .procedure: "procedure"
    case .aggregate: "aggregate"
    case .sequence: "sequence"
    case .enumType, .compositeType, .rangeType, .baseType: "type"
    case .domain: "domain"
    case .privilege: "privilege"
    case .defaultPrivilege: "default_privilege"
    case .schema: "schema"
    case .collation: "collation"
    case .rule: relation == .table ? "table.rule" : "view.rule"
    case .statistics: "statistics"
    case .operator: "operator"
    case .operatorFamily: "operator_family"
    case .operatorClass: "operator_class"
    case .cast: "cast"
    case .conversion: "conversion"
    case .textSearchParser: "text_search_parser"
    case .textSearchTemplate: "text_search_template"
    case .textSearchDictionary: "text_search_dictionary"
    case .textSearchConfiguration: "text_search_configuration"
    }
  }

  /// pgschema's path: no quotes, routines without their arguments.
  var planPath: String {
    let base = "\(schema.text).\(name.text)"
    return member.map { "\(base).\($0.text)" } ?? base
  }
}
