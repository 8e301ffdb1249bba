extension Privilege: CanonicalObject {
  func write(to text: inout CanonicalText) {
    let arguments = Identifier(object.arguments ?? "")
    text.object("privileges", Identifier(object.kind.rawValue), object.name, arguments) { text in
      for grant in grants { text.write(grant) }
    }
  }
}

extension ColumnPrivilege: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("column privileges", relation.name, column) { text in
      for grant in grants { text.write(grant) }
    }
  }
}

extension DefaultPrivilege: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("default privileges", role, Identifier(objects.rawValue)) { text in
      for grant in grants { text.write(grant) }
    }
  }
}

extension Grant: CanonicalObject {
  func write(to text: inout CanonicalText) {
    switch grantee {
    case .everyone: text.property("to everyone", right)
    case .role(let name): text.object("to role", name) { $0.property("right", right) }
    }
    text.property("granted by", grantor)
    text.flag("with grant option", isGrantable)
  }
}
