extension Trigger: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("trigger", name) { text in
      text.property("definition", definition)
      text.property("enabled", enabled == .origin && !isPartitionCopy ? nil : enabled.rawValue)
      text.property("comment", comment)
    }
  }
}
