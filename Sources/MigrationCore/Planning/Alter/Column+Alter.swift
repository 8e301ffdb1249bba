extension Column {
  /// The steps from this column to `new`; its type comes first, what is said about it last.
  func alterations(to new: Column, _ context: ColumnContext) -> [Alteration] {
    // An identity column must be NOT NULL as long as it is one.
    let losesNotNull = new.notNull == nil
    let first = losesNotNull ? identityChanges(to: new, context) : notNullChanges(to: new, context)
    let second = losesNotNull ? notNullChanges(to: new, context) : identityChanges(to: new, context)
    return definitionChanges(to: new, context) + first + second + settings(to: new, context)
  }

  private func definitionChanges(to new: Column, _ context: ColumnContext) -> [Alteration] {
    let type = typeChanges(to: new, context)
    let value = defaultChanges(to: new, context)
    let generation = generationChanges(to: new, context)
    guard !type.isEmpty, generation.first?.stage == .table else { return type + generation + value }
    // The expression is of the old type.
    return [Alteration(.table, context.label, (generation + type).flatMap(\.changes).flatMap(\.steps))] + value
  }

  private func typeChanges(to new: Column, _ context: ColumnContext) -> [Alteration] {
    let changes = type != new.type || collation != new.collation
    guard changes || context.isSwapped else { return [] }
    if context.isRetypedByParent { return [] }
    let alter = context.alter
    var steps: [PlannedStep] = []
    let hasDefault = defaultExpression != nil && generated == nil
    // The old default may have no cast to the new type; a default that stays is put back as it is. What is below the
    // table has its own, which is of a type that is made anew, too.
    let alterDefault = context.isSwapped ? alter : context.alterOnly
    if hasDefault, !context.isWithoutDefault { steps.append(PlannedStep("\(alterDefault) DROP DEFAULT")) }
    let collate: SQLText = new.collation.map { " COLLATE \($0)" } ?? collationOfType(new)
    let using = context.isForeign || new.generated != nil ? "" : usingClause(to: new, context)
    steps.append(PlannedStep("\(alter) TYPE \(new.type.typeText)\(collate)\(using)"))
    if hasDefault, !context.isWithoutDefault, let value = new.defaultExpression, new.generated == nil,
      new.identity == nil
    {
      steps.append(PlannedStep("\(alterDefault) SET DEFAULT \(value.defaultText(in: context.table.schema))"))
    }
    return [Alteration(.table, context.label, steps)]
  }

  /// A collation that is the type's own again must be said, or the old one stays.
  private func collationOfType(_ new: Column) -> SQLText {
    collation != nil && type == new.type ? " COLLATE pg_catalog.\"default\"" : ""
  }

  private func usingClause(to new: Column, _ context: ColumnContext) -> SQLText {
    if context.isSwapped {
      // Of a collation that is made anew.
      if type == new.type, !context.isOfOwnTypes { return "" }
      let array: SQLText = type.text.hasSuffix("[]") ? "[]" : ""
      if let fields = context.swappedFields, array.isEmpty {
        return " USING CASE WHEN \(name) IS NOT NULL THEN ROW(\(fields))::\(catalog: new.type) END"
      }
      return " USING \(name)::text\(array)::\(catalog: new.type)"
    }
    // Other types' lengths are changed by an assignment, which refuses to cut a value; of bits it refuses everything.
    let isOfBits = type.text.hasPrefix("bit(") && new.type.text.hasPrefix("bit(")
    guard isOfBits || Self.withoutModifier(type) != Self.withoutModifier(new.type) else { return "" }
    return " USING \(name)::\(new.type.typeText)"
  }

  /// The type's name alone: between lengths and precisions PostgreSQL casts by itself.
  private static func withoutModifier(_ type: CatalogSQL) -> String {
    guard let open = type.text.firstIndex(of: "("), let close = type.text.firstIndex(of: ")") else { return type.text }
    return String(type.text[..<open]) + String(type.text[type.text.index(after: close)...])
  }

  private func defaultChanges(to new: Column, _ context: ColumnContext) -> [Alteration] {
    guard new.generated == nil, new.identity == nil else { return [] }
    let alter = context.alterOnly
    let set: [SQLText] =
      new.defaultExpression.map {
        ["\(alter) SET DEFAULT \($0.defaultText(in: context.table.schema))"]
      } ?? []
    if context.isWithoutDefault { return set.isEmpty ? [] : [Alteration(.columnDefault, context.label, set)] }
    let isRetyped = (type != new.type || collation != new.collation || context.isSwapped) && !context.isRetypedByParent
    guard defaultExpression != new.defaultExpression else { return [] }
    // With the type the default was taken away and put back already.
    if isRetyped, defaultExpression != nil { return [] }
    return [Alteration(.columnDefault, context.label, set.isEmpty ? ["\(alter) DROP DEFAULT"] : set)]
  }

  private func generationChanges(to new: Column, _ context: ColumnContext) -> [Alteration] {
    guard let generated, generated != new.generated else { return [] }
    if context.isInherited({ $0.generated?.expression.text }) { return [] }
    guard let other = new.generated else {
      return [Alteration(.table, context.label, ["\(context.alter) DROP EXPRESSION"])]
    }
    return [
      Alteration(.columnDefault, context.label, ["\(context.alter) SET EXPRESSION AS (\(catalog: other.expression))"])
    ]
  }

  private func settings(to new: Column, _ context: ColumnContext) -> [Alteration] {
    let alter = context.alterOnly
    var statements: [SQLText] = []
    // With another type a column gets what is natural for that.
    let (storage, compression) = context.isRetyped ? (nil, nil) : (storage, compression)
    if storage != new.storage {
      let word: SQLText = new.storage.map { $0.keyword } ?? new.ownStorage(on: context.server)
      statements.append("\(alter) SET STORAGE \(word)")
    }
    if compression != new.compression {
      let word: SQLText = new.compression.map { $0.keyword } ?? "DEFAULT"
      statements.append("\(alter) SET COMPRESSION \(word)")
    }
    if statisticsTarget != new.statisticsTarget {
      statements.append("\(alter) SET STATISTICS \(new.statisticsTarget ?? -1)")
    }
    statements += options.changes(to: new.options, alter)
    if let change = foreignOptions.foreignChanges(to: new.foreignOptions) { statements.append("\(alter) \(change)") }
    var alterations = statements.isEmpty ? [] : [Alteration(.attributes, context.label, statements, rank: .detail)]
    let comments = commentChange(on: "COLUMN \(context.table).\(name)", comment, new.comment)
    if !comments.isEmpty {
      let label = StepLabel("table.column.comment", .alter, context.label.path)
      alterations.append(Alteration(.policy, label, comments, rank: .detail))
    }
    return alterations
  }
}

