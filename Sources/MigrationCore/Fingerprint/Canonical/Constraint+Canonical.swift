extension Constraint: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("constraint", name) { text in
      text.property("definition", definition)
      // CHECK … NOT VALID is in the definition, and so is every other flag.
      text.flag("inherited only", !isLocal)
      text.property("inherited from", inheritanceCount == 0 ? nil : inheritanceCount)
      text.flag("partition copy", isPartitionCopy)
      text.property("comment", comment)
      if let index { text.write(index) }
    }
  }
}
