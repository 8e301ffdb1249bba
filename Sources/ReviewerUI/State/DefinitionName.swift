import MigrationCore
import TerminalKit

/// The name of another object in a definition.
struct DefinitionName: Hashable, Sendable {
  /// The line, and which of its characters.
  var line: Int
  var characters: Range<Int>
  var target: AlignedTree.Key
}

/// What names in a definition may mean: every object of a tree that has a definition of its own.
struct NamedObjects: Sendable {
  private var rows: [Identifier: [AlignedTree.Key]] = [:]

  init(_ tree: AlignedTree) {
    for row in tree.rows {
      guard let id = row.id, id.member == nil, id.kind != .schema, !DefinitionState.sql(of: row).isEmpty else {
        continue
      }
      rows[id.name, default: []].append(row.key)
    }
  }

  /// The names of other objects in the lines of a definition; those without a schema are of `schema`.
  func names(in lines: [DefinitionLine], of subject: ShownSubject, in schema: Identifier?) -> [DefinitionName] {
    lines.enumerated().flatMap { number, line -> [DefinitionName] in
      guard let text = line.desired ?? line.current else { return [] }
      return Self.words(text.glyphs).compactMap { word in
        target(of: word.parts, in: schema, besides: subject.key).map {
          DefinitionName(line: number, characters: word.characters, target: $0)
        }
      }
    }
  }

  /// What a name with its schema, or without, means in the definition of `key`.
  private func target(
    of parts: [String], in schema: Identifier?, besides key: AlignedTree.Key?
  ) -> AlignedTree.Key? {
    func find(_ name: String, in schema: Identifier?) -> AlignedTree.Key? {
      guard let schema else { return nil }
      return rows[Identifier(name)]?.first { $0.object?.schema == schema && $0 != key }
    }
    // `schema.name`, else the first part is the name and the rest a column's.
    if parts.count > 1, let found = find(parts[1], in: Identifier(parts[0])) { return found }
    return find(parts[0], in: schema)
  }

  private struct Word {
    var parts: [String]
    var characters: Range<Int>
  }

  /// Names with the dots between their parts; quoted ones without their quotes.
  private static func words(_ glyphs: [StyledText.Glyph]) -> [Word] {
    var words: [Word] = []
    var at = 0
    while at < glyphs.count {
      let start = at
      var parts: [String] = []
      while let part = part(glyphs, &at) {
        parts.append(part)
        guard at < glyphs.count, glyphs[at].scalar == "." else { break }
        at += 1
      }
      if parts.isEmpty {
        at = max(at, start) + 1
      } else {
        words.append(Word(parts: parts, characters: start..<at))
      }
    }
    return words
  }

  /// One part of a name from `at` on, which is moved behind it; nil where none begins.
  private static func part(_ glyphs: [StyledText.Glyph], _ at: inout Int) -> String? {
    guard at < glyphs.count else { return nil }
    switch glyphs[at].paint.role {
    case .sqlKeyword, .sqlString, .sqlComment, .sqlNumber, .escape: return nil
    default: break
    }
    var scalars = String.UnicodeScalarView()
    if glyphs[at].scalar == "\"" {
      guard let end = glyphs[(at + 1)...].firstIndex(where: { $0.scalar == "\"" }) else { return nil }
      for glyph in glyphs[(at + 1)..<end] { scalars.append(glyph.scalar) }
      at = end + 1
    } else {
      while at < glyphs.count, isNamePart(glyphs[at].scalar) {
        scalars.append(glyphs[at].scalar)
        at += 1
      }
    }
    return scalars.isEmpty ? nil : String(scalars)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "$" || scalar.value >= 0x80 || scalar.properties.isAlphabetic
      || (0x30...0x39).contains(scalar.value)
  }
}
