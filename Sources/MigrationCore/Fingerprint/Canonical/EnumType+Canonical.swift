extension EnumType: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("enum", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      for label in labels { text.property("label", label) }
    }
  }
}
