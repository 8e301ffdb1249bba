package import MigrationCore

extension RecordedSignoff {
  /// The sign-off as the review document has it.
  package init(_ status: SignoffStatus) {
    self.init(
      principal: status.statement?.principal ?? "", statement: status.signoff.statement,
      signature: status.signoff.signature)
  }
}