/// What a change of a column has to know of its surroundings.
struct ColumnContext {
  var table: QualifiedName
  var label: StepLabel
  var keyword: SQLText
  var isForeign: Bool
  var server: ServerVersion
  /// The column itself, before and after.
  var old: Column
  var new: Column
  /// Whether its type is another one, if only of the same name.
  var isRetyped = false
  /// Whether its type is made anew under the same name, and how a composite value's fields are moved over.
  var isSwapped = false
  /// Whether its type is of this schema before and after.
  var isOfOwnTypes = false
  var swappedFields: SQLText?
  /// Whether its default is taken away before everything else.
  var isWithoutDefault = false
  /// The same column of the tables that this one inherits from, before and after.
  var parents: [(old: Column, new: Column)] = []
  /// The table's, before and after.
  var persistence: (old: Table.Persistence, new: Table.Persistence) = (.permanent, .permanent)
  /// Whether what inherits the column keeps its NOT NULL, which it then must not lose with this one.
  var dropsNotNullAlone = false
  /// The same of a table that this one inherits from, so that nothing comes from there.
  var parentsDropNotNullAlone = false
  /// Whether the change may be made in steps that let others work.
  var isOnline = true
  /// Names of the table's constraints, before and after.
  var takenNames: Set<Identifier> = []

  var alter: SQLText { "ALTER \(keyword) \(table) ALTER COLUMN \(new.name)" }
  /// The same without what is below the table.
  var alterOnly: SQLText { "ALTER \(keyword) ONLY \(table) ALTER COLUMN \(new.name)" }

  /// Whether its type changes, and that with a parent's column.
  var isRetypedByParent: Bool {
    (old.type != new.type || old.collation != new.collation)
      && isInherited { [$0.type.text, $0.collation?.description ?? ""] }
  }

  /// Whether the change comes with the same one of a parent's column.
  func isInherited<Value: Equatable>(_ property: (Column) -> Value) -> Bool {
    new.inheritanceCount > 0
      && parents.contains { property($0.old) != property($0.new) && property($0.new) == property(new) }
  }
}

extension Column {
  /// `DEFAULT`, or for servers that know no `SET STORAGE DEFAULT` what they take for the type by themselves.
  func ownStorage(on server: ServerVersion) -> SQLText {
    guard server < .major(16) else { return "DEFAULT" }
    if type.text.hasPrefix("numeric") || type.text == "inet" || type.text == "cidr" { return "MAIN" }
    let isPlain = ["integer", "bigint", "smallint", "boolean", "real", "double precision", "date", "uuid", "oid"]
    return isPlain.contains(type.text) ? "PLAIN" : "EXTENDED"
  }
}
