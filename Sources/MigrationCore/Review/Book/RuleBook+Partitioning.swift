extension RuleBook {
  /// The rules in `Rules/Partitioning`, by file name.
  static let partitioning: [any ReviewRule] = [
    AttachPartitionWithoutCheck(),
    AttachScansDefaultPartition(),
    CreatePartitionOfLocksParent(),
    DefaultPartitionGrowth(),
    DetachConcurrentlyImpossible(),
    DetachNotConcurrent(),
    DropPartitionLocksParent(),
    FkNotValidOnPartitioned(),
    IndexOnPartitionedParent(),
    PartitionedParentFanout(),
    UniqueIndexMissingPartitionKey(),
  ]
}
