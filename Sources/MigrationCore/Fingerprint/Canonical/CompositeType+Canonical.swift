extension CompositeType: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("composite type", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      for attribute in attributes { text.write(attribute) }
    }
  }
}

extension CompositeType.Attribute: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("attribute", name) { text in
      text.property("type", type)
      text.property("collation", collation)
      text.property("comment", comment)
    }
  }
}
