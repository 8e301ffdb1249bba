/// How a part that is there before and after gets from one to the other.
package enum ChangeWay: Hashable, Sendable {
  /// By ALTER, CREATE OR REPLACE and the like; also when nothing changes.
  case inPlace
  /// Dropped and made again, with all that depends on it.
  case remake
  /// A type that columns have: renamed, made anew, and the columns moved over.
  case swap
  /// PostgreSQL has no way that keeps the data.
  case refused(reason: String, wayOut: String)
}

extension PartPair {
  /// The way from the one to the other.
  ///
  /// `server` is where the change will run; newer ones can alter more.
  package func way(on server: ServerVersion) -> ChangeWay {
    switch self {
    case .table(let old, let new): return old.way(to: new)
    case .column(let old, let new, of: _, _): return old.mustBeRemade(as: new, on: server) ? .remake : .inPlace
    case .constraint(let old, let new, of: _, _): return old.mustBeRemade(as: new, on: server) ? .remake : .inPlace
    case .index(let old, let new, on: _): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .trigger(let old, let new, on: _): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .policy(let old, let new): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .view(let old, let new): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .sequence: return .inPlace
    case .routine(let old, let new): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .aggregate(let old, let new): return old.mustBeRemade(as: new) ? .remake : .inPlace
    case .enumType(let old, let new): return old.isBeginning(of: new) ? .inPlace : .swap
    case .compositeType(let old, let new): return old.canBeAltered(to: new) ? .inPlace : .swap
    case .domain(let old, let new):
      return old.baseType == new.baseType && old.collation == new.collation ? .inPlace : .swap
    case .defined(let old, let new): return old.way(to: new)
    }
  }

  /// Whether it is a column whose values are of another type afterwards.
  package var changesType: Bool {
    switch self {
    case .column(let old, let new, of: _, _): old.type != new.type || old.collation != new.collation
    case .table, .constraint, .index, .trigger, .policy, .view, .sequence, .routine, .aggregate, .enumType,
      .compositeType, .domain, .defined:
      false
    }
  }
}

extension Table {
  fileprivate func way(to new: Table) -> ChangeWay {
    switch (foreign, new.foreign) {
    case (nil, nil): break
    case (.some(let old), .some(let new)): if old.server != new.server { return .remake }
    case (.some, nil): return .remake
    case (nil, .some):
      return .refused(
        reason: "an ordinary table cannot become a foreign table: its rows would be lost",
        wayOut: "give the foreign table another name, move the rows, then drop the old table")
    }
    guard partitioning?.definition != new.partitioning?.definition else { return .inPlace }
    let reason: String
    switch (partitioning, new.partitioning) {
    case (nil, _): reason = "an ordinary table cannot become a partitioned one"
    case (_, nil): reason = "a partitioned table cannot become an ordinary one"
    default: reason = "PostgreSQL cannot change the key that a table is partitioned by"
    }
    return .refused(
      reason: "\(reason): its rows would be lost",
      wayOut: "make the new table under another name, move the rows, then drop the old one and rename")
  }
}

extension Column {
  fileprivate func mustBeRemade(as new: Column, on server: ServerVersion) -> Bool {
    switch (generated, new.generated) {
    case (nil, nil): false
    case (nil, .some): true
    case (.some(let old), nil): old.kind == .virtual
    case (.some(let old), .some(let new)):
      old.kind != new.kind || (old.expression != new.expression && server < .major(17))
    }
  }
}

extension Constraint {
  fileprivate func mustBeRemade(as new: Constraint, on server: ServerVersion) -> Bool {
    switch (kind, new.kind) {
    case (.check(let old), .check(let other)):
      return old != other || noInherit != new.noInherit || isEnforced != new.isEnforced
        || (isValidated && !new.isValidated)
    case (.foreignKey(let old), .foreignKey(let other)):
      let canAlterEnforcement = server >= .major(18)
      return old != other || columns != new.columns || hasPeriod != new.hasPeriod
        || (isEnforced != new.isEnforced && !canAlterEnforcement)
        || (isValidated && !new.isValidated && new.isEnforced)
    case (.primaryKey, .primaryKey), (.unique, .unique), (.exclusion, .exclusion):
      if let index, let other = new.index, !index.canBeGiven(other.options) { return true }
      return definition != new.definition
    case (.primaryKey, _), (.unique, _), (.exclusion, _), (.check, _), (.foreignKey, _): return true
    }
  }
}

extension Index {
  fileprivate func mustBeRemade(as new: Index) -> Bool {
    definitionWithoutOptions != new.definitionWithoutOptions || (!isValid && new.isValid && parent == nil)
      || !canBeGiven(new.options)
  }

