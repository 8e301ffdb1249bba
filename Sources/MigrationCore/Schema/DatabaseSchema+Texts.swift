/// Which of an object's texts is meant: expressions and definitions that PostgreSQL prints from what it has parsed.
package struct TextPlace: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case definition, defaultExpression, generated, check, predicate, using, withCheck, standardBody, arguments
    case partitionKey, partitionBound
    /// Of an index, by its number.
    case key(Int)
    /// A further statement of a defined object, by its number.
    case further(Int)
  }

  package let object: ObjectID
  package let part: Part
}

extension DatabaseSchema {
  /// Every text with its place.
  package var texts: [TextPlace: CatalogSQL] {
    var found: [TextPlace: CatalogSQL] = [:]
    var copy = self
    copy.rewriteTexts { place, text in
      found[place] = text
      return text
    }
    return found
  }

  /// Puts in the place of each text what `body` makes of it.
  package mutating func rewriteTexts(_ body: (TextPlace, CatalogSQL) -> CatalogSQL) {
    for index in tables.indices { tables[index].rewriteTexts(in: name, body) }
    for index in views.indices { views[index].rewriteTexts(in: name, body) }
    for index in domains.indices {
      let id = ObjectID(.domain, name, domains[index].name)
      rewrite(&domains[index].defaultExpression, id, .defaultExpression, body)
      for place in domains[index].constraints.indices {
        let rule = ObjectID(.domain, name, domains[index].name, member: domains[index].constraints[place].name)
        rewrite(&domains[index].constraints[place].definition, rule, .definition, body)
      }
    }
    for index in routines.indices {
      let routine = routines[index]
      let id = ObjectID(routine.objectKind, name, routine.name, arguments: routine.identityArguments.text)
      rewrite(&routines[index].definition, id, .definition, body)
      rewrite(&routines[index].arguments, id, .arguments, body)
      rewrite(&routines[index].standardBody, id, .standardBody, body)
    }
    for index in definedObjects.indices {
      let id = definedObjects[index].id(in: name)
      rewrite(&definedObjects[index].definition, id, .definition, body)
      for place in definedObjects[index].further.indices {
        rewrite(&definedObjects[index].further[place], id, .further(place), body)
      }
    }
  }
}

extension Table {
  fileprivate mutating func rewriteTexts(in schema: Identifier, _ body: (TextPlace, CatalogSQL) -> CatalogSQL) {
    let id = ObjectID(.table, schema, name)
    for place in columns.indices { columns[place].rewriteTexts(of: id, body) }
    for place in constraints.indices {
      let member = id.member(.constraint, constraints[place].name)
      rewrite(&constraints[place].definition, member, .definition, body)
      constraints[place].index?.rewriteTexts(of: id, body)
      switch constraints[place].kind {
      case .check(var expression):
        rewrite(&expression, member, .check, body)
        constraints[place].kind = .check(expression)
      case .primaryKey, .unique, .exclusion, .foreignKey: break
      }
    }
    for place in indexes.indices { indexes[place].rewriteTexts(of: id, body) }
    for place in triggers.indices {
      rewrite(&triggers[place].definition, id.member(.trigger, triggers[place].name), .definition, body)
    }
    for place in policies.indices {
      let member = id.member(.policy, policies[place].name)
      rewrite(&policies[place].using, member, .using, body)
      rewrite(&policies[place].withCheck, member, .withCheck, body)
    }
    if var partitioning {
      rewrite(&partitioning.definition, id, .partitionKey, body)
      self.partitioning = partitioning
    }
    if var partition {
      rewrite(&partition.bound, id, .partitionBound, body)
      self.partition = partition
    }
  }
}

extension View {
  fileprivate mutating func rewriteTexts(in schema: Identifier, _ body: (TextPlace, CatalogSQL) -> CatalogSQL) {
    let id = ObjectID(objectKind, schema, name)
    rewrite(&definition, id, .definition, body)
    for place in columns.indices { columns[place].rewriteTexts(of: id, body) }
    for place in triggers.indices {
      rewrite(&triggers[place].definition, id.member(.trigger, triggers[place].name), .definition, body)
    }
    if var made = materialization {
      for place in made.indexes.indices { made.indexes[place].rewriteTexts(of: id, body) }
      materialization = made
    }
  }
}

extension Column {
  fileprivate mutating func rewriteTexts(of relation: ObjectID, _ body: (TextPlace, CatalogSQL) -> CatalogSQL) {
    guard defaultExpression != nil || generated != nil else { return }
    let id = relation.member(.column, name)
    rewrite(&defaultExpression, id, .defaultExpression, body)
    if var generated {
      rewrite(&generated.expression, id, .generated, body)
      self.generated = generated
    }
  }
}

extension Index {
  fileprivate mutating func rewriteTexts(of relation: ObjectID, _ body: (TextPlace, CatalogSQL) -> CatalogSQL) {
    let id = relation.member(.index, name)
    rewrite(&definition, id, .definition, body)
    for place in keys.indices { rewrite(&keys[place].definition, id, .key(place), body) }
    rewrite(&predicate, id, .predicate, body)
  }
}

private func rewrite(
  _ text: inout CatalogSQL, _ object: ObjectID, _ part: TextPlace.Part, _ body: (TextPlace, CatalogSQL) -> CatalogSQL
) {
  text = body(TextPlace(object: object, part: part), text)
}

private func rewrite(
  _ text: inout CatalogSQL?, _ object: ObjectID, _ part: TextPlace.Part, _ body: (TextPlace, CatalogSQL) -> CatalogSQL
) {
  text = text.map { body(TextPlace(object: object, part: part), $0) }
}
