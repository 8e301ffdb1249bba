extension RowSecurityPolicy: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("policy", name) { text in
      text.property("command", command == .all ? nil : command.rawValue)
      text.flag("restrictive", !isPermissive)
      for role in roles {
        switch role {
        case .everyone: text.flag("for everyone", true)
        case .role(let name): text.property("for role", name)
        }
      }
      text.property("using", using)
      text.property("with check", withCheck)
      text.property("comment", comment)
    }
  }
}
