extension ReviewDocument {
  /// The union of two reviewers' documents, for the plan of the receiver.
  ///
  /// - Shape: nothing that either holds is lost, and the result is the same whichever way round. Of two versions of
  ///   one comment (by `id`) the later written one stays, resolved if either is; all is in order of time.
  package func merged(with other: Self) -> Self {
    var merged = Self(planHash: planHash)
    for comment in comments + other.comments {
      if let index = merged.comments.firstIndex(where: { $0.id.utf8.elementsEqual(comment.id.utf8) }) {
        merged.comments[index] = merged.comments[index].merged(with: comment)
      } else {
        merged.comments.append(comment)
      }
    }
    merged.acknowledgements = union(acknowledgements, other.acknowledgements) {
      [$0.writtenAt, $0.rule.text, $0.reason, $0.author, $0.step.description]
    }
    merged.signoffs = union(signoffs, other.signoffs) { [$0.signedAt, $0.statement, $0.signature] }
    merged.comments.sort { isBefore([$0.writtenAt, $0.id], [$1.writtenAt, $1.id]) }
    return merged
  }
}

extension Comment {
  fileprivate func merged(with other: Self) -> Self {
    let isLater = isBefore([writtenAt, text, author], [other.writtenAt, other.text, other.author])
    var merged = isLater ? other : self
    merged.isResolved = isResolved || other.isResolved
    return merged
  }
}

extension Signoff {
  /// When the statement says that it was signed; empty for one that cannot be read.
  fileprivate var signedAt: String { (try? Statement(statement))?.signedAt ?? "" }
}

/// Each item once, in byte order of the keys.
private func union<Item>(_ left: [Item], _ right: [Item], by keys: (Item) -> [String]) -> [Item] {
  let sorted = (left + right).map { (keys: keys($0), item: $0) }.sorted { isBefore($0.keys, $1.keys) }
  var union: [(keys: [String], item: Item)] = []
  for entry in sorted where union.last.map({ isBefore($0.keys, entry.keys) }) ?? true { union.append(entry) }
  return union.map(\.item)
}

/// Byte order, the first difference deciding.
private func isBefore(_ left: [String], _ right: [String]) -> Bool {
  left.map { Identifier($0) }.lexicographicallyPrecedes(right.map { Identifier($0) })
}
