extension Routine: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("routine", name, Identifier(identityArguments.text)) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("definition", definition)
    }
  }
}
