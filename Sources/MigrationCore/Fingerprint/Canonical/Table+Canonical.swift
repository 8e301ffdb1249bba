extension Table: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("table", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("persistence", persistence == .permanent ? nil : persistence.rawValue)
      text.property("of type", ofType)
      text.property("partition by", partitioning?.definition)
      text.property("partition of", partition?.parent)
      text.property("partition bound", partition?.bound)
      for parent in parents { text.property("inherits", parent) }
      text.flag("row security", hasRowSecurity)
      text.flag("force row security", forcesRowSecurity)
      text.property("access method", accessMethod == "heap" ? nil : accessMethod)
      text.property("tablespace", tablespace)
      text.property("option", options)
      text.property("toast option", toastOptions)
      text.property("foreign server", foreign?.server)
      text.property("foreign option", foreign?.options ?? [])
      switch replicaIdentity {
      case .primaryKey: break
      case .nothing: text.property("replica identity", "nothing")
      case .full: text.property("replica identity", "full")
      case .index(let index): text.property("replica identity index", index)
      }
      for column in columns { text.write(column) }
      for constraint in constraints { text.write(constraint) }
      for index in indexes { text.write(index) }
      for trigger in triggers { text.write(trigger) }
      for policy in policies { text.write(policy) }
    }
  }
}
