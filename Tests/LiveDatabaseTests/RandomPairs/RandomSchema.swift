import SeededRandom

/// A schema as a list of elements, of which each refers only to those before it.
///
/// An element is a kind and a row of small numbers. What it is written as follows from these and from what is there of
/// the elements before it: a reference to what is missing, or does not fit, is left out. So every schema is valid SQL,
/// and stays so when an element goes or a number changes.
struct RandomSchema: Hashable {
  struct Element: Hashable {
    enum Kind: CaseIterable {
      case enumType, composite, domain, range, sequence, function, procedure, aggregate
      case table, column, partition, view, materializedView
      case key, foreignKey, check, index, trigger, policy, rule, statistics
      case lateDefault, sequenceOwner, grant, owner
    }

    var kind: Kind
    var isThere = true
    /// The table of a column or partition.
    var table: Int?
    /// The first one says what it is for good, the last one what it is called.
    var choices: [UInt8]
  }

  var elements: [Element] = []

  static let numberOfChoices = 14
}

/// Two schemas with the same list of elements.
struct RandomPair {
  let seed: UInt64
  var before: RandomSchema
  var after: RandomSchema

  init(seed: UInt64) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    before = RandomSchema(&random)
    after = before
    for _ in 0..<(1 + random.below(6)) { after.mutate(&random) }
  }
}

extension RandomSchema {
  init(_ random: inout SplitMix64) {
    let size = 6 + random.below(16)
    while elements.count < size { addElement(Self.kinds[random.below(Self.kinds.count)], &random) }
  }

  /// The kinds as often as they shall come.
  private static let kinds: [Element.Kind] = {
    let weights: [(Element.Kind, Int)] = [
      (.enumType, 3), (.composite, 2), (.domain, 3), (.range, 1), (.sequence, 2), (.function, 9), (.procedure, 1),
      (.aggregate, 1), (.table, 7), (.view, 6), (.materializedView, 2), (.key, 4), (.foreignKey, 3), (.check, 2),
      (.index, 4), (.trigger, 3), (.policy, 2), (.rule, 1), (.statistics, 1), (.lateDefault, 2), (.sequenceOwner, 1),
      (.grant, 2), (.owner, 1),
    ]
    return weights.flatMap { kind, weight in Array(repeating: kind, count: weight) }
  }()

  private mutating func addElement(_ kind: Element.Kind, of table: Int? = nil, _ random: inout SplitMix64) {
    var element = Element(kind: kind, table: table, choices: [])
    // Plain things are more frequent.
    element.choices = (0..<Self.numberOfChoices).map { place in
      random.below(3) == 0 && place > 0 ? 0 : UInt8(random.below(240))
    }
    element.choices[Self.numberOfChoices - 1] = 0
    element.isThere = random.below(7) > 0
    elements.append(element)
    guard kind == .table else { return }
    let own = elements.count - 1
    for _ in 0..<(1 + random.below(4)) { addElement(.column, of: own, &random) }
    guard elements[own].isPartitioned else { return }
    for _ in 0..<(1 + random.below(3)) { addElement(.partition, of: own, &random) }
  }

  /// Makes one change that can be seen.
  mutating func mutate(_ random: inout SplitMix64) {
    let old = SchemaWriter(self).sql
    for _ in 0..<50 {
      var changed = self
      let place = random.below(elements.count)
      switch random.below(10) {
      case 0...2 where changed.elements[place].kind != .owner: changed.elements[place].isThere.toggle()
      case 3: changed.elements[place].choices[Self.numberOfChoices - 1] ^= 1
      default: changed.elements[place].choices[1 + random.below(Self.numberOfChoices - 2)] = UInt8(random.below(240))
      }
      guard SchemaWriter(changed).sql != old else { continue }
      self = changed
      return
    }
  }
}

extension RandomSchema.Element {
  /// Whether it is a table with partitions.
  var isPartitioned: Bool { kind == .table && choices[0] % 4 == 0 }
}
