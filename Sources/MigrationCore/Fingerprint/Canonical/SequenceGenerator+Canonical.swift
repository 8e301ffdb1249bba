extension SequenceGenerator: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("sequence", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("persistence", persistence == .permanent ? nil : persistence.rawValue)
      text.write(options)
      text.property("owned by table", ownedBy?.table)
      text.property("owned by column", ownedBy?.column)
    }
  }
}

extension SequenceOptions: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.property("sequence type", type)
    text.property("start", start)
    text.property("increment", increment)
    text.property("minimum", minimum)
    text.property("maximum", maximum)
    text.property("cache", cache)
    text.flag("cycles", cycles)
  }
}
