extension Domain: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("domain", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("type", baseType)
      text.property("collation", collation)
      text.property("default", defaultExpression)
      text.flag("not null", isNotNull)
      for constraint in constraints { text.write(constraint) }
    }
  }
}

extension DomainConstraint: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("constraint", name) { text in
      text.property("definition", definition)
      text.property("comment", comment)
    }
  }
}
