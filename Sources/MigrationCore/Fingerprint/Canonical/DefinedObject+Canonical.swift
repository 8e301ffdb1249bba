extension DefinedObject: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("object", Identifier(kind.rawValue), relation ?? "", name) { text in
      text.property("arguments", arguments)
      if let owner { text.owner(owner) }
      text.property("definition", definition)
      for statement in further { text.property("further", statement) }
      text.property("comment", comment)
    }
  }
}