  /// Whether ALTER INDEX leads to these storage parameters, which it refuses for a partitioned table's index.
  fileprivate func canBeGiven(_ other: [StorageOption]) -> Bool { !isPartitioned || options == other }

  /// Storage parameters can be altered in place.
  private var definitionWithoutOptions: String {
    guard !options.isEmpty, let begin = definition.text.firstRange(of: " WITH (") else { return definition.text }
    let rest = definition.text[begin.upperBound...]
    guard let end = rest.firstIndex(of: ")") else { return definition.text }
    return String(definition.text[..<begin.lowerBound] + rest[rest.index(after: end)...])
  }
}

extension Trigger {
  fileprivate func mustBeRemade(as new: Trigger) -> Bool {
    definition != new.definition && (isConstraint || new.isConstraint)
  }
}

extension RowSecurityPolicy {
  fileprivate func mustBeRemade(as new: RowSecurityPolicy) -> Bool {
    command != new.command || isPermissive != new.isPermissive || (using != nil && new.using == nil)
      || (withCheck != nil && new.withCheck == nil)
  }
}

extension View {
  /// CREATE OR REPLACE VIEW can only add columns at the end.
  fileprivate func mustBeRemade(as new: View) -> Bool {
    guard definition != new.definition else { return false }
    guard materialization == nil, new.columns.count >= columns.count else { return true }
    return zip(columns, new.columns).contains { old, new in
      old.name != new.name || old.type != new.type || old.collation != new.collation
    }
  }
}

extension Routine {
  /// CREATE OR REPLACE keeps the result type and the parameters' names, and takes no default away.
  fileprivate func mustBeRemade(as new: Routine) -> Bool {
    guard kind == new.kind, result == new.result else { return true }
    let old = Self.parameters(of: arguments)
    let other = Self.parameters(of: new.arguments)
    guard old.map(\.declaration) == other.map(\.declaration) else { return true }
    return zip(old, other).contains { $0.hasDefault && !$1.hasDefault }
  }

  private static func parameters(of arguments: CatalogSQL) -> [(declaration: String, hasDefault: Bool)] {
    SQLList.split(arguments.text).map { text in
      guard let place = text.firstRange(of: " DEFAULT ") else { return (text, false) }
      return (String(text[..<place.lowerBound]), true)
    }
  }
}

extension Aggregate {
  fileprivate func mustBeRemade(as new: Aggregate) -> Bool {
    kind != new.kind || result != new.result || arguments != new.arguments
  }
}

extension EnumType {
  /// Whether all labels are in `new` in the same order, so that the others can be added.
  fileprivate func isBeginning(of new: EnumType) -> Bool {
    var rest = labels[...]
    for label in new.labels where label == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }
}

extension CompositeType {
  /// ALTER TYPE drops attributes anywhere and adds them at the end; it changes no type that a table's column uses.
  fileprivate func canBeAltered(to new: CompositeType) -> Bool {
    let kept = attributes.filter { old in new.attributes.contains { $0.name == old.name } }
    let sameOrder = kept.map(\.name) == new.attributes.prefix(kept.count).map(\.name)
    return sameOrder
      && zip(kept, new.attributes).allSatisfy { $0.type == $1.type && $0.collation == $1.collation }
  }
}

extension DefinedObject {
  fileprivate func way(to new: DefinedObject) -> ChangeWay {
    let isSame = definition == new.definition && (further == new.further || Set(further).isSubset(of: new.further))
    guard !isSame else { return .inPlace }
    switch kind {
    case .rangeType, .collation: return .swap
    case .rule: return further == new.further ? .inPlace : .remake
    case .baseType:
      return .refused(
        reason: "a base type cannot be changed while columns have it",
        wayOut: "make the type under another name and move the columns over")
    case .statistics, .operator, .operatorFamily, .operatorClass, .cast, .conversion, .textSearchParser,
      .textSearchTemplate, .textSearchDictionary, .textSearchConfiguration, .schema, .table, .column, .constraint,
      .index, .trigger, .policy, .view, .materializedView, .function, .procedure, .aggregate, .sequence, .enumType,
      .compositeType, .domain, .privilege, .defaultPrivilege:
      return .remake
    }
  }
}

/// Lists as PostgreSQL prints them.
enum SQLList {
  /// Splits at the commas outside quotes and brackets.
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    var depth = 0
    var quote: UInt8?
    for byte in text.utf8 {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
      if byte == UInt8(ascii: ","), depth == 0, quote == nil {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
      } else if !(part.isEmpty && byte == UInt8(ascii: " ")) {
        part.append(byte)
      }
    }
    return part.isEmpty ? parts : parts + [String(decoding: part, as: UTF8.self)]
  }
}
