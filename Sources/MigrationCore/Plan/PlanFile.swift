/// A plan together with the bytes that it was read from and their hash: what is shown, signed and run is one thing.
package struct PlanFile: Hashable, Sendable {
  package let bytes: [UInt8]
  package let plan: Plan
  /// SHA-256 of `bytes`, 64 lower-case hex digits.
  package let hash: String

  /// Reads the plan that `bytes` hold.
  ///
  /// - Throws: ``PlanError`` as ``PlanCodec/decode(_:)`` does.
  package init(_ bytes: [UInt8]) throws(PlanError) {
    self.plan = try PlanCodec.decode(bytes)
    self.bytes = bytes
    self.hash = SHA256.hex(of: bytes)
  }
}
