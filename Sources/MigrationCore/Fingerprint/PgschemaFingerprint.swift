/// pgschema's fingerprint of a schema: the text that it hashes and its SHA-256, byte for byte.
///
/// It does not see everything that PostgreSQL stores; `CatalogHash` does. It depends on the session's role,
/// `search_path`, time zone and collation, because pgschema's does.
package struct PgschemaFingerprint: Hashable, Sendable {
  /// The part of the text whose order is certain.
  private let head: [UInt8]
  private let tail: Tail

  init(_ schema: PgschemaSchema) {
    var text = PgschemaText()
    text.object(schema.write)
    // The closing brace comes behind the privileges.
    head = text.json.bytes.dropLast()
    tail = Tail(
      lists: [schema.defaultPrivileges, schema.privileges, schema.columnPrivileges], revoked: schema.revokedDefaults)
  }

  /// The hashed text, UTF-8 JSON, with what is not grantable before what is.
  package var text: [UInt8] { head + tail.bytes }

  /// 64 lower-case hexadecimal digits.
  package var hash: String { SHA256.hex(of: text) }

  /// Whether pgschema could have computed `hash` for this schema.
  ///
  /// Where one role holds rights with and without grant option on one object, pgschema writes the two entries in
  /// random order; every order is tried, as long as that takes no more than a moment.
  package func accepts(_ hash: String) -> Bool {
    let wanted = hash.utf8
    if self.hash.utf8.elementsEqual(wanted) { return true }
    let ties = tail.ties
    guard !ties.isEmpty else { return false }
    // About a second's worth of hashing.
    let affordable = max(64, 1 << 30 / max(head.count, 1))
    let orders = ties.count >= 20 ? affordable : min(1 << ties.count, affordable)
    return (1..<max(orders, 2)).contains { order in
      let swapped = ties.enumerated().filter { order >> $0.offset & 1 == 1 }.map(\.element)
      return SHA256.hex(of: head + tail.swapping(swapped).bytes).utf8.elementsEqual(wanted)
    }
  }
}

extension PgschemaFingerprint {
  /// The lists at the end of the text.
  private struct Tail: Hashable, Sendable {
    /// Default privileges, privileges and column privileges: the order of each has ties.
    var lists: [[PgschemaPrivilege]]
    var revoked: [PgschemaRevokedDefault]

    var bytes: [UInt8] {
      var text = PgschemaText()
      text.object { text in
        let keys = ["default_privileges", "privileges", "column_privileges"]
        for (key, list) in zip(keys, lists) { text.omittable(key, list) }
        text.omittable("revoked_default_privileges", revoked)
      }
      let members = text.json.bytes.dropFirst()
      return (members.count > 1 ? [UInt8(ascii: ",")] : []) + members
    }

    /// Places of entries that may as well stand behind the next one.
    var ties: [Tie] {
      lists.indices.flatMap { list in
        lists[list].indices.dropLast()
          .filter { lists[list][$0].sortKey == lists[list][$0 + 1].sortKey }
          .map { Tie(list: list, entry: $0) }
      }
    }

    func swapping(_ ties: [Tie]) -> Self {
      var tail = self
      for tie in ties { tail.lists[tie.list].swapAt(tie.entry, tie.entry + 1) }
      return tail
    }
  }

  private struct Tie {
    var list: Int
    var entry: Int
  }
}
