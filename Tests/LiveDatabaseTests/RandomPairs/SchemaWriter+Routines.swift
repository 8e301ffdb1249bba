extension SchemaWriter {
  /// A body in one of the three ways to write one.
  private func body(_ element: Int, _ place: Int, _ expression: String) -> String {
    switch choice(element, place, 3) {
    case 0: "LANGUAGE sql\(routineOptions(element)) AS $$SELECT \(expression)$$"
    case 1: "LANGUAGE plpgsql\(routineOptions(element)) AS $$BEGIN RETURN \(expression); END$$"
    default: "LANGUAGE sql\(routineOptions(element)) RETURN \(expression)"
    }
  }

  private func routineOptions(_ element: Int) -> String {
    let volatility: String
    switch elements[element].flavor {
    case .number, .label, .predicate, .transition: volatility = " IMMUTABLE"
    case .trigger: volatility = ""
    case .set, .row, .count: volatility = choose(element, 6, ["", " STABLE"])
    }
    let isSimple = elements[element].kind == .function && elements[element].flavor != .trigger
    return volatility + (isSimple ? choose(element, 7, ["", "", " STRICT", " PARALLEL SAFE", " COST 50"]) : "")
  }

  /// The relation's rows, named so that a body finds them whatever the search path.
  private func rows(_ facet: Facet) -> String { ":schema.\(facet.name)" }

  /// A type, named likewise.
  private func qualified(_ type: Facet.ValueType) -> String {
    facets.values.contains { $0.name == type.sql } ? ":schema.\(type.sql)" : type.sql
  }

  mutating func addFunction(_ place: Int) {
    let name = name(place, "f")
    let flavor = elements[place].flavor
    func unmodified(_ type: Facet.ValueType) -> Facet.ValueType {
      var copy = type
      copy.sql = String(type.sql.prefix { $0 != "(" })
      return copy
    }
    let family: Facet.Family =
      flavor == .label || flavor == .predicate && choice(place, 0, 3) == 1 ? .label : .number
    guard let argument = type(family, place, 2, 9).map(unmodified),
      let other = type(family, place, 3, 5).map(unmodified)
    else { return }
    let parameter = choose(place, 8, ["a", "a", "b"])
    let value = choice(place, 10, 4) == 1 ? " DEFAULT \(argument.defaultValue ?? "NULL")" : ""
    let declaration = "\(parameter) \(argument.sql)\(value)"
    let number = choice(place, 4, 3)
    var function = Facet.Function(flavor: flavor, arguments: [argument], signature: argument.sql, result: other)
    var columns: [Facet.Column] = []
    switch flavor {
    case .number:
      var inner = "\(parameter)::text::numeric"
      if let (facet, called) = self.function(place, 11, [.number]), choice(place, 12, 2) == 1,
        let result = called.result,
        let type = called.arguments.first, result.family == .number
      {
        inner = ":schema.\(facet.name)(\(parameter)::\(qualified(type)))::text::numeric"
      }
      add(
        "CREATE FUNCTION \(name)(\(declaration)) RETURNS \(other.sql) "
          + body(place, 1, "(\(inner) + \(number))::text::\(qualified(other))"))
    case .label:
      add(
        "CREATE FUNCTION \(name)(\(declaration)) RETURNS \(other.sql) "
          + body(place, 1, "coalesce(\(parameter)::text, 'a')::\(qualified(other))"))
    case .predicate:
      function.result = .init(family: .truth, sql: "boolean")
      add(
        "CREATE FUNCTION \(name)(\(declaration)) RETURNS boolean "
          + body(place, 1, "\(parameter) IS NOT NULL OR \(number) < 5"))
    case .trigger:
      function = .init(flavor: flavor, arguments: [], signature: "")
      var text = "BEGIN "
      if choice(place, 2, 2) == 1, let relation = reference(place, 5, Self.relations) {
        text += "PERFORM 1 FROM \(rows(relation.facet)); "
      }
      text += number > 0 ? "RAISE DEBUG '\(number)'; " : ""
      add("CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $$\(text)RETURN NEW; END$$")
    case .set:
      guard let relation = reference(place, 5, Self.relations), !relation.facet.columns.isEmpty else { return }
      function = .init(flavor: flavor, arguments: [], signature: "")
      let chosen =
        choice(place, 2, 3) == 0
        ? relation.facet.columns : Array(relation.facet.columns.prefix(1 + choice(place, 3, 3)))
      let list = chosen.map { "\($0.name)" }.joined(separator: ", ")
      let isWhole = choice(place, 2, 3) == 0
      let result =
        isWhole
        ? "SETOF \(relation.facet.name)"
        : "TABLE(\(chosen.map { "\($0.name)_x \($0.type.sql)" }.joined(separator: ", ")))"
      columns = chosen.map { column in
        var copy = column
        if !isWhole { copy.name += "_x" }
        return copy
      }
      let query = "SELECT \(isWhole ? "r.*" : list.split(separator: ", ").map { "r.\($0)" }.joined(separator: ", "))"
      let from = " FROM \(rows(relation.facet)) r"
      let head = "CREATE FUNCTION \(name)() RETURNS \(result) "
      switch choice(place, 1, 3) {
      case 0: add(head + "LANGUAGE sql\(routineOptions(place)) AS $$\(query)\(from)$$")
      case 1: add(head + "LANGUAGE plpgsql\(routineOptions(place)) AS $$BEGIN RETURN QUERY \(query)\(from); END$$")
      default:
        // A column that comes later stands behind the others, and a list of them would not fit the rows any more.
        add(head + "LANGUAGE sql\(routineOptions(place)) BEGIN ATOMIC \(isWhole ? "SELECT r" : query)\(from); END")
      }
    case .row:
      guard let relation = reference(place, 5, Self.relations), let column = relation.facet.columns.first else {
        return
      }
      function = .init(
        flavor: flavor, arguments: [], signature: relation.facet.name, result: .init(family: .label, sql: "text"),
        relation: relation.place)
      add(
        "CREATE FUNCTION \(name)(r \(relation.facet.name)) RETURNS text "
          + body(place, 1, "(r).\(column.name)::text || '\(number)'"))
    case .count:
      function = .init(flavor: flavor, arguments: [], signature: "", result: .init(family: .number, sql: "bigint"))
      let relation = reference(place, 5, Self.relations)
      let query = relation.map { "(SELECT count(*) FROM \(rows($0.facet)))" } ?? "7"
      function.result?.sql = choose(place, 3, ["bigint", "integer", "numeric"])
      add(
        "CREATE FUNCTION \(name)() RETURNS \(function.result?.sql ?? "") "
          + body(place, 1, "(\(query) + \(number))::\(function.result?.sql ?? "")"))
    case .transition:
      function.arguments = [.init(family: .number, sql: "bigint"), argument]
      function.signature = "bigint, \(argument.sql)"
      function.result = .init(family: .number, sql: "bigint")
      function.isStrict = routineOptions(place).contains("STRICT")
      add(
        "CREATE FUNCTION \(name)(s bigint, \(parameter) \(argument.sql)) RETURNS bigint "
          + body(place, 1, "coalesce(s, 0) + \(number + 1)"))
    }
    facets[place] = Facet(name: name, what: .function(function), columns: columns)
    addComment(place, 12, on: "FUNCTION \(name)(\(function.signature))")
  }

  mutating func addProcedure(_ place: Int) {
    let name = name(place, "p")
    guard let argument = type(.number, place, 1, 2) else { return }
    let plain = String(argument.sql.prefix { $0 != "(" })
    let query = reference(place, 3, Self.relations).map { "SELECT count(*) FROM \(rows($0.facet))" } ?? "SELECT 1"
    let head = "CREATE PROCEDURE \(name)(a \(plain)) LANGUAGE "
    switch choice(place, 4, 3) {
    case 0: add(head + "sql AS $$\(query)$$")
    case 1: add(head + "plpgsql AS $$BEGIN PERFORM (\(query)); END$$")
    default: add(head + "sql BEGIN ATOMIC \(query); END")
    }
    addComment(place, 5, on: "PROCEDURE \(name)(\(plain))")
    facets[place] = Facet(name: name, what: .procedure(signature: plain))
  }

  mutating func addAggregate(_ place: Int) {
    guard let (facet, function) = function(place, 1, [.transition]), let argument = function.arguments.last else {
      return
    }
    let name = name(place, "a")
    // A strict one takes the first value for the state, unless there is one to begin with.
    let canBeginWithout = !function.isStrict || argument.sql == "bigint"
    let initial = choose(place, 2, [canBeginWithout ? "" : ", INITCOND = '1'", ", INITCOND = '0'", ", INITCOND = '5'"])
    add("CREATE AGGREGATE \(name)(\(argument.sql)) (SFUNC = \(facet.name), STYPE = bigint\(initial))")
    addComment(place, 3, on: "AGGREGATE \(name)(\(argument.sql))")
    facets[place] = Facet(name: name, what: .aggregate(argument: argument))
  }
}
