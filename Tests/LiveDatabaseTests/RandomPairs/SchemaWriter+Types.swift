extension SchemaWriter {
  /// A type of the family; user-defined ones stand before `limit`.
  func type(_ family: Facet.Family, _ element: Int, _ place: Int, _ other: Int, before limit: Int? = nil)
    -> Facet.ValueType?
  {
    func plain(_ names: [String], _ value: String) -> Facet.ValueType {
      let count = names.count + 3
      let chosen = choice(element, place, count)
      if chosen >= names.count,
        let type = reference(element, other, [.domain, .enumType], before: limit)?.facet.valueType,
        type.family == family
      {
        return type
      }
      let name = names[chosen % names.count]
      // As PostgreSQL prints it: that the same number can be written in two ways is settled where SQL is loaded.
      let isNumber = ["bigint", "integer", "numeric(10)", "smallint", "double precision"].contains(name)
      return Facet.ValueType(family: family, sql: name, value: value, defaultValue: isNumber ? "7" : value)
    }
    switch family {
    case .number:
      return plain(["bigint", "integer", "text", "numeric(10)", "varchar(20)", "smallint", "double precision"], "'7'")
    case .label: return plain(["text", "varchar(30)"], "'a'")
    case .truth: return Facet.ValueType(family: family, sql: "boolean", value: "true", defaultValue: "true")
    case .time: return plain(["date", "timestamp", "timestamptz", "timestamp(3)"], "'2020-01-01'")
    case .json: return plain(["json", "jsonb"], "'{}'")
    case .reference: return Facet.ValueType(family: family, sql: choose(element, place, ["bigint", "integer"]))
    case .numbers: return plain(["integer[]", "text[]", "bigint[]"], "'{7}'")
    case .labels:
      if let type = reference(element, other, [.enumType], before: limit)?.facet.valueType {
        return Facet.ValueType(family: family, sql: "\(type.sql)[]", value: "'{a}'", defaultValue: "'{a,a}'")
      }
      return Facet.ValueType(family: family, sql: "text[]", value: "'{a}'", defaultValue: "'{b}'")
    case .composite, .range:
      let kind: RandomSchema.Element.Kind = family == .composite ? .composite : .range
      return reference(element, other, [kind], before: limit)?.facet.valueType
    }
  }

  mutating func addEnum(_ place: Int) {
    let name = name(place, "e")
    let others = ["b", "c", "d", "it''s"].enumerated().filter { choice(place, 1, 16) & (1 << $0.offset) != 0 }
    var labels = others.map(\.element)
    labels.insert("a", at: choice(place, 2, labels.count + 1))
    if choice(place, 3, 4) == 1 { labels.reverse() }
    add("CREATE TYPE \(name) AS ENUM (\(labels.map { "'\($0)'" }.joined(separator: ", ")))")
    addComment(place, 4, on: "TYPE \(name)")
    facets[place] = Facet(
      name: name,
      what: .type(
        .init(family: .label, sql: name, value: "'a'", defaultValue: "'\(choose(place, 5, labels))'")))
  }

  mutating func addComposite(_ place: Int) {
    let name = name(place, "r")
    var attributes: [String] = []
    var values: [String] = []
    for (number, family) in [Facet.Family.number, .label, .number].enumerated() {
      guard number == 0 || choice(place, 7 + number, 5) > 1,
        let type = type(family, place, 1 + 2 * number, 2 + 2 * number)
      else { continue }
      attributes.append("a\(number) \(type.sql)")
      values.append(family == .number ? "7" : "a")
    }
    add("CREATE TYPE \(name) AS (\(attributes.joined(separator: ", ")))")
    addComment(place, 10, on: "TYPE \(name)")
    let value = "'(\(values.joined(separator: ",")))'"
    facets[place] = Facet(
      name: name, what: .type(.init(family: .composite, sql: name, value: value, defaultValue: value)))
  }

  mutating func addDomain(_ place: Int) {
    let name = name(place, "d")
    let family: Facet.Family = choice(place, 0, 2) == 0 ? .number : .label
    guard let base = type(family, place, 1, 2), let value = base.defaultValue else { return }
    var text = "CREATE DOMAIN \(name) AS \(base.sql)"
    if choice(place, 3, 3) == 1 { text += " DEFAULT \(value)" }
    if choice(place, 3, 3) == 2 { text += " DEFAULT \(value) NOT NULL" }
    switch choice(place, 4, 4) {
    case 1: text += " CONSTRAINT \(name)_c CHECK (VALUE IS NOT NULL OR \(choice(place, 5, 3)) < 5)"
    case 2:
      if let (facet, function) = function(place, 5, [.predicate, .number, .label]),
        function.arguments.first?.family == family, let argument = function.arguments.first
      {
        text += " CHECK (\(facet.name)(VALUE::\(argument.sql)) IS NOT NULL OR true)"
      }
    default: break
    }
    add(text)
    addComment(place, 6, on: "DOMAIN \(name)")
    facets[place] = Facet(
      name: name, what: .type(.init(family: family, sql: name, value: base.value, defaultValue: value)))
  }

  mutating func addRange(_ place: Int) {
    let name = name(place, "g")
    add("CREATE TYPE \(name) AS RANGE (SUBTYPE = \(choose(place, 1, ["bigint", "numeric", "integer"])))")
    addComment(place, 2, on: "TYPE \(name)")
    facets[place] = Facet(
      name: name, what: .type(.init(family: .range, sql: name, value: "'[1,9)'", defaultValue: "'[2,3)'")))
  }

  mutating func addSequence(_ place: Int) {
    let name = name(place, "s")
    var text = choice(place, 7, 6) == 1 ? "CREATE UNLOGGED SEQUENCE \(name)" : "CREATE SEQUENCE \(name)"
    text += choose(place, 1, ["", " AS integer", " AS smallint"])
    text += choose(place, 2, ["", " INCREMENT BY 5", " INCREMENT BY 2"])
    text += choose(place, 3, ["", " MINVALUE 1 MAXVALUE 1000", " MAXVALUE 500"])
    text += choose(place, 4, ["", " START WITH 10", " START WITH 1"])
    text += choose(place, 5, ["", " CACHE 5", " CYCLE"])
    add(text)
    addComment(place, 6, on: "SEQUENCE \(name)")
    facets[place] = Facet(name: name, what: .sequence)
  }
}
