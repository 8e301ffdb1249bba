extension Index: CanonicalObject {
  func write(to text: inout CanonicalText) {
    text.object("index", name) { text in
      text.property("definition", definition)
      text.flag("not valid", !isValid)
      text.flag("clustered", isClustered)
      text.property("tablespace", tablespace)
      text.property("partition of", parent)
      for target in statisticsTargets {
        text.property("statistics of", target.part)
        text.property("statistics", target.target)
      }
      text.property("comment", comment)
    }
  }
}
