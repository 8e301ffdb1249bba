/// `CREATE [OR REPLACE] VIEW`.
package struct CreatedView: Hashable, Sendable {
  package var name: QualifiedName
  package var isReplacing = false
  package var isTemporary = false
  /// The names of its columns, where they are given before AS.
  package var columns: [Identifier] = []
  package var reads: [QualifiedName] = []
  /// `WITH (…)`.
  package var parameters: [StorageParameter] = []

  package init(_ name: QualifiedName) { self.name = name }

  /// `security_invoker`: its tables are read with the rights of the one who asks.
  package var isSecurityInvoker: Bool {
    parameters.contains {
      $0.name == "security_invoker" && ($0.value.map { ["true", "on", "1"].contains($0) } ?? true)
    }
  }
}
