extension View: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object(materialization == nil ? "view" : "materialized view", name) { text in
      text.owner(owner)
      text.property("comment", comment)
      text.property("definition", definition)
      text.property("option", options)
      for column in columns { text.write(column) }
      if let materialization {
        text.flag("with no data", !materialization.isPopulated)
        text.property("access method", materialization.accessMethod == "heap" ? nil : materialization.accessMethod)
        text.property("tablespace", materialization.tablespace)
        text.property("toast option", materialization.toastOptions)
        for index in materialization.indexes { text.write(index) }
      }
      for trigger in triggers { text.write(trigger) }
    }
  }
}
