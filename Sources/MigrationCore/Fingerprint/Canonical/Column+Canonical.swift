extension Column: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("column", name) { text in
      text.property("type", type)
      text.property("collation", collation)
      if let notNull { write(notNull, to: &text) }
      text.property("default", defaultExpression)
      text.property(generated?.kind == .virtual ? "generated virtual" : "generated stored", generated?.expression)
      if let identity {
        text.property("identity", identity.generation == .always ? "always" : "by default")
        text.property("identity sequence", identity.sequence)
        identity.options.write(to: &text)
        text.property("identity comment", identity.comment)
        text.property("identity persistence", identity.persistence?.rawValue)
      }
      text.property("storage", storage?.rawValue)
      text.property("compression", compression?.rawValue)
      text.property("statistics", statisticsTarget)
      text.property("option", options)
      text.property("foreign option", foreignOptions)
      text.flag("inherited only", !isLocal)
      text.property("inherited from", inheritanceCount == 0 ? nil : inheritanceCount)
      text.property("comment", comment)
    }
  }

  private func write(_ notNull: NotNull, to text: inout CanonicalText) {
    text.flag("not null", true)
    text.property("not null name", notNull.name)
    text.flag("not null not valid", !notNull.isValidated)
    text.flag("not null no inherit", notNull.noInherit)
    text.flag("not null inherited only", !notNull.isLocal)
    text.property("not null comment", notNull.comment)
  }
}
