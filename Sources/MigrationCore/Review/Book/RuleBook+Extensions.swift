extension RuleBook {
  /// The rules in `Rules/Extensions`, by file name.
  static let extensions: [any ReviewRule] = [
    CitusDistributedDdl(),
    MissingSpatialIndex(),
    PartmanManagedParent(),
    TimescaleHypertableDdl(),
    VectorIndexChoice(),
  ]
}
