extension RuleBook {
  /// The rules in `Rules/Partitioning`, by file name.
  static let partitioning: [any ReviewRule] = [
    AlterOnlyWithChildren(),
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
