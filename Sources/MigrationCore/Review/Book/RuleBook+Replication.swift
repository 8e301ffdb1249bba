extension RuleBook {
  /// The rules in `Rules/Replication`, by file name.
  static let replication: [any ReviewRule] = [
    DdlNotReplicatedLogically(),
    DropPkBreaksReplicaIdentity(),
    PublishedTableWithoutIdentity(),
    ReplicaIdentityChanged(),
  ]
}
