/// An aggregate function.
///
/// PostgreSQL has no function that prints its statement, so every part is here.
package struct Aggregate: Hashable, Sendable {
  /// `aggkind`.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case normal = "n"
    case orderedSet = "o"
    case hypotheticalSet = "h"
  }

  /// `aggfinalmodify`, `aggmfinalmodify`.
  package enum FinalModify: String, Hashable, Sendable, CaseIterable {
    case readOnly = "r"
    case shareable = "s"
    case readWrite = "w"
  }

  /// The state that rows are gathered in, and how: plain, or moving (`msfunc` …).
  package struct Transition: Hashable, Sendable {
    /// Functions are qualified names without arguments.
    package var function: CatalogSQL
    package var stateType: CatalogSQL
    /// Bytes; zero for PostgreSQL's own guess.
    package var stateSpace = 0
    package var initialCondition: StoredText?
    package var finalFunction: CatalogSQL?
    package var finalFunctionTakesExtraArguments = false
    package var finalModify: FinalModify = .readOnly

    package init(function: CatalogSQL, stateType: CatalogSQL) {
      self.function = function
      self.stateType = stateType
    }
  }

  package var name: Identifier
  /// `pg_get_function_identity_arguments`; empty for `(*)`.
  package var identityArguments: CatalogSQL
  /// `pg_get_function_arguments`: with ORDER BY for ordered-set aggregates.
  package var arguments: CatalogSQL
  package var owner: Identifier = ""
  package var comment: StoredText?
  package var extensionName: Identifier?
  package var kind: Kind = .normal
  package var result: CatalogSQL
  package var parallel: Routine.Parallel = .unsafe
  package var transition: Transition
  /// Only when the aggregate has a moving form.
  package var moving: Transition?
  package var movingInverseFunction: CatalogSQL?
  package var combineFunction: CatalogSQL?
  package var serialFunction: CatalogSQL?
  package var deserialFunction: CatalogSQL?
  /// `OPERATOR(schema.name)`.
  package var sortOperator: CatalogSQL?

  package init(
    name: Identifier, identityArguments: CatalogSQL, arguments: CatalogSQL, result: CatalogSQL, transition: Transition
  ) {
    self.name = name
    self.identityArguments = identityArguments
    self.arguments = arguments
    self.result = result
    self.transition = transition
  }
}

extension Aggregate {
  /// Which object it is.
  package func id(in schema: Identifier) -> ObjectID {
    ObjectID(.aggregate, schema, name, arguments: identityArguments.text)
  }
}
