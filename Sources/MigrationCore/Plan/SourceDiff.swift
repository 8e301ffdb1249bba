/// One change as it was before its online rewriting and its sharing out into groups.
package struct SourceDiff: Hashable, Sendable {
  package struct Statement: Hashable, Sendable {
    package var sql: String
    package var canRunInTransaction: Bool

    package init(sql: String, canRunInTransaction: Bool) {
      self.sql = sql
      self.canRunInTransaction = canRunInTransaction
    }
  }

  package var statements: [Statement]
  /// As in ``Step/type``.
  package var type: String
  /// As in ``Step/operation``.
  package var operation: String
  /// As in ``Step/path``.
  package var path: String

  package init(statements: [Statement], type: String, operation: String, path: String) {
    self.statements = statements
    self.type = type
    self.operation = operation
    self.path = path
  }
}
